package io.ovoscope.wire;

import java.time.Instant;
import java.util.List;

/**
 * The checkpoints of a run that are on disk now; the newest record stands.
 *
 * @param step of the newest snapshot taken when it was written
 * @param takenAt when it was written
 * @param checkpoints by step
 */
public record CheckpointsKept(String run, int attempt, long step, Instant takenAt, List<KeptCheckpoint> checkpoints)
        implements CurveRecord {
    public CheckpointsKept {
        Checks.present("kept checkpoints", "run", run);
        Checks.present("kept checkpoints", "takenAt", takenAt);
        Checks.present("kept checkpoints", "checkpoints", checkpoints);
        Names.run(run);
        Checks.atLeast("attempt", attempt, 1);
        Checks.atLeast("step", step, 0);
        checkpoints = List.copyOf(checkpoints);
    }

    @Override
    public String key() {
        return RecordKey.checkpoints(run);
    }
}
