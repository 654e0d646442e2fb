package io.ovoscope.collector.emergence;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Resamples of sentences: how often each sentence stands in each resample, drawn from the Poisson distribution of mean 1 (the Poisson
 * bootstrap; Hanley &amp; MacGibbon 2006). What is drawn for a sentence depends on the seed and the sentence's number alone, so that all
 * tasks, layers and snapshots of a probe set are resampled alike, whichever of its sentences they use.
 */
public final class SentenceResamples {
    /** Of a Poisson distribution of mean 1, as far as a double tells it from 1. */
    private static final double[] CUMULATIVE = cumulative(18);

    private final int count;
    private final long seed;
    private final Map<Integer, float[]> times = new HashMap<>();

    /**
     * Resamples that are drawn when they are asked for.
     *
     * @param count number of resamples
     * @param seed of the draws
     */
    public SentenceResamples(int count, long seed) {
        if (count < 1) {
            throw new IllegalArgumentException("resamples " + count + ": expecting >= 1");
        }
        this.count = count;
        this.seed = seed;
    }

    /** Number of resamples. */
    public int count() {
        return count;
    }

    /** How often a sentence stands in each resample: not to be written to. */
    float[] timesOf(int sentence) {
        return times.computeIfAbsent(sentence, this::draw);
    }

    /** A generator for what is drawn of something else than sentences, of a number of its own. */
    SplittableRandom random(long number) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
    }

    private float[] draw(int sentence) {
        SplittableRandom random = random(sentence);
        float[] drawn = new float[count];
        for (int r = 0; r < count; r++) {
            double at = random.nextDouble();
            int times = 0;
            while (times < CUMULATIVE.length && at >= CUMULATIVE[times]) {
                times++;
            }
            drawn[r] = times;
        }
        return drawn;
    }

    private static double[] cumulative(int length) {
        double[] cumulative = new double[length];
        double share = Math.exp(-1);
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum += share;
            cumulative[k] = sum;
            share /= k + 1;
        }
        return cumulative;
    }
}
