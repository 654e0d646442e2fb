package io.ovoscope.collector.emergence;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An accuracy, and what it is in each resample of the sentences. Takes a byte per resample: deviations are kept as multiples of the
 * largest over 127, about a fortieth of the standard error.
 */
public final class Replicates {
    private final double accuracy;
    private final float unit;
    private final byte[] deviations;

    private Replicates(double accuracy, float[] resampled) {
        this.accuracy = accuracy;
        float largest = 0;
        for (float value : resampled) {
            largest = Math.max(largest, Math.abs(value - (float) accuracy));
        }
        unit = largest / Byte.MAX_VALUE;
        deviations = new byte[resampled.length];
        for (int r = 0; r < deviations.length && unit > 0; r++) {
            deviations[r] = (byte) Math.round((resampled[r] - (float) accuracy) / unit);
        }
    }

    /**
     * The replicates of an accuracy.
     *
     * @param resampled the accuracy in each resample
     */
    static Replicates of(double accuracy, float[] resampled) {
        return new Replicates(accuracy, resampled);
    }

    /**
     * Replicates of an accuracy of which only the number of items is known: normal draws with the standard error of a binomial share,
     * whose spread is taken from (np + 1) / (n + 2), so that 0 and 1 have one too.
     *
     * @param n number of items, at least 1
     * @param draw a number for the draws; different ones are independent
     */
    public static Replicates binomial(double accuracy, double n, SentenceResamples resamples, long draw) {
        if (!(n >= 1)) {
            throw new IllegalArgumentException("n " + n + ": expecting >= 1");
        }
        double spread = (accuracy * n + 1) / (n + 2);
        double error = Math.sqrt(spread * (1 - spread) / n);
        // Numbers of sentences are not negative: these draws are apart from theirs.
        SplittableRandom random = resamples.random(-1 - Math.abs(draw));
        float[] resampled = new float[resamples.count()];
        for (int r = 0; r < resampled.length; r++) {
            resampled[r] = (float) (accuracy + error * random.nextGaussian());
        }
        return new Replicates(accuracy, resampled);
    }

    /** The largest of several, taken in each resample anew; at least one, all of as many resamples. */
    public static Replicates largest(List<Replicates> several) {
        float[] resampled = new float[several.get(0).count()];
        Arrays.fill(resampled, Float.NEGATIVE_INFINITY);
        double accuracy = Double.NEGATIVE_INFINITY;
        for (Replicates one : several) {
            accuracy = Math.max(accuracy, one.accuracy);
            float centre = (float) one.accuracy;
            for (int r = 0; r < resampled.length; r++) {
                resampled[r] = Math.max(resampled[r], centre + one.unit * one.deviations[r]);
            }
        }
        return new Replicates(accuracy, resampled);
    }

    /** The accuracy itself. */
    public double accuracy() {
        return accuracy;
    }

    /** Number of resamples. */
    public int count() {
        return deviations.length;
    }

    /** The accuracy in a resample. */
    public double in(int resample) {
        return accuracy + unit * deviations[resample];
    }

    /**
     * How far this is above another, less what resampling adds to it (the bias of a maximum) and so many standard errors.
     *
     * @param errors how many; negative for an upper bound
     */
    public double above(Replicates other, double errors) {
        double[] gaps = new double[deviations.length];
        for (int r = 0; r < gaps.length; r++) {
            gaps[r] = in(r) - other.in(r);
        }
        return lower(accuracy - other.accuracy, gaps, errors);
    }

    /** The accuracy, less what resampling adds to it and so many standard errors. */
    public double lower(double errors) {
        double[] values = new double[deviations.length];
        for (int r = 0; r < values.length; r++) {
            values[r] = in(r);
        }
        return lower(accuracy, values, errors);
    }

    private static double lower(double value, double[] resampled, double errors) {
        double mean = 0;
        for (double one : resampled) {
            mean += one;
        }
        mean /= resampled.length;
        double squares = 0;
        for (double one : resampled) {
            squares += (one - mean) * (one - mean);
        }
        return 2 * value - mean - errors * Math.sqrt(squares / Math.max(1, resampled.length - 1));
    }
}
