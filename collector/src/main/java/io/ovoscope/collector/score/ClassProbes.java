package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Design;
import io.ovoscope.collector.probe.Fit;
import io.ovoscope.collector.probe.Items;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.ProbeWeights;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The probes of classes that share an input, with their controls and costly figures. */
final class ClassProbes implements Examiner {
    private static final Logger log = LoggerFactory.getLogger(ClassProbes.class);

    private final LayerView view;
    private final PreparedInput input;
    private final ScoreCounters counters;

    ClassProbes(LayerView view, PreparedInput input, ScoreCounters counters) {
        this.view = view;
        this.input = input;
        this.counters = counters;
    }

    @Override
    public List<TaskInfo> tasks() {
        return input.tasks().stream().map(PreparedTask::info).toList();
    }

    @Override
    public LayerResult examine() {
        Items items = input.items(view.values(), view.width(), view.set());
        Design design =
                view.workspace().prepare(items, input.split(), view.settings().probeSettings());
        List<CurvePoint> points = new ArrayList<>();
        List<TaskScore> scores = new ArrayList<>();
        for (TaskFits.Pair fits : new TaskFits(design, view.settings().selection(), view.before()).fit(input.tasks())) {
            if (fits.fit() instanceof Fit.Trained trained) {
                counters.add(Counter.UNCONVERGED, trained.converged() ? 0 : 1);
                String name = fits.task().info().name();
                scores.add(TaskScore.of(trained, fits, view.before().get(name), view.job()));
            } else if (fits.fit() instanceof Fit.Skipped skipped) {
                points.add(view.writer().missing(fits.task().info(), reason(skipped), skipped.message()));
            }
        }
        Map<TaskScore, List<Addition>> additions = new HashMap<>();
        for (CostlyFigures costly : costly(design, items)) {
            add(costly, scores, additions);
        }
        List<ProbeWeights> states = new ArrayList<>();
        for (TaskScore score : scores) {
            points.add(view.writer().point(score, additions.getOrDefault(score, List.of())));
            states.add(score.state(view.job().header()));
        }
        return new LayerResult(points, states, List.of());
    }

    private static Evidence.Reason reason(Fit.Skipped skipped) {
        return skipped.reason() == Fit.Reason.NON_FINITE ? Evidence.Reason.NON_FINITE : Evidence.Reason.NOT_PROBEABLE;
    }

    /** In an order: code lengths spend the design, gains make others. */
    private List<CostlyFigures> costly(Design design, Items items) {
        return List.of(
                new CodeLengths(view.settings(), input, design, items),
                new LayerZeroGains(
                        view.settings(),
                        input,
                        view.job().header().layer(),
                        view.whole().layerZero(),
                        view.set(),
                        items,
                        view.workspace()));
    }

    /** A fault of a costly figure costs that figure, not the accuracy. */
    private void add(CostlyFigures costly, List<TaskScore> scores, Map<TaskScore, List<Addition>> to) {
        Cadence cadence = costly.cadence();
        List<TaskScore> due = scores.stream()
                .filter(score -> cadence.isDue(score.snapshots()))
                .toList();
        List<Addition> taken = due.isEmpty() ? List.of() : taken(costly, due);
        for (TaskScore score : scores) {
            int at = due.indexOf(score);
            to.computeIfAbsent(score, absent -> new ArrayList<>())
                    .add(at < 0 ? Addition.remark(cadence.remark()) : taken.get(at));
        }
    }

    private List<Addition> taken(CostlyFigures costly, List<TaskScore> due) {
        try {
            return costly.of(due);
        } catch (RuntimeException e) {
            counters.add(Counter.FAILED);
            log.error(
                    "no {} of {} can be had; its points say so",
                    costly.cadence().figure(),
                    view.job().name(),
                    e);
            Addition failed = Addition.remark(costly.cadence().figure() + ": failed: " + e);
            return due.stream().map(score -> failed).toList();
        }
    }
}
