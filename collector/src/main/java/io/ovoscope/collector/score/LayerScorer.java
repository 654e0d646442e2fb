package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.ProbeWorkspace;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.GeometryTasks;
import io.ovoscope.wire.LayerSample;
import io.ovoscope.wire.ProbeWeights;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores one layer at one step: a function of the layer, of what is remembered of it and of the settings. Threads may share it, a
 * workspace each.
 */
final class LayerScorer {
    private static final Logger log = LoggerFactory.getLogger(LayerScorer.class);

    private final ScoreSettings settings;
    private final PreparationCache prepared;
    private final ScoreCounters counters;
    private final String version;

    LayerScorer(ScoreSettings settings, PreparationCache prepared, ScoreCounters counters, String version) {
        this.settings = settings;
        this.prepared = prepared;
        this.counters = counters;
        this.version = version;
    }

    /**
     * A point for every task of the manifest, and those of the geometry.
     *
     * @param remembered of the layer
     * @param abandoned asked now and then; where it says yes the result is of no use
     */
    LayerResult score(LayerJob job, Remembered remembered, ProbeWorkspace workspace, BooleanSupplier abandoned) {
        PointWriter writer = new PointWriter(job, settings, version);
        LayerResult result = scored(job, remembered, writer, workspace, abandoned);
        return isRemembered(job, remembered) ? result : result.withoutMemory();
    }

    /**
     * A checkpoint that is examined afterwards reads what is remembered of the run and leaves it as it is, or the snapshots that still
     * come would be scored otherwise than without it. Where there are checkpoints alone, each is remembered that is newer than the last.
     */
    private static boolean isRemembered(LayerJob job, Remembered remembered) {
        return !job.header().replayed() || (!job.isAfterwards() && job.header().step() > remembered.newestStep());
    }

    private LayerResult scored(
            LayerJob job,
            Remembered remembered,
            PointWriter writer,
            ProbeWorkspace workspace,
            BooleanSupplier abandoned) {
        if (job.content() instanceof LayerJob.Whole whole) {
            long broken = nonFinite(whole.values());
            if (broken > 0) {
                counters.add(Counter.NON_FINITE);
                return missing(
                        job,
                        writer,
                        Evidence.Reason.NON_FINITE,
                        broken + " of " + whole.values().length + " values are NaN or infinite");
            }
            LayerView view = new LayerView(
                    job,
                    whole,
                    TaskScore.usable(job, whole.width(), settings.structural().rank(), remembered.tasks()),
                    remembered,
                    writer,
                    settings,
                    workspace);
            return examine(view, abandoned);
        }
        return incomplete(job, remembered.tasks(), writer);
    }

    private LayerResult examine(LayerView view, BooleanSupplier abandoned) {
        PreparedProbeSet ready = prepared.get(view.job().header().probeSet(), view.set(), view.workspace());
        List<CurvePoint> points = new ArrayList<>();
        List<ProbeWeights> states = new ArrayList<>();
        List<LayerSample> samples = new ArrayList<>();
        for (Examiner examiner : examiners(view, ready)) {
            if (abandoned.getAsBoolean()) {
                break;
            }
            LayerResult found = examined(examiner, view);
            points.addAll(found.points());
            states.addAll(found.states());
            samples.addAll(found.samples());
        }
        PointWriter writer = view.writer();
        ready.unprobeable()
                .forEach((info, why) -> points.add(writer.missing(info, Evidence.Reason.NOT_PROBEABLE, why)));
        addUnlabelled(view.job(), writer, points);
        return new LayerResult(points, states, samples);
    }

    private List<Examiner> examiners(LayerView view, PreparedProbeSet ready) {
        List<Examiner> examiners = new ArrayList<>();
        ready.inputs().forEach(input -> examiners.add(new ClassProbes(view, input, counters)));
        ready.structural().ifPresent(tasks -> examiners.add(new StructuralProbes(view, tasks, counters)));
        examiners.add(new LayerGeometry(view));
        return examiners;
    }

    /** A fault in one examiner costs its points alone. */
    private LayerResult examined(Examiner examiner, LayerView view) {
        try {
            return examiner.examine();
        } catch (RuntimeException e) {
            counters.add(Counter.FAILED);
            List<String> names = examiner.tasks().stream().map(TaskInfo::name).toList();
            log.error(
                    "{} of {} cannot be scored; their points say so",
                    names,
                    view.job().name(),
                    e);
            List<CurvePoint> points = examiner.tasks().stream()
                    .map(task -> view.writer().missing(task, Evidence.Reason.NOT_PROBEABLE, "scoring failed: " + e))
                    .toList();
            return new LayerResult(points, List.of(), List.of());
        }
    }

    /** The points of a layer whose scoring failed for a reason that is ours. */
    LayerResult failed(LayerJob job, RuntimeException reason) {
        return missing(
                job,
                new PointWriter(job, settings, version),
                Evidence.Reason.NOT_PROBEABLE,
                "scoring failed: " + reason);
    }

    /** Tasks that the manifest announces and the probe set lacks. */
    private static void addUnlabelled(LayerJob job, PointWriter writer, List<CurvePoint> points) {
        for (TaskInfo info : job.manifest().tasks()) {
            if (job.probeSet().task(info.name()).isEmpty()) {
                points.add(writer.missing(
                        info, Evidence.Reason.NOT_PROBEABLE, "the probe set has no labels for this task"));
            }
        }
    }

    /** A step that has been scored is not replaced by the news that its rows are gone. */
    private static LayerResult incomplete(LayerJob job, Map<String, ProbeWeights> remembered, PointWriter writer) {
        int rows = job.content() instanceof LayerJob.Incomplete incomplete ? incomplete.rows() : 0;
        boolean scored = remembered.values().stream()
                .anyMatch(state -> state.attempt() == job.header().attempt()
                        && state.step() >= job.header().step());
        return scored
                ? new LayerResult(List.of(), List.of(), List.of())
                : missing(
                        job,
                        writer,
                        Evidence.Reason.INCOMPLETE,
                        rows + " of " + job.header().rows() + " rows arrived");
    }

    private static LayerResult missing(LayerJob job, PointWriter writer, Evidence.Reason reason, String detail) {
        Map<String, TaskInfo> tasks = new TreeMap<>();
        job.manifest().tasks().forEach(task -> tasks.put(task.name(), task));
        job.probeSet().tasks().forEach(task -> tasks.put(task.info().name(), task.info()));
        List.of(GeometryTasks.EFFECTIVE_RANK, GeometryTasks.ANISOTROPY).forEach(task -> tasks.put(task.name(), task));
        return new LayerResult(
                tasks.values().stream()
                        .map(task -> writer.missing(task, reason, detail))
                        .toList(),
                List.of(),
                List.of());
    }

    /** How many values are NaN or infinite. */
    static long nonFinite(float[] values) {
        long count = 0;
        for (float value : values) {
            count += Float.isFinite(value) ? 0 : 1;
        }
        return count;
    }
}
