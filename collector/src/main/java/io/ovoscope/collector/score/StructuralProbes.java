package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.StructuralFit;
import io.ovoscope.collector.probe.StructuralProbe;
import io.ovoscope.collector.probe.StructuralSelection;
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
            StructuralFit fit =
                    before == null ? StructuralSelection.DEFAULT.choose(probe, target) : again(probe, target, before);
            add(task, fit, before, points, states);
        }
        return new LayerResult(points, states, List.of());
    }

    private static StructuralFit again(StructuralProbe probe, StructuralProbe.Target target, ProbeWeights before) {
        return probe.fit(target, before.l2(), TaskFits.finite(before.weights()));
    }

    private void add(
            TaskInfo task,
            StructuralFit fit,
            @Nullable ProbeWeights before,
            List<CurvePoint> points,
            List<ProbeWeights> states) {
        if (fit instanceof StructuralFit.Skipped skipped) {
            Evidence.Reason reason = skipped.reason() == StructuralFit.Reason.NON_FINITE
                    ? Evidence.Reason.NON_FINITE
                    : Evidence.Reason.NOT_PROBEABLE;
            points.add(view.writer().missing(task, reason, skipped.message()));
        } else if (fit instanceof StructuralFit.Trained trained) {
            counters.add(Counter.UNCONVERGED, trained.training().converged() ? 0 : 1);
            StructuralScore score = StructuralScore.of(task, trained, before, view.job());
            points.add(score.point(prepared, view.writer(), view.settings().bootstrap()));
            states.add(score.state(view.job().header(), view.width()));
        }
    }
}
