package io.ovoscope.agent.snapshot;

import java.util.ArrayList;
import java.util.List;

/**
 * When snapshots are due: at step 0, at powers of two, then every {@code every} steps; and more densely where asked for.
 *
 * @param every in steps
 * @param denseFrom first step of a stretch of growing steps; 0 for none
 * @param denseTo last step of the stretch
 * @param denseFactor each step of the stretch is this times the one before
 * @param steps further steps, in any order
 * @param denserWhereFindings least distance of snapshots while findings of the run say that curves move; 0 for none
 */
public record ScheduleSettings(
        long every, long denseFrom, long denseTo, double denseFactor, List<Long> steps, long denserWhereFindings) {
    public ScheduleSettings {
        steps = List.copyOf(steps);
        if (denserWhereFindings < 0 || denserWhereFindings > every) {
            throw new IllegalArgumentException("denserWhereFindings " + denserWhereFindings
                    + ": expecting 0 <= denserWhereFindings <= every, here " + every);
        }
        schedule(every, denseFrom, denseTo, denseFactor, steps);
    }

    /** Without regard to findings. */
    public ScheduleSettings(long every, long denseFrom, long denseTo, double denseFactor, List<Long> steps) {
        this(every, denseFrom, denseTo, denseFactor, steps, 0);
    }

    public static ScheduleSettings defaults() {
        return new ScheduleSettings(1000, 0, 0, Math.sqrt(2), List.of());
    }

    public ScheduleSettings withEvery(long everySteps) {
        return new ScheduleSettings(everySteps, denseFrom, denseTo, denseFactor, steps, denserWhereFindings);
    }

    /** As it is while there are no findings. */
    public SnapshotSchedule schedule() {
        return schedule(findings());
    }

    /** The same, denser where these findings say so. */
    public SnapshotSchedule schedule(FollowedFindings findings) {
        SnapshotSchedule fixed = schedule(every, denseFrom, denseTo, denseFactor, steps);
        return findings.isOn()
                ? SnapshotSchedule.Any.of(fixed, new SnapshotSchedule.Following(findings, denserWhereFindings))
                : fixed;
    }

    /** None yet. */
    public FollowedFindings findings() {
        return new FollowedFindings(every, denserWhereFindings);
    }

    private static SnapshotSchedule schedule(long every, long from, long to, double factor, List<Long> steps) {
        List<SnapshotSchedule> parts = new ArrayList<>();
        parts.add(new SnapshotSchedule.Doubling(every));
        if (from != 0) {
            parts.add(SnapshotSchedule.Listed.growing(from, to, factor));
        }
        if (!steps.isEmpty()) {
            parts.add(SnapshotSchedule.Listed.of(steps));
        }
        return SnapshotSchedule.Any.of(parts.toArray(SnapshotSchedule[]::new));
    }
}
