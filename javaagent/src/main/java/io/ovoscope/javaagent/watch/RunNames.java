package io.ovoscope.javaagent.watch;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names for the runs of one program: that of the settings, then the same with -2, -3 ... in the order of first training. */
final class RunNames {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final String first;
    private int given;

    /** @param wanted from the settings; empty for a name made of the time */
    RunNames(String wanted, Instant now) {
        first = wanted.isEmpty() ? "run-" + TIME.format(now) : wanted;
    }

    synchronized String next() {
        given++;
        return given == 1 ? first : first + "-" + given;
    }
}
