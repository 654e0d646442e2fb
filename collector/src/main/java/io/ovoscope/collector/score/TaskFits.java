package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Design;
import io.ovoscope.collector.probe.Fit;
import io.ovoscope.collector.probe.L2Selection;
import io.ovoscope.collector.probe.Target;
import io.ovoscope.wire.ProbeWeights;
import io.ovoscope.wire.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trains the probes of tasks that share a design, and those of their controls. A task that has no frozen strength yet chooses it
 * on the development split; its control takes the same.
 */
final class TaskFits {
    private final Design design;
    private final L2Selection selection;
    private final Map<String, ProbeWeights> before;

    /** @param before what is remembered of the layer's tasks, by name, as far as it fits the layer */
    TaskFits(Design design, L2Selection selection, Map<String, ProbeWeights> before) {
        this.design = design;
        this.selection = selection;
        this.before = before;
    }

    /**
     * A task's probe and, where it has one, its control's.
     *
     * @param warmStart whether the probe began from the weights of an earlier step
     */
    record Pair(PreparedTask task, Fit fit, @Nullable Fit control, boolean warmStart) {}

    /** What became of each task: first those with a frozen strength, then the others. */
    List<Pair> fit(List<PreparedTask> tasks) {
        List<PreparedTask> frozen = new ArrayList<>();
        List<PreparedTask> fresh = new ArrayList<>();
        for (PreparedTask task : tasks) {
            (before.containsKey(task.info().name()) ? frozen : fresh).add(task);
        }
        List<Pair> pairs = new ArrayList<>(again(frozen));
        pairs.addAll(first(fresh));
        return pairs;
    }

    /** Tasks and controls together, each from its last weights. */
    private List<Pair> again(List<PreparedTask> tasks) {
        List<Target> targets = new ArrayList<>();
        for (PreparedTask task : tasks) {
            ProbeWeights state = state(task);
            targets.add(new Target(task.labels(), state.l2(), finite(state.weights())));
            if (task.control() != null) {
                targets.add(new Target(task.control(), state.l2(), finite(state.controlWeights())));
            }
        }
        List<Fit> fits = design.fit(targets);
        List<Pair> pairs = new ArrayList<>();
        int at = 0;
        for (PreparedTask task : tasks) {
            boolean warm = targets.get(at).warmStart() != null;
            Fit own = fits.get(at++);
            pairs.add(new Pair(task, own, task.control() == null ? null : fits.get(at++), warm));
        }
        return pairs;
    }

    private List<Pair> first(List<PreparedTask> tasks) {
        List<L2Selection.Choice> choices = selection.choose(
                design, tasks.stream().map(PreparedTask::labels).toList());
        List<PreparedTask> controlled = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        for (int t = 0; t < tasks.size(); t++) {
            PreparedTask task = tasks.get(t);
            if (task.control() != null && choices.get(t).fit() instanceof Fit.Trained trained) {
                controlled.add(task);
                targets.add(Target.cold(task.control(), trained.l2()));
            }
        }
        List<Fit> controls = design.fit(targets);
        List<Pair> pairs = new ArrayList<>();
        for (int t = 0; t < tasks.size(); t++) {
            int control = controlled.indexOf(tasks.get(t));
            pairs.add(new Pair(tasks.get(t), choices.get(t).fit(), control < 0 ? null : controls.get(control), false));
        }
        return pairs;
    }

    private ProbeWeights state(PreparedTask task) {
        return java.util.Objects.requireNonNull(before.get(task.info().name()));
    }

    /** Weights that were read from a topic are not trusted to be numbers. */
    static float @Nullable [] finite(Optional<Tensor> weights) {
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
