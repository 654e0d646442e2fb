package io.ovoscope.collector.alert;

import io.ovoscope.collector.finding.Severity;
import io.ovoscope.wire.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told of a finding.
 *
 * @param finding as it stands now; where it was withdrawn, as it last stood
 * @param withdrawn whether it no longer holds: the run was deleted, or what came later spoke against it
 * @param before what was told of it last; null where that was nothing
 */
record Notice(Finding finding, boolean withdrawn, @Nullable Notice before) {
    Status status() {
        return withdrawn ? Status.RESOLVED : Status.of(finding);
    }

    Severity severity() {
        return Severity.of(finding);
    }

    /** Without what was told earlier. */
    Notice alone() {
        return new Notice(finding, withdrawn, null);
    }

    /** Whether somebody who was told the other needs not be told this: revisions of numbers are no news. */
    boolean isOldNewsAfter(@Nullable Notice told) {
        if (told == null) {
            return withdrawn;
        }
        boolean same = status() == told.status();
        return same && (status() != Status.FIRING || severity() == told.severity());
    }
}
