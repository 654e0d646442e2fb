package io.ovoscope.collector.significance;

/** McNemar's exact test, which takes items for independent: shown beside the test by sentences, never decisive. */
public final class McNemar {
    private McNemar() {}

    /**
     * Two-sided p: 2·P(X ≤ min(lost, gained)) for X binomial of lost + gained fair tosses, at most 1.
     *
     * @param lost items right before and wrong now
     * @param gained items wrong before and right now
     */
    public static double p(int lost, int gained) {
        int tosses = lost + gained;
        int fewer = Math.min(lost, gained);
        // Terms from the largest down, relative to it: nothing underflows before the result does.
        double term = 1;
        double sum = 1;
        for (int k = fewer; k > 0 && term > sum * 1e-17; k--) {
            term *= k / (double) (tosses - k + 1);
            sum += term;
        }
        double logLargest = -tosses * Math.log(2);
        for (int k = 1; k <= fewer; k++) {
            logLargest += Math.log((tosses - fewer + k) / (double) k);
        }
        return Math.min(1, 2 * Math.exp(logLargest) * sum);
    }
}
