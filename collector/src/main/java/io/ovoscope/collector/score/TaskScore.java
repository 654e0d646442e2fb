package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Fit;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.ProbeWeights;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A task's probe in one layer at one step.
 *
 * @param control the control task's probe, where the task has one and it could be trained
 * @param untrained accuracy on the first snapshot, where that has been scored
 * @param snapshots how many snapshots of the run have been scored, this one included
 */
record TaskScore(
        PreparedTask task,
        Fit.Trained probe,
        Fit.@Nullable Trained control,
        boolean warmStart,
        OptionalDouble untrained,
        int snapshots) {

    /**
     * Joins what was trained with what is remembered.
     *
     * @param before state of the task after the layer's last step, if there is one
     */
    static TaskScore of(Fit.Trained probe, TaskFits.Pair fits, @Nullable ProbeWeights before, LayerJob job) {
        Fit.Trained control = fits.control() instanceof Fit.Trained trained ? trained : null;
        return new TaskScore(
                fits.task(),
                probe,
                control,
                fits.warmStart(),
                untrained(probe.accuracy(), before, job),
                snapshots(before, job));
    }

    /**
     * What the probe reaches on the first snapshot, where that has been scored.
     *
     * @param now what it reaches here
     */
    static OptionalDouble untrained(double now, @Nullable ProbeWeights before, LayerJob job) {
        boolean first = job.manifest().baseline() == Baseline.FIRST
                ? before == null && !job.isAfterwards()
                : job.header().step() == 0;
        if (first) {
            return Double.isNaN(now) ? OptionalDouble.empty() : OptionalDouble.of(now);
        }
        return before == null ? OptionalDouble.empty() : before.untrained();
    }

    /** A snapshot that is scored again keeps its number; a checkpoint examined afterwards counts as a first one, with all figures. */
    static int snapshots(@Nullable ProbeWeights before, LayerJob job) {
        if (before == null || job.isAfterwards()) {
            return 1;
        }
        ActivationPart.Header header = job.header();
        boolean again = before.attempt() == header.attempt() && before.step() == header.step();
        return again ? Math.max(1, before.snapshots()) : before.snapshots() + 1;
    }

    /**
     * The remembered states that fit the layer as it is now: those of another probe set, width or class list do not.
     *
     * @param structuralRank dimensions that structural probes project to
     */
    static Map<String, ProbeWeights> usable(
            LayerJob job, int width, int structuralRank, Map<String, ProbeWeights> remembered) {
        Map<String, ProbeWeights> usable = new TreeMap<>();
        for (TaskLabels task : job.probeSet().tasks()) {
            TaskInfo info = task.info();
            ProbeWeights state = remembered.get(info.name());
            int rows = PreparedStructural.is(info)
                    ? Math.min(structuralRank, width)
                    : info.classes().size();
            int features = info.input() == TaskInput.PAIR && !info.isRegression() ? 2 * width : width;
            if (state != null
                    && state.probeSet().equals(job.header().probeSet())
                    && state.width() == features
                    && state.classes() == rows) {
                usable.put(info.name(), state);
            }
        }
        return usable;
    }

    /** What is remembered for the next step. */
    ProbeWeights state(ActivationPart.Header header) {
        int classes = task.info().classes().size();
        int width = probe.weights().length / classes - 1;
        return new ProbeWeights(
                header.run(),
                header.attempt(),
                task.info().name(),
                header.layer(),
                header.step(),
                header.probeSet(),
                classes,
                width,
                probe.l2(),
                untrained,
                snapshots,
                Optional.of(ProbeWeights.tensor(probe.weights(), classes, width)),
                Optional.ofNullable(control).map(fit -> ProbeWeights.tensor(fit.weights(), classes, width)));
    }
}
