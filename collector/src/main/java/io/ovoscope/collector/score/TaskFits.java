package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Design;
import io.ovoscope.collector.probe.Fit;
import io.ovoscope.collector.probe.Labels;
import io.ovoscope.collector.probe.Target;
import io.ovoscope.wire.ProbeWeights;
import io.ovoscope.wire.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trains the probes of tasks that share a design, and those of their controls. A task that has no frozen strength yet is trained
 * with each of the grid, and the one with the smallest log loss on the development split is kept.
 */
final class TaskFits {
    private final Design design;
    private final List<Double> l2Grid;
    private final Map<String, ProbeWeights> before;

    /** @param before what is remembered of the layer's tasks, by name; usable for this layer */
    TaskFits(Design design, List<Double> l2Grid, Map<String, ProbeWeights> before) {
        this.design = design;
        this.l2Grid = l2Grid;
        this.before = before;
    }

    /**
     * A task's probe and, where it has one, its control's.
     *
     * @param warmStart whether the probe began from the weights of an earlier step
     */
    record Pair(Fit fit, @Nullable Fit control, boolean warmStart) {}

    /** What became of each task, in their order. */
    List<Pair> fit(List<PreparedTask> tasks) {
        List<Request> requests = new ArrayList<>();
        for (PreparedTask task : tasks) {
            request(task, requests);
        }
        List<Fit> fits = design.fit(requests.stream().map(Request::target).toList());
        Map<PreparedTask, Fit> own = new HashMap<>();
        Map<PreparedTask, Fit> control = new HashMap<>();
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            (request.control() ? control : own).merge(request.task(), fits.get(i), TaskFits::better);
        }
        fitMissingControls(tasks, own, control);
        return tasks.stream()
                .map(task -> new Pair(
                        java.util.Objects.requireNonNull(own.get(task)),
                        control.get(task),
                        warm(before.get(task.info().name())) != null))
                .toList();
    }

    private record Request(PreparedTask task, boolean control, Target target) {}

    private void request(PreparedTask task, List<Request> requests) {
        ProbeWeights state = before.get(task.info().name());
        if (state == null) {
            for (double l2 : l2Grid) {
                requests.add(new Request(task, false, Target.cold(task.labels(), l2)));
            }
            return;
        }
        requests.add(new Request(task, false, new Target(task.labels(), state.l2(), warm(state))));
        Labels control = task.control();
        if (control != null) {
            requests.add(new Request(task, true, new Target(control, state.l2(), finite(state.controlWeights()))));
        }
    }

    private void fitMissingControls(
            List<PreparedTask> tasks, Map<PreparedTask, Fit> own, Map<PreparedTask, Fit> control) {
        List<PreparedTask> missing = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        for (PreparedTask task : tasks) {
            Labels labels = task.control();
            if (labels != null && !control.containsKey(task) && own.get(task) instanceof Fit.Trained trained) {
                missing.add(task);
                targets.add(Target.cold(labels, trained.l2()));
            }
        }
        if (!targets.isEmpty()) {
            List<Fit> fits = design.fit(targets);
            for (int i = 0; i < fits.size(); i++) {
                control.put(missing.get(i), fits.get(i));
            }
        }
    }

    /** Of two strengths the one with the smaller development loss, of equals the stronger. */
    private static Fit better(Fit a, Fit b) {
        if (a instanceof Fit.Trained first && b instanceof Fit.Trained second) {
            return first.developmentLogLoss() < second.developmentLogLoss() ? first : second;
        }
        return a;
    }

    private static float @Nullable [] warm(@Nullable ProbeWeights state) {
        return state == null ? null : finite(state.weights());
    }

    private static float @Nullable [] finite(Optional<Tensor> weights) {
        if (weights.isEmpty()) {
            return null;
        }
        float[] values = weights.get().floats("weights");
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return null;
            }
        }
        return values;
    }
}
