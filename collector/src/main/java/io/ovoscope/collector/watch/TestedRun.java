package io.ovoscope.collector.watch;

import io.ovoscope.collector.watch.RegressionRule.CurveTest;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The steps of a run that count for the regression rule, in order, each with the tests of its curves: closed, not retired, examined while
 * the run went on. Tests of steps that have not changed, nor any step before them, are kept.
 */
final class TestedRun {
    private final RunManifest manifest;
    private final TestItems testItems;
    private final Map<CurveId, TestedCurve> curves = new HashMap<>();
    private final List<TestedStep> steps = new ArrayList<>();

    private record CurveId(String task, int layer) {}

    /** Without steps. */
    TestedRun(RunManifest manifest, TestItems testItems) {
        this.manifest = manifest;
        this.testItems = testItems;
    }

    /**
     * A step.
     *
     * @param points of its curves, in the order of the manifest's tasks and layers
     * @param tests of those that could be tested
     */
    record TestedStep(long step, RunCurves.ClosedStep closed, List<Point> points, List<CurveTest> tests) {}

    /** A curve's point at a step. */
    record Point(String task, int layer, Observation observation) {
        /** Whether testing this one gives what testing the other gave. */
        private boolean isLike(Point other) {
            return task.equals(other.task)
                    && layer == other.layer
                    && Objects.equals(observation.items(), other.observation.items())
                    && observation.accuracy() == other.observation.accuracy()
                    && TestedCurve.number(observation) == TestedCurve.number(other.observation);
        }
    }

    /** The steps as the curves stand now. */
    List<TestedStep> of(RunCurves run) {
        int known = 0;
        for (long step : run.steps()) {
            Optional<RunCurves.ClosedStep> closed = run.closedStep(step, manifest);
            List<Point> points = closed.map(of -> points(run, step, of)).orElse(List.of());
            if (closed.isPresent() && !points.isEmpty()) {
                take(known++, step, closed.get(), points);
            }
        }
        forgetFrom(known);
        return List.copyOf(steps);
    }

    /** The steps that a curve's test compared it with. */
    List<Long> reference(Point point, CurveTest test) {
        return Objects.requireNonNull(curves.get(new CurveId(test.task(), test.layer())))
                .reference(point.observation(), test.test());
    }

    private void take(int number, long step, RunCurves.ClosedStep closed, List<Point> points) {
        if (number < steps.size() && isLike(steps.get(number), step, points)) {
            steps.set(
                    number,
                    new TestedStep(step, closed, points, steps.get(number).tests()));
            return;
        }
        forgetFrom(number);
        List<CurveTest> tests = new ArrayList<>();
        for (Point point : points) {
            curves.computeIfAbsent(
                            new CurveId(point.task(), point.layer()), id -> new TestedCurve(testItems.of(id.task())))
                    .next(point.observation())
                    .ifPresent(test -> tests.add(new CurveTest(point.task(), point.layer(), test)));
        }
        steps.add(new TestedStep(step, closed, points, tests));
    }

    private static boolean isLike(TestedStep known, long step, List<Point> points) {
        boolean like = known.step() == step && known.points().size() == points.size();
        for (int i = 0; like && i < points.size(); i++) {
            like = points.get(i).isLike(known.points().get(i));
        }
        return like;
    }

    private void forgetFrom(int number) {
        if (number < steps.size()) {
            long step = steps.get(number).step();
            curves.values().forEach(curve -> curve.forgetFrom(step));
            steps.subList(number, steps.size()).clear();
        }
    }

    private List<Point> points(RunCurves run, long step, RunCurves.ClosedStep closed) {
        List<Point> points = new ArrayList<>();
        for (TaskInfo task : manifest.tasks()) {
            for (LayerInfo layer : manifest.layers()) {
                run.at(task.name(), layer.index(), step)
                        .filter(point -> point.attempt() == closed.attempt() && !point.replayed())
                        .ifPresent(point -> points.add(new Point(task.name(), layer.index(), point)));
            }
        }
        return points;
    }
}
