package io.ovoscope.wire;

import java.time.Instant;

/**
 * Snapshots of a run have stopped coming. It is stored where the curves are, because what follows from it must not depend on when
 * the curves are read; a later snapshot ends it.
 *
 * @param step the newest snapshot that came
 * @param takenAt when that was taken
 * @param noticedAt when the next was overdue
 * @param why what the agent's health says of it, a sentence
 */
public record RunStalled(String run, int attempt, long step, Instant takenAt, Instant noticedAt, String why)
        implements CurveRecord {
    public RunStalled {
        Checks.present("a stall", "run", run);
        Checks.present("a stall", "takenAt", takenAt);
        Checks.present("a stall", "noticedAt", noticedAt);
        Checks.present("a stall", "why", why);
        Names.run(run);
        Checks.atLeast("attempt", attempt, 1);
        Checks.atLeast("step", step, 0);
    }

    @Override
    public String key() {
        return RecordKey.stalled(run, step);
    }
}
