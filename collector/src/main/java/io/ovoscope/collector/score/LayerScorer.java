package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Design;
import io.ovoscope.collector.probe.Fit;
import io.ovoscope.collector.probe.ProbeSettings;
import io.ovoscope.collector.probe.ProbeWorkspace;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.ProbeWeights;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Scores one layer at one step: a function of the layer, of what is remembered of it and of the settings. Threads may share it, a
 * workspace each.
 */
final class LayerScorer {
    private final ScoreSettings settings;
    private final ProbeSettings probeSettings;
    private final PreparationCache prepared;
    private final ScoreCounters counters;
    private final String version;

    LayerScorer(ScoreSettings settings, PreparationCache prepared, ScoreCounters counters, String version) {
        this.settings = settings;
        this.probeSettings = settings.probeSettings();
        this.prepared = prepared;
        this.counters = counters;
        this.version = version;
    }

    /**
     * A point for every task of the manifest.
     *
     * @param remembered of the layer
     * @param abandoned asked now and then; where it says yes the result is of no use
     */
    LayerResult score(LayerJob job, Remembered remembered, ProbeWorkspace workspace, BooleanSupplier abandoned) {
        PointWriter writer = new PointWriter(job, settings, version);
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
            return score(
                    job, whole, TaskScore.usable(job, whole.width(), remembered.tasks()), writer, workspace, abandoned);
        }
        return incomplete(job, remembered.tasks(), writer);
    }

    private LayerResult score(
            LayerJob job,
            LayerJob.Whole whole,
            Map<String, ProbeWeights> before,
            PointWriter writer,
            ProbeWorkspace workspace,
            BooleanSupplier abandoned) {
        PreparedProbeSet ready = prepared.get(job.header().probeSet(), job.probeSet(), workspace);
        ProbeSet set = job.probeSet();
        List<CurvePoint> points = new ArrayList<>();
        List<ProbeWeights> states = new ArrayList<>();
        for (PreparedInput input : ready.inputs()) {
            if (abandoned.getAsBoolean()) {
                break;
            }
            Design design = workspace.prepare(
                    input.items(whole.values(), whole.width(), set.words().sentence(), set.sentenceCount()),
                    input.split(),
                    probeSettings);
            for (TaskFits.Pair fits : new TaskFits(design, settings.selection(), before).fit(input.tasks())) {
                add(fits, before, whole.width(), writer, points, states);
            }
        }
        ready.unprobeable()
                .forEach((info, why) -> points.add(writer.missing(info, Evidence.Reason.NOT_PROBEABLE, why)));
        addUnlabelled(job, writer, points);
        return new LayerResult(points, states, List.of());
    }

    private void add(
            TaskFits.Pair fits,
            Map<String, ProbeWeights> before,
            int width,
            PointWriter writer,
            List<CurvePoint> points,
            List<ProbeWeights> states) {
        TaskInfo info = fits.task().info();
        if (fits.fit() instanceof Fit.Trained trained) {
            counters.add(Counter.UNCONVERGED, trained.converged() ? 0 : 1);
            TaskScore score = TaskScore.of(trained, fits, before.get(info.name()), writer.job());
            points.add(writer.point(score));
            states.add(score.state(writer.job().header(), width));
        } else if (fits.fit() instanceof Fit.Skipped skipped) {
            Evidence.Reason reason = skipped.reason() == Fit.Reason.NON_FINITE
                    ? Evidence.Reason.NON_FINITE
                    : Evidence.Reason.NOT_PROBEABLE;
            points.add(writer.missing(info, reason, skipped.message()));
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
        return new LayerResult(
                tasks.values().stream()
                        .map(task -> writer.missing(task, reason, detail))
                        .toList(),
                List.of(),
                List.of());
    }

    private static long nonFinite(float[] values) {
        long count = 0;
        for (float value : values) {
            count += Float.isFinite(value) ? 0 : 1;
        }
        return count;
    }
}
