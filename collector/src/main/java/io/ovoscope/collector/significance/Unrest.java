package io.ovoscope.collector.significance;

import java.util.Arrays;

/**
 * How much a curve moves up and down by more than its test items explain: a model that trains is a little better or worse from one
 * snapshot to the next, on all sentences at once, which no resampling of sentences shows.
 *
 * @param variance of a snapshot's number of right items, beyond what sentences explain
 * @param freedom degrees of freedom of that estimate
 */
record Unrest(double variance, double freedom) {
    private static final double KEPT = 0.5;
    /** Mean of the smaller half of squares of standard normal values. */
    private static final double MEAN_OF_KEPT = 0.142652;
    /** An estimate of so many times what sentences explain is common where they explain all. */
    private static final double OWN_NOISE = 1.5;

    /** Variance of x(t) − 2·x(t−1) + x(t−2) for independent x of variance 1. */
    private static final double OF_SECOND_DIFFERENCE = 6;

    /**
     * From second differences x(t) − 2·x(t−1) + x(t−2), which a steady rise does not touch. The larger half of their squares is left
     * out, so that a drop does not hide behind itself. Neighbours share snapshots, so they count half.
     *
     * @param squares of the second differences
     * @param explained by sentences, of each
     */
    static Unrest of(double[] squares, double[] explained) {
        if (squares.length == 0) {
            return new Unrest(0, 1);
        }
        double[] sorted = squares.clone();
        Arrays.sort(sorted);
        int kept = Math.max(1, (int) (KEPT * sorted.length));
        double observed = Arrays.stream(sorted).limit(kept).sum() / kept / MEAN_OF_KEPT;
        double mean = Arrays.stream(explained).sum() / explained.length;
        return new Unrest(Math.max(0, observed - OWN_NOISE * mean) / OF_SECOND_DIFFERENCE, Math.max(1, kept / 2.0));
    }

    /**
     * P(T ≥ z) for a value over the root of a variance of which this share rests on the estimate (Satterthwaite's degrees of freedom;
     * Wallace's 1959 normal approximation of Student's tail).
     */
    double tail(double z, double share) {
        double degrees = share <= 0 ? Double.POSITIVE_INFINITY : freedom / (share * share);
        if (degrees > 1e6) {
            return Normal.tail(z);
        }
        double normal = Math.sqrt(degrees * Math.log1p(z * z / degrees)) * (8 * degrees + 1) / (8 * degrees + 3);
        return Normal.tail(normal);
    }
}
