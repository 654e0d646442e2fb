package io.ovoscope.collector.probe;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Percentile interval of an accuracy, or of another mean over items, by resampling sentences with replacement (Efron &amp; Tibshirani 1993, ch. 13; the
 * cluster bootstrap). Each resample's accuracy is right items over items, whose numbers both vary. The same seed draws
 * the same sentences at every step and layer.
 *
 * @param resamples number of resamples
 * @param level share of resamples inside the interval
 * @param seed of the draws
 */
public record SentenceBootstrap(int resamples, double level, long seed) {

    public SentenceBootstrap {
        if (resamples < 1) {
            throw new IllegalArgumentException("resamples " + resamples + ": expecting >= 1");
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level " + level + ": expecting 0 < level < 1");
        }
    }

    /** 95 % by 1,000 resamples. */
    public static SentenceBootstrap seeded(long seed) {
        return new SentenceBootstrap(1000, 0.95, seed);
    }

    /**
     * The interval of the outcomes' accuracy; [0, 1] when there are fewer than two sentences, from which nothing about
     * other sentences can be said.
     *
     * <p>Where all items are right, or none is, every resample says the same, and the width would be 0 however few sentences there
     * are. The exact bound stands there (Clopper &amp; Pearson 1934, of sentences, not items): a share p of sentences without an error
     * shows none in C sentences with probability p^C, so that [(½ − level/2)^(1/C), 1] is not refuted; for none right mirrored.
     */
    public Interval interval(Outcomes outcomes, Clusters clusters) {
        int[] correct = clusters.correct(outcomes);
        if (correct.length < 2) {
            return new Interval(0, 1);
        }
        int right = outcomes.correct().cardinality();
        if (right == 0 || right == outcomes.n()) {
            double bound = Math.pow((1 - level) / 2, 1.0 / correct.length);
            return right == 0 ? new Interval(0, 1 - bound) : new Interval(bound, 1);
        }
        long[] packed = new long[correct.length];
        for (int c = 0; c < packed.length; c++) {
            packed[c] = ((long) clusters.size(c) << 32) | correct[c];
        }
        return interval(random -> resampled(packed, random));
    }

    /**
     * The interval of the mean of the items' values; infinite when there are fewer than two sentences.
     *
     * @param values finite, one for each of the clusters' items
     */
    public Interval meanInterval(float[] values, Clusters clusters) {
        double[] sums = clusters.sums(values);
        if (sums.length < 2) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        return interval(random -> resampled(sums, clusters, random));
    }

    private Interval interval(ToDoubleFunction<SplittableRandom> resample) {
        double[] figures = new double[resamples];
        SplittableRandom random = new SplittableRandom(seed);
        for (int r = 0; r < resamples; r++) {
            figures[r] = resample.applyAsDouble(random);
        }
        return percentiles(figures);
    }

    /** The interval that holds the level's share of the figures, which are sorted in place. */
    Interval percentiles(double[] figures) {
        Arrays.sort(figures);
        return new Interval(quantile(figures, (1 - level) / 2), quantile(figures, (1 + level) / 2));
    }

    /** Two draws from each random word, by its halves times the number of sentences; one addition for both sums. */
    private static double resampled(long[] packed, SplittableRandom random) {
        long sums = 0;
        long n = packed.length;
        for (int drawn = 0; drawn < n; drawn += 2) {
            long word = random.nextLong();
            sums += packed[(int) (((word >>> 32) * n) >>> 32)];
            if (drawn + 1 < n) {
                sums += packed[(int) (((word & 0xFFFF_FFFFL) * n) >>> 32)];
            }
        }
        return (double) (sums & 0xFFFF_FFFFL) / (sums >>> 32);
    }

    /** The same draws, for sums that are no integers. */
    private static double resampled(double[] sums, Clusters clusters, SplittableRandom random) {
        double sum = 0;
        long items = 0;
        long n = sums.length;
        for (int drawn = 0; drawn < n; drawn += 2) {
            long word = random.nextLong();
            int first = (int) (((word >>> 32) * n) >>> 32);
            sum += sums[first];
            items += clusters.size(first);
            if (drawn + 1 < n) {
                int second = (int) (((word & 0xFFFF_FFFFL) * n) >>> 32);
                sum += sums[second];
                items += clusters.size(second);
            }
        }
        return sum / items;
    }

    static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
