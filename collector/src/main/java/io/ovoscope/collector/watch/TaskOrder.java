package io.ovoscope.collector.watch;

import io.ovoscope.collector.emergence.CrossingSet;
import io.ovoscope.collector.emergence.KendallTau;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.EmergenceOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The order in which tasks emerged, by t_50 over the best layer, and how it agrees with an expected one. */
final class TaskOrder {
    /** Where more resamples than this have all tasks tied, there is no interval. */
    private static final double MOST_UNDEFINED = 0.05;

    private static final double TAIL = 0.025;

    private final List<String> reference;
    private final int resamples;

    /**
     * Beside a reference.
     *
     * @param reference tasks in the expected order; may be empty
     * @param resamples of the bootstrap
     */
    TaskOrder(List<String> reference, int resamples) {
        this.reference = reference;
        this.resamples = resamples;
    }

    /**
     * When a task rose.
     *
     * @param resampled the step in each resample; empty where its items are not known
     */
    @SuppressWarnings("ArrayRecordComponent") // made here, read here
    record Rise(Emergence emergence, long[] resampled) {
        String task() {
            return emergence.task();
        }

        double in(int resample) {
            return resampled.length == 0 ? emergence.byStep() : resampled[resample];
        }
    }

    /**
     * The rise of a task.
     *
     * @param emergence t_50 of the best layer
     * @param curve of the best layer
     * @param sets of the curve, that of t_50 first; none where its items are not known
     */
    static Rise rise(Emergence emergence, ResampledCurve curve, List<CrossingSet> sets) {
        long[] steps = sets.isEmpty()
                ? new long[0]
                : Arrays.stream(sets.get(0).crossings())
                        .mapToLong(index -> curve.at(index).step())
                        .toArray();
        return new Rise(emergence, steps);
    }

    /** Empty for fewer than two tasks. */
    Optional<EmergenceOrder> of(List<Rise> rises) {
        if (rises.size() < 2) {
            return Optional.empty();
        }
        TreeMap<Long, List<String>> groups = new TreeMap<>();
        rises.forEach(rise -> groups.computeIfAbsent(rise.emergence().byStep(), step -> new ArrayList<>())
                .add(rise.task()));
        Emergence newest = rises.stream()
                .map(Rise::emergence)
                .max(Comparator.comparing(Emergence::at))
                .orElseThrow();
        List<Rise> compared =
                rises.stream().filter(rise -> reference.contains(rise.task())).toList();
        OptionalDouble tau = tau(compared, Optional.empty());
        double[] resampled = tau.isPresent() ? resampled(compared) : new double[0];
        return Optional.of(new EmergenceOrder(
                newest.run(),
                newest.attempt(),
                newest.at(),
                List.copyOf(groups.values()),
                reference,
                compared.size(),
                tau.isPresent() ? Double.valueOf(tau.getAsDouble()) : null,
                bound(resampled, TAIL, tau, true),
                bound(resampled, 1 - TAIL, tau, false)));
    }

    private double[] resampled(List<Rise> compared) {
        double[] taus = new double[resamples];
        int count = 0;
        for (int r = 0; r < resamples; r++) {
            OptionalDouble tau = tau(compared, Optional.of(r));
            if (tau.isPresent()) {
                taus[count++] = tau.getAsDouble();
            }
        }
        boolean known = compared.stream().anyMatch(rise -> rise.resampled().length > 0)
                && count >= (1 - MOST_UNDEFINED) * resamples;
        double[] sorted = known ? Arrays.copyOf(taus, count) : new double[0];
        Arrays.sort(sorted);
        return sorted;
    }

    private OptionalDouble tau(List<Rise> compared, Optional<Integer> resample) {
        double[] steps = compared.stream()
                .mapToDouble(rise ->
                        resample.map(rise::in).orElse((double) rise.emergence().byStep()))
                .toArray();
        double[] expected = compared.stream()
                .mapToDouble(rise -> reference.indexOf(rise.task()))
                .toArray();
        return KendallTau.b(steps, expected);
    }

    /** A quantile that one of the resamples has, moved so that the interval holds the τ found. */
    private static @Nullable Double bound(double[] sorted, double share, OptionalDouble tau, boolean lower) {
        if (sorted.length == 0 || tau.isEmpty()) {
            return null;
        }
        double quantile = sorted[(int) Math.round(share * (sorted.length - 1))];
        return lower ? Math.min(quantile, tau.getAsDouble()) : Math.max(quantile, tau.getAsDouble());
    }
}
