package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Fit;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.ProbeWeights;
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
        boolean first = job.manifest().baseline() == Baseline.FIRST
                ? before == null
                : job.header().step() == 0;
        OptionalDouble untrained = first
                ? OptionalDouble.of(probe.accuracy())
                : before == null ? OptionalDouble.empty() : before.untrained();
        return new TaskScore(fits.task(), probe, control, fits.warmStart(), untrained, snapshots(before, job.header()));
    }

    /** A snapshot that is scored again keeps its number. */
    static int snapshots(@Nullable ProbeWeights before, ActivationPart.Header header) {
        if (before == null) {
            return 1;
        }
        boolean again = before.attempt() == header.attempt() && before.step() == header.step();
        return again ? Math.max(1, before.snapshots()) : before.snapshots() + 1;
    }

    /** The remembered states that fit the layer as it is now: those of another probe set, width or class list do not. */
    static Map<String, ProbeWeights> usable(LayerJob job, int width, Map<String, ProbeWeights> remembered) {
        Map<String, ProbeWeights> usable = new TreeMap<>();
        remembered.forEach((name, state) -> {
            int classes = job.probeSet()
                    .task(name)
                    .map(task -> task.info().classes().size())
                    .orElse(0);
            if (state.probeSet().equals(job.header().probeSet())
                    && state.width() == width
                    && state.classes() == classes) {
                usable.put(name, state);
            }
        });
        return usable;
    }

    /** What is remembered for the next step. */
    ProbeWeights state(ActivationPart.Header header, int width) {
        int classes = task.info().classes().size();
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
