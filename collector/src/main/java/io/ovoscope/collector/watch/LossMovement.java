package io.ovoscope.collector.watch;

import io.ovoscope.wire.RunManifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the training loss moved between two snapshots: its relative change is compared with those from snapshot to snapshot just
 * before. It moved where it differs from their median by more than three robust standard deviations (1.4826 times the median
 * absolute deviation), which count as at least half a per cent; while there are fewer than three, where it changed by more than 2%.
 *
 * @param state what is known
 * @param sentence the same in words, with numbers
 */
record LossMovement(State state, String sentence) {
    /** What is known of the loss. */
    enum State {
        MOVED,
        STILL,
        UNKNOWN
    }

    private static final int RECENT = 8;
    private static final int FEWEST = 3;
    private static final double DEVIATIONS = 3;
    private static final double NORMAL = 1.4826;
    private static final double LEAST_SPREAD = 0.005;
    private static final double STILL = 0.02;

    static LossMovement between(RunCurves curves, RunManifest manifest, long from, long to) {
        Optional<RunCurves.ClosedStep> good = curves.closedStep(from, manifest);
        Optional<RunCurves.ClosedStep> bad = curves.closedStep(to, manifest);
        if (bad.isPresent() && bad.get().lossNotFinite()) {
            return new LossMovement(State.MOVED, "The training loss is not finite at step " + to + ".");
        }
        Double before = good.map(RunCurves.ClosedStep::loss).orElse(null);
        Double now = bad.map(RunCurves.ClosedStep::loss).orElse(null);
        if (before == null || now == null || before == 0) {
            return new LossMovement(State.UNKNOWN, "The training loss is not known at both steps.");
        }
        double change = relative(before, now);
        double[] recent = recent(curves, manifest, from);
        boolean few = recent.length < FEWEST;
        double usual = few ? 0 : median(recent);
        double bound = few ? STILL : DEVIATIONS * Math.max(LEAST_SPREAD, NORMAL * deviation(recent, usual));
        boolean moved = Math.abs(change - usual) > bound;
        String sentence = String.format(
                Locale.ROOT,
                "The training loss %s: from %.4g at step %d to %.4g at step %d, a change of %+.1f%% where %+.1f%% ± %.1f%% is usual.",
                moved ? "moved" : "has not moved",
                before,
                from,
                now,
                to,
                100 * change,
                100 * usual,
                100 * bound);
        return new LossMovement(moved ? State.MOVED : State.STILL, sentence);
    }

    /** Relative changes from snapshot to snapshot, up to this one. */
    private static double[] recent(RunCurves curves, RunManifest manifest, long through) {
        List<Double> losses = new ArrayList<>();
        for (long step : curves.steps()) {
            if (step <= through) {
                curves.closedStep(step, manifest)
                        .map(RunCurves.ClosedStep::loss)
                        .filter(loss -> loss != 0)
                        .ifPresent(losses::add);
            }
        }
        List<Double> newest = losses.subList(Math.max(0, losses.size() - RECENT - 1), losses.size());
        double[] changes = new double[Math.max(0, newest.size() - 1)];
        Arrays.setAll(changes, i -> relative(newest.get(i), newest.get(i + 1)));
        return changes;
    }

    private static double relative(double before, double now) {
        return (now - before) / Math.abs(before);
    }

    private static double deviation(double[] values, double median) {
        return median(
                Arrays.stream(values).map(value -> Math.abs(value - median)).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
