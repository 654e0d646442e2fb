package io.ovoscope.launcher.bench;

import io.ovoscope.launcher.bench.BenchCase.Input;
import io.ovoscope.launcher.bench.BenchCase.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Leaves out tasks of a case that would take scikit-learn too long: tasks with many classes take it minutes in every layer.
 * Rough by intent: it decides what is measured, not what is reported.
 */
final class TimeBound {
    /** Iterations that scikit-learn was seen to need on standardised features: 120 to 1,200. */
    private static final double ITERATIONS = 500;
    /** Operations that it then did in a second on two cores, softmax and optimiser included. */
    private static final double OPERATIONS_PER_SECOND = 15e9;

    private static final double OPERATIONS = 4;
    private static final double TRAINED_SHARE = 0.6;

    private final double seconds;

    /** @param seconds that one round may take */
    TimeBound(double seconds) {
        this.seconds = seconds;
    }

    /**
     * What is left of a case.
     *
     * @param leftOut names of tasks
     */
    record Bounded(BenchCase kept, List<String> leftOut) {
        Bounded {
            leftOut = List.copyOf(leftOut);
        }
    }

    /** Keeps tasks, each with its control, in their order as far as the time allows, and always the first. */
    Bounded bound(BenchCase all) {
        double left = seconds;
        Set<String> kept = new LinkedHashSet<>();
        List<String> leftOut = new ArrayList<>();
        for (Input input : all.inputs()) {
            for (String task : names(input)) {
                double cost = secondsOf(all, input, task);
                if (kept.isEmpty() || cost <= left) {
                    kept.add(task);
                    left -= cost;
                } else {
                    leftOut.add(task);
                }
            }
        }
        return new Bounded(all.withTasks(kept), leftOut);
    }

    private static Set<String> names(Input input) {
        Set<String> names = new LinkedHashSet<>();
        input.tasks().forEach(task -> names.add(task.task()));
        return names;
    }

    private static double secondsOf(BenchCase of, Input input, String name) {
        int classes = input.tasks().stream()
                .filter(task -> task.task().equals(name))
                .mapToInt(Task::classes)
                .sum();
        double width = of.width() * (input.pairs() ? 2.0 : 1.0);
        double products =
                input.items() * TRAINED_SHARE * width * classes * of.layers().size();
        return products * OPERATIONS * ITERATIONS / OPERATIONS_PER_SECOND;
    }
}
