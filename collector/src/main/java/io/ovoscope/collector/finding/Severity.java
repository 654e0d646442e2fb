package io.ovoscope.collector.finding;

import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Regression;
import java.util.Locale;

/** How urgent a finding is while it is open. */
public enum Severity {
    /** Training is at stake: somebody should look now. */
    CRITICAL,
    /** The watching is impaired, or nothing is known to be lost: somebody should look today. */
    WARNING,
    /** Nobody need act. */
    INFO;

    public static Severity of(Finding finding) {
        if (finding instanceof Regression regression) {
            return regression.verdict() == Regression.Verdict.MODEL_REGRESSED ? CRITICAL : WARNING;
        }
        return finding instanceof BrokenData broken ? of(broken.kind()) : INFO;
    }

    private static Severity of(BrokenData.Kind kind) {
        return switch (kind) {
            case NON_FINITE, CONSTANT, UNCHANGED, DEAD_LAYER, STALLED, LOSS_NOT_FINITE -> CRITICAL;
            case PROBE_SET_CHANGED, MISSING_LAYERS -> WARNING;
        };
    }

    /** As it stands in labels, tags and JSON. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
