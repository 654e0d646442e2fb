package io.ovoscope.wire;

import java.time.Instant;

/**
 * No further points of this step are to be expected.
 *
 * @param takenAt when the snapshot was taken
 * @param expected points that the manifest announces: layers × tasks
 * @param present how many of them there are
 * @param expired whether it was closed because waiting took too long
 */
public record StepClosed(
        String run, int attempt, long step, Instant takenAt, int expected, int present, boolean expired)
        implements CurveRecord {
    public StepClosed {
        Checks.present("a closed step", "run", run);
        Names.run(run);
        Checks.present("a closed step", "takenAt", takenAt);
        Checks.atLeast("attempt", attempt, 1);
        Checks.atLeast("step", step, 0);
        Checks.within("present", present, 0, expected);
        if (!expired && present != expected) {
            throw new WireFormatException("step " + step + " closed with " + present + " of " + expected
                    + " points and not expired: expecting all");
        }
    }

    @Override
    public String key() {
        return RecordKey.closed(run, step);
    }
}
