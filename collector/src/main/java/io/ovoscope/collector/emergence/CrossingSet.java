package io.ovoscope.collector.emergence;

/**
 * Which snapshots may be the first at which the true curve has a share q of its gain; the true curve is the one that infinitely many
 * sentences like these would give. A test is inverted: snapshot k stays in the set while the data reject neither that the curve is
 * there at k nor that it is not yet there at k − 1. What is tested is D(k) = f(k) − (1 − q)·a0 − q·f(last), with f the isotonic fit and a0 the accuracy of the first snapshot as it
 * is. D(k) has the distribution about its true value that D* has about D over the resamples (the basic bootstrap, which takes out the
 * bias that a fit has). How often sets hold the truth has been measured: decision 0017.
 *
 * @param earliest index of the earliest snapshot in the set, at least 1 where the curve rises
 * @param latest index of the latest
 * @param crossings by which snapshot each resample's fit is there
 */
@SuppressWarnings("ArrayRecordComponent") // shared and never written
public record CrossingSet(int earliest, int latest, int[] crossings) {
    /** Level of either test. */
    private static final double TAIL = 0.01;

    /** Tells a share of the gain that is reached exactly from one that rounding misses. */
    private static final double ROUNDING = 1e-6;

    /**
     * The set of a share of the gain.
     *
     * @param quantile q, above 0, at most 1
     */
    public static CrossingSet of(RisingFits fits, double quantile) {
        double[] gaps = fits.gaps(quantile);
        int[] sayNotYet = new int[gaps.length];
        int[] sayThere = new int[gaps.length];
        int[] crossings = new int[fits.resamples()];
        for (int r = 0; r < crossings.length; r++) {
            double[] resampled = fits.gaps(quantile, r);
            for (int k = 0; k < gaps.length; k++) {
                // D − (D* − D) is what this resample says that D may truly be.
                double said = 2 * gaps[k] - resampled[k];
                sayNotYet[k] += said <= ROUNDING ? 1 : 0;
                sayThere[k] += said >= -ROUNDING ? 1 : 0;
            }
            crossings[r] = crossing(resampled);
        }
        int earliest = crossing(gaps);
        int latest = earliest;
        while (earliest > 1 && sayThere[earliest - 1] >= TAIL * crossings.length) {
            earliest--;
        }
        while (latest < gaps.length - 1 && sayNotYet[latest] >= TAIL * crossings.length) {
            latest++;
        }
        return new CrossingSet(earliest, latest, crossings);
    }

    private static int crossing(double[] gaps) {
        int by = 0;
        while (by < gaps.length - 1 && gaps[by] < -ROUNDING) {
            by++;
        }
        return by;
    }
}
