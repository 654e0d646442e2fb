package io.ovoscope.collector.emergence;

import java.util.List;

/**
 * The isotonic fit of a curve, and of the curve in each resample of the sentences.
 *
 * <p>Snapshots at which the curve lies below an earlier one by more than chance explains take no part, since t_q is about the first
 * time that the curve is somewhere; the fit goes on level there.
 */
public final class RisingFits {
    /** That a snapshot is left out which is not below an earlier one: at most so often in a curve. */
    private static final double LEVEL = 0.05;

    private final double first;
    private final float[] fit;
    private final float[] firsts;
    private final float[][] fits;

    /**
     * Fits.
     *
     * @param first accuracy of the first snapshot, as it is
     * @param fit at each snapshot
     * @param firsts accuracy of the first snapshot in each resample
     * @param fits resamples × snapshots
     */
    private RisingFits(double first, float[] fit, float[] firsts, float[][] fits) {
        this.first = first;
        this.fit = fit;
        this.firsts = firsts;
        this.fits = fits;
    }

    /**
     * The fits of a curve.
     *
     * @param curve in order of steps, at least one snapshot
     */
    public static RisingFits of(List<Replicates> curve) {
        boolean[] kept = rising(curve);
        Replicates first = curve.get(0);
        IsotonicFit isotonic = new IsotonicFit(kept.length);
        double[] values = new double[kept.length];
        float[] firsts = new float[first.count()];
        float[][] fits = new float[firsts.length][];
        for (int r = 0; r < fits.length; r++) {
            int length = 0;
            for (int i = 0; i < kept.length; i++) {
                if (kept[i]) {
                    values[length++] = curve.get(i).in(r);
                }
            }
            firsts[r] = (float) first.in(r);
            fits[r] = fitted(isotonic, values, length, kept);
        }
        int length = 0;
        for (int i = 0; i < kept.length; i++) {
            if (kept[i]) {
                values[length++] = curve.get(i).accuracy();
            }
        }
        return new RisingFits(first.accuracy(), fitted(isotonic, values, length, kept), firsts, fits);
    }

    /**
     * The highest of several fits at each snapshot, taken in each resample anew. Fitting comes first, since the highest of many noisy
     * layers is too high, the more so the more layers are alike.
     *
     * @param layers fits of as many resamples
     * @param snapshots for each the index that its snapshots have among all, ascending
     * @param count how many snapshots there are in all; one of the layers has the first
     */
    public static RisingFits highest(List<RisingFits> layers, List<int[]> snapshots, int count) {
        float[][] fits = new float[layers.get(0).fits.length][count];
        float[] firsts = new float[fits.length];
        float[] fit = new float[count];
        double first = Double.NEGATIVE_INFINITY;
        for (int l = 0; l < layers.size(); l++) {
            RisingFits layer = layers.get(l);
            int[] at = snapshots.get(l);
            raise(fit, layer.fit, at);
            for (int r = 0; r < fits.length; r++) {
                raise(fits[r], layer.fits[r], at);
                firsts[r] = at[0] == 0 ? Math.max(firsts[r], layer.firsts[r]) : firsts[r];
            }
            first = at[0] == 0 ? Math.max(first, layer.first) : first;
        }
        return new RisingFits(first, fit, firsts, fits);
    }

    /** Number of snapshots. */
    int snapshots() {
        return fit.length;
    }

    /** Number of resamples. */
    int resamples() {
        return fits.length;
    }

    /** By how much the fit is above a0 + q·(last − a0) at each snapshot. */
    double[] gaps(double q) {
        return gaps(first, fit, q);
    }

    /** The same in a resample. */
    double[] gaps(double q, int resample) {
        return gaps(firsts[resample], fits[resample], q);
    }

    private static double[] gaps(double first, float[] fit, double q) {
        double wanted = (1 - q) * first + q * fit[fit.length - 1];
        double[] gaps = new double[fit.length];
        for (int k = 0; k < gaps.length; k++) {
            gaps[k] = fit[k] - wanted;
        }
        return gaps;
    }

    private static void raise(float[] highest, float[] fit, int[] at) {
        for (int i = 0; i < fit.length; i++) {
            int until = i + 1 < fit.length ? at[i + 1] : highest.length;
            for (int snapshot = at[i]; snapshot < until; snapshot++) {
                highest[snapshot] = Math.max(highest[snapshot], fit[i]);
            }
        }
    }

    private static float[] fitted(IsotonicFit isotonic, double[] values, int length, boolean[] kept) {
        isotonic.fit(values, length);
        float[] fitted = new float[kept.length];
        int at = -1;
        for (int i = 0; i < kept.length; i++) {
            at += kept[i] ? 1 : 0;
            fitted[i] = (float) values[at];
        }
        return fitted;
    }

    /**
     * Which snapshots are not below the highest kept before them. So that the highest of many is not taken for higher than it is, the
     * number of standard errors allows for all pairs of snapshots at once (normal tail bound, Bonferroni).
     */
    private static boolean[] rising(List<Replicates> curve) {
        boolean[] kept = new boolean[curve.size()];
        double errors = Math.sqrt(2 * Math.log((double) curve.size() * curve.size() / LEVEL));
        Replicates highest = curve.get(0);
        for (int i = 0; i < kept.length; i++) {
            Replicates point = curve.get(i);
            kept[i] = point.accuracy() >= highest.accuracy() || highest.above(point, errors) <= 0;
            highest = kept[i] && point.accuracy() > highest.accuracy() ? point : highest;
        }
        return kept;
    }
}
