package io.ovoscope.collector.alert;

import io.ovoscope.wire.Finding;
import java.util.Locale;

/** What a receiver is told of a finding. */
enum Status {
    /** It goes on. */
    FIRING,
    /** It has ended, or no longer holds. */
    RESOLVED,
    /** Nobody need act on it. */
    INFO;

    static Status of(Finding finding) {
        return switch (finding.state()) {
            case OPEN -> FIRING;
            case CLOSED -> RESOLVED;
            case NOTE -> INFO;
        };
    }

    /** As it stands in JSON. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
