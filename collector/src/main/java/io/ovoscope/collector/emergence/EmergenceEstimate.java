package io.ovoscope.collector.emergence;

import java.util.List;
import java.util.Optional;

/**
 * The retrospective emergence t_q of a curve: the first snapshot whose accuracy is at least a0 + q·(max − a0), with a0 the accuracy
 * of the first snapshot and max the largest so far. It is known to lie in the cell (after, by]: later than the snapshot before, not
 * later than that one.
 *
 * @param quantile q, the share of the gain
 * @param first index of the first snapshot, always 0
 * @param best index of the largest accuracy, the earliest where several are equal
 * @param after index of the last snapshot before; equal to {@code by} where the curve never rises
 * @param by index of the first snapshot at or above the share of the gain
 */
public record EmergenceEstimate(double quantile, int first, int best, int after, int by) {
    /** Tells a share of the gain that is reached exactly from one that floating point misses by its last bit. */
    private static final double ROUNDING = 1e-12;

    /**
     * The estimate from the snapshots that there are; empty without any.
     *
     * @param accuracies in order of steps
     * @param quantile q, above 0, at most 1
     */
    public static Optional<EmergenceEstimate> of(List<Double> accuracies, double quantile) {
        if (!(quantile > 0 && quantile <= 1)) {
            throw new IllegalArgumentException("quantile " + quantile + ": expecting 0 < quantile <= 1");
        }
        if (accuracies.isEmpty()) {
            return Optional.empty();
        }
        int best = best(accuracies);
        double floor = accuracies.get(0);
        double wanted = floor + quantile * (accuracies.get(best) - floor) - ROUNDING;
        int by = 0;
        while (accuracies.get(by) < wanted) {
            by++;
        }
        return Optional.of(new EmergenceEstimate(quantile, 0, best, Math.max(0, by - 1), by));
    }

    private static int best(List<Double> accuracies) {
        int best = 0;
        for (int i = 1; i < accuracies.size(); i++) {
            if (accuracies.get(i) > accuracies.get(best)) {
                best = i;
            }
        }
        return best;
    }
}
