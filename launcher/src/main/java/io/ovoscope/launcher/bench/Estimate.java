package io.ovoscope.launcher.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * A figure over rounds with its interval of 95%: percentiles over rounds drawn anew, with replacement (Efron 1979). Few rounds give an
 * interval that is too narrow.
 *
 * @param value over all rounds
 * @param low end of the interval
 * @param high end of the interval
 */
public record Estimate(double value, double low, double high) {
    private static final int RESAMPLES = 2_000;
    private static final double TAIL = 0.025;
    private static final long SEED = 1;

    /**
     * Over rounds.
     *
     * @param figure of a set of rounds, such as a quotient of sums; asked for sets in which some occur more than once
     */
    public static <T> Estimate over(List<T> rounds, ToDoubleFunction<List<T>> figure) {
        if (rounds.isEmpty()) {
            return new Estimate(Double.NaN, Double.NaN, Double.NaN);
        }
        Random random = new Random(SEED);
        double[] drawn = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            drawn[i] = figure.applyAsDouble(random.ints(rounds.size(), 0, rounds.size())
                    .mapToObj(rounds::get)
                    .toList());
        }
        Arrays.sort(drawn);
        return new Estimate(
                figure.applyAsDouble(rounds),
                drawn[(int) Math.floor(TAIL * RESAMPLES)],
                drawn[(int) Math.ceil((1 - TAIL) * RESAMPLES) - 1]);
    }

    /** NaN where there are none. */
    public static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
