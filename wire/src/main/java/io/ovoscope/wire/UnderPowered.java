package io.ovoscope.wire;

import java.time.Instant;

/**
 * A task with too few test items for the drop that is watched for: most such drops would go unseen.
 *
 * @param at when the run's newest snapshot was taken at which this was found
 * @param n its test items
 * @param needed items needed for 80% power at a two-sided level of 5%
 * @param threshold the drop that is watched for, a share of items
 * @param discordance share of items whose outcome changes from one snapshot to the next, as measured
 * @param designEffect by how much sentences inflate the variance, as measured
 */
public record UnderPowered(
        String run,
        int attempt,
        Instant at,
        String task,
        Level level,
        int n,
        long needed,
        double threshold,
        double discordance,
        double designEffect)
        implements Finding {
    public UnderPowered {
        Checks.present("an under-powered task", "run", run);
        Checks.present("an under-powered task", "at", at);
        Checks.present("an under-powered task", "task", task);
        Checks.present("an under-powered task", "level", level);
        Names.run(run);
        Names.task(task);
        Checks.within("discordance", discordance, 0.0, 1.0);
    }

    @Override
    public String id() {
        return "under-powered/" + task;
    }

    @Override
    public State state() {
        return State.NOTE;
    }
}
