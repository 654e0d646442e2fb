package io.ovoscope.wire;

import java.time.Instant;

/**
 * An attempt of a run before the newest one.
 *
 * @param attempt from 1
 * @param resumedAtStep the step at which it began
 * @param startedAt when it began
 */
public record EarlierAttempt(int attempt, long resumedAtStep, Instant startedAt) {
    public EarlierAttempt {
        Checks.atLeast("attempt", attempt, 1);
        Checks.atLeast("resumedAtStep", resumedAtStep, 0);
        Checks.present("an earlier attempt", "startedAt", startedAt);
    }
}
