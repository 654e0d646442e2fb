package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Fit;
import io.ovoscope.collector.probe.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The probes of layer 0 alone, of the tasks of one input at one step: each task and strength is trained once, by the layer that first
 * asks for it, for which the others wait.
 */
final class LayerZeroFits {
    private final Map<Key, Fit> fits = new HashMap<>();

    private record Key(String task, double l2) {}

    private static Key key(TaskScore score) {
        return new Key(score.task().info().name(), score.probe().l2());
    }

    /**
     * The fits for some tasks, each at its own strength.
     *
     * @param training trains those that are not there yet, together
     */
    synchronized List<Fit> of(List<TaskScore> tasks, Function<List<Target>, List<Fit>> training) {
        List<TaskScore> absent =
                tasks.stream().filter(task -> !fits.containsKey(key(task))).toList();
        if (!absent.isEmpty()) {
            List<Target> targets = new ArrayList<>();
            for (TaskScore score : absent) {
                targets.add(Target.cold(score.task().labels(), score.probe().l2()));
            }
            List<Fit> trained = training.apply(targets);
            for (int t = 0; t < trained.size(); t++) {
                fits.put(key(absent.get(t)), trained.get(t));
            }
        }
        return tasks.stream()
                .map(task -> Objects.requireNonNull(fits.get(key(task))))
                .toList();
    }
}
