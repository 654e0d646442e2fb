package io.ovoscope.collector.probe;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A figure of sentences, averaged first over the sentences of each length and then over lengths, so that the commonest length
 * does not decide; sentences of 5 to 50 words (Hewitt &amp; Manning 2019).
 *
 * @param lengths words of each sentence, 5 to 50
 * @param values the figure of each sentence, finite
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, and never written
public record LengthMean(int[] lengths, double[] values) {
    /** Words of the shortest sentences that count. */
    public static final int SHORTEST = 5;
    /** Words of the longest sentences that count. */
    public static final int LONGEST = 50;

    public LengthMean {
        if (lengths.length != values.length) {
            throw new IllegalArgumentException(
                    values.length + " values: expecting one for each of " + lengths.length + " lengths");
        }
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] < SHORTEST || lengths[i] > LONGEST || !Double.isFinite(values[i])) {
                throw new IllegalArgumentException("value " + values[i] + " of " + lengths[i]
                        + " words: expecting finite values of 5 to 50 words");
            }
        }
    }

    /** Takes the values of the sentences whose length counts. */
    static LengthMean of(List<Tree> trees, double[] values) {
        int[] counted = IntStream.range(0, trees.size())
                .filter(s -> trees.get(s).words() >= SHORTEST && trees.get(s).words() <= LONGEST)
                .toArray();
        return new LengthMean(
                IntStream.of(counted).map(s -> trees.get(s).words()).toArray(),
                IntStream.of(counted).mapToDouble(s -> values[s]).toArray());
    }

    /** Number of sentences. */
    public int count() {
        return values.length;
    }

    /** The mean over lengths; NaN without sentences. */
    public double mean() {
        return mean(IntStream.range(0, values.length).toArray());
    }

    /**
     * Percentile interval by resampling sentences with replacement; a length that a resample misses is left out of it. Those are mostly
     * long ones, of which there are few and whose figures are lower: resamples lie above the mean on average, and by so much the interval
     * is moved back (the bootstrap's estimate of bias; Efron &amp; Tibshirani 1993, ch. 10). The whole range from −1 to 1 where there are
     * fewer than two sentences.
     */
    public Interval interval(SentenceBootstrap bootstrap) {
        if (values.length < 2) {
            return new Interval(-1, 1);
        }
        SplittableRandom random = new SplittableRandom(bootstrap.seed());
        double[] means = new double[bootstrap.resamples()];
        int[] drawn = new int[values.length];
        for (int r = 0; r < means.length; r++) {
            Arrays.setAll(drawn, i -> random.nextInt(values.length));
            means[r] = mean(drawn);
        }
        double bias = Arrays.stream(means).average().orElse(0) - mean();
        Interval displaced = bootstrap.percentiles(means);
        return new Interval(Math.max(-1, displaced.lower() - bias), Math.min(1, displaced.upper() - bias));
    }

    private double mean(int[] sentences) {
        double[] sums = new double[LONGEST + 1];
        int[] counts = new int[LONGEST + 1];
        for (int s : sentences) {
            sums[lengths[s]] += values[s];
            counts[lengths[s]]++;
        }
        double sum = 0;
        int present = 0;
        for (int length = SHORTEST; length <= LONGEST; length++) {
            sum += counts[length] == 0 ? 0 : sums[length] / counts[length];
            present += counts[length] == 0 ? 0 : 1;
        }
        return present == 0 ? Double.NaN : sum / present;
    }
}
