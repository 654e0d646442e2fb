package io.ovoscope.collector.significance;

/**
 * How far a snapshot lies below each window of three earlier ones, in items times three, and how these drops vary together.
 *
 * @param drops of each window, in order of steps
 * @param errors their standard errors; 0 where nothing differs
 * @param correlations of each with that of the window before; 0 for the first
 */
@SuppressWarnings("ArrayRecordComponent") // made here, read here
record WindowDrops(double[] drops, double[] errors, double[] correlations) {

    /**
     * From variances and covariances.
     *
     * @param variances of the drops
     * @param covariances of each with that of the window before; the first is not read
     */
    static WindowDrops of(double[] drops, double[] variances, double[] covariances) {
        double[] errors = new double[drops.length];
        double[] correlations = new double[drops.length];
        for (int w = 0; w < drops.length; w++) {
            errors[w] = Math.sqrt(variances[w]);
            correlations[w] =
                    w == 0 || errors[w] == 0 || errors[w - 1] == 0 ? 0 : covariances[w] / (errors[w - 1] * errors[w]);
        }
        return new WindowDrops(drops, errors, correlations);
    }

    /** The window with the largest drop, the newest of equals. */
    int best() {
        int best = 0;
        for (int w = 1; w < drops.length; w++) {
            best = drops[w] >= drops[best] ? w : best;
        }
        return best;
    }

    /** What the choice of the best costs, see {@link Choice}. */
    double factor() {
        return Choice.factor(drops, errors, correlations, best());
    }

    /** With this much more variance of each snapshot: a window has a third of it, neighbours share two of their three snapshots. */
    WindowDrops restless(double variance) {
        double now = variance * Plateau.WINDOW * Plateau.WINDOW;
        double[] variances = new double[drops.length];
        double[] covariances = new double[drops.length];
        for (int w = 0; w < drops.length; w++) {
            variances[w] = errors[w] * errors[w] + now + Plateau.WINDOW * variance;
            covariances[w] =
                    (w == 0 ? 0 : correlations[w] * errors[w] * errors[w - 1]) + now + (Plateau.WINDOW - 1) * variance;
        }
        return of(drops, variances, covariances);
    }
}
