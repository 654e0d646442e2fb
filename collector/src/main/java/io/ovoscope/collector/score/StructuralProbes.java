package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.StructuralFit;
import io.ovoscope.collector.probe.StructuralProbe;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.ProbeWeights;
import io.ovoscope.wire.StructuralTasks;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The structural probe (Hewitt and Manning 2019), for distances and for depths. */
final class StructuralProbes implements Examiner {
    private final LayerView view;
    private final PreparedStructural prepared;
    private final ScoreCounters counters;

    StructuralProbes(LayerView view, PreparedStructural prepared, ScoreCounters counters) {
        this.view = view;
        this.prepared = prepared;
        this.counters = counters;
    }

    @Override
    public List<TaskInfo> tasks() {
        return prepared.tasks();
    }

    @Override
    public LayerResult examine() {
        StructuralProbe probe = StructuralProbe.prepare(
                view.values(), view.width(), prepared.trees(), view.settings().structural(), view.workspace());
        List<CurvePoint> points = new ArrayList<>();
        List<ProbeWeights> states = new ArrayList<>();
        for (TaskInfo task : prepared.tasks()) {
            ProbeWeights before = view.before().get(task.name());
            StructuralProbe.Target target = task.name().equals(StructuralTasks.DISTANCE)
                    ? StructuralProbe.Target.DISTANCE
                    : StructuralProbe.Target.DEPTH;
            StructuralFit fit = before == null ? chosen(probe, target) : again(probe, target, before);
            add(task, fit, before, points, states);
        }
        return new LayerResult(points, states, List.of());
    }

    private static StructuralFit again(StructuralProbe probe, StructuralProbe.Target target, ProbeWeights before) {
        return probe.fit(target, before.l2(), TaskFits.finite(before.weights()));
    }

    /** The fit of least development loss over the grid, each strength starting from the weights of the stronger one before it. */
    private StructuralFit chosen(StructuralProbe probe, StructuralProbe.Target target) {
        StructuralFit best = null;
        double least = Double.POSITIVE_INFINITY;
        float[] start = null;
        for (double l2 : view.settings().l2Grid()) {
            StructuralFit fit = probe.fit(target, l2, start);
            StructuralFit.Training training = training(fit);
            if (training == null || Double.isNaN(training.developmentLoss())) {
                return fit;
            }
            start = training.weights();
            if (training.developmentLoss() < least) {
                least = training.developmentLoss();
                best = fit;
            }
        }
        return java.util.Objects.requireNonNull(best, "the grid is empty");
    }

    private void add(
            TaskInfo task,
            StructuralFit fit,
            @Nullable ProbeWeights before,
            List<CurvePoint> points,
            List<ProbeWeights> states) {
        StructuralFit.Training training = training(fit);
        if (fit instanceof StructuralFit.Skipped skipped) {
            Evidence.Reason reason = skipped.reason() == StructuralFit.Reason.NON_FINITE
                    ? Evidence.Reason.NON_FINITE
                    : Evidence.Reason.NOT_PROBEABLE;
            points.add(view.writer().missing(task, reason, skipped.message()));
        } else if (training != null) {
            counters.add(Counter.UNCONVERGED, training.converged() ? 0 : 1);
            StructuralScore score = StructuralScore.of(task, fit, training, before, view.job());
            points.add(score.point(prepared, view.writer(), view.settings().bootstrap()));
            states.add(score.state(view.job().header(), view.width()));
        }
    }

    private static StructuralFit.@Nullable Training training(StructuralFit fit) {
        if (fit instanceof StructuralFit.Distance distance) {
            return distance.training();
        }
        return fit instanceof StructuralFit.Depth depth ? depth.training() : null;
    }
}
