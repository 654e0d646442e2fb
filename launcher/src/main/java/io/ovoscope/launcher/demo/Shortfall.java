package io.ovoscope.launcher.demo;

import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a run lacks of the points that its snapshots promise: one for each task and layer.
 *
 * @param expected tasks × layers × snapshots that reached the broker
 * @param withResult points with a result
 * @param lost points without a result because their layer's records were not all there, or that never came
 * @param steps of points without a result and of snapshots that are not whole
 * @param lostRecords records of activations that were deleted before they were scored
 */
record Shortfall(long expected, long withResult, long lost, List<Long> steps, long lostRecords) {
    private static final int STEPS_NAMED = 12;

    static Shortfall of(RunBoard board, long snapshots) {
        List<LayerInfo> layers = board.manifest().map(RunManifest::layers).orElse(List.of());
        List<CurvePoint> points = new ArrayList<>();
        for (TaskInfo task : board.tasks()) {
            layers.forEach(layer -> points.addAll(board.curve(task.name(), layer.index())));
        }
        long expected = snapshots * board.tasks().size() * layers.size();
        Collection<CurvePoint> incomplete = points.stream()
                .filter(point -> reason(point) == Evidence.Reason.INCOMPLETE)
                .toList();
        TreeSet<Long> steps = new TreeSet<>();
        incomplete.forEach(point -> steps.add(point.step()));
        board.closed().values().stream()
                .filter(step -> step.present() < step.expected())
                .forEach(step -> steps.add(step.step()));
        return new Shortfall(
                expected,
                points.stream().filter(point -> reason(point) == null).count(),
                Math.max(0, expected - points.size()) + incomplete.size(),
                List.copyOf(steps),
                board.lostRecords());
    }

    private static Evidence.@Nullable Reason reason(CurvePoint point) {
        return point.evidence() instanceof Evidence.Missing missing ? missing.reason() : null;
    }

    /** Whether points are missing for a reason that is not the model's. */
    boolean isLoss() {
        return lost > 0;
    }

    /** Sentences for the user; none where every point has a result and nothing was lost. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (lostRecords > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "LOST: %,d records of activations were deleted before they were scored, because scoring fell behind training.",
                    lostRecords));
            lines.add(
                    "  Raise topics.activationsMebibytesPerPartition in a file for --collector, or take fewer snapshots.");
        }
        if (lost > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "MISSING: %,d of %,d points, at %s.",
                    lost,
                    expected,
                    steps.isEmpty() ? "the end" : named()));
        }
        long none = Math.max(0, expected - withResult - lost);
        if (none > 0) {
            lines.add((none == 1 ? "1 point has no result: its" : none + " points have no result: their")
                    + " activations are not finite, or "
                    + (none == 1 ? "its" : "the")
                    + " task cannot be probed; the page says which.");
        }
        return lines;
    }

    private String named() {
        String text = (steps.size() == 1 ? "step " : "steps ")
                + String.join(
                        ", ",
                        steps.stream()
                                .limit(STEPS_NAMED)
                                .map(step -> step.toString())
                                .toList());
        return steps.size() > STEPS_NAMED ? text + " and " + (steps.size() - STEPS_NAMED) + " more" : text;
    }

    /** For the last line: {@code 780 points}, or {@code 700 points of 780 expected}. */
    String points() {
        return withResult == expected ? withResult + " points" : withResult + " points of " + expected + " expected";
    }
}
