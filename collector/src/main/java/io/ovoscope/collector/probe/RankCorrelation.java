package io.ovoscope.collector.probe;

import java.util.Arrays;

/** Spearman's correlation: Pearson's of the ranks, equal values sharing the mean of their ranks (Spearman 1904; Kendall 1945). */
final class RankCorrelation {
    private RankCorrelation() {}

    /** Between −1 and 1; 0 where either side is constant, which ranks nothing. */
    static double spearman(float[] a, float[] b) {
        double[] ranksA = ranks(a);
        double[] ranksB = ranks(b);
        double covariance = Vectors.dot(ranksA, ranksB);
        double scale = Math.sqrt(Vectors.dot(ranksA, ranksA) * Vectors.dot(ranksB, ranksB));
        return scale == 0 ? 0 : covariance / scale;
    }

    /** Ranks less their mean. */
    private static double[] ranks(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] ranks = new double[values.length];
        for (int i = 0; i < ranks.length; i++) {
            int at = Arrays.binarySearch(sorted, values[i]);
            int first = at;
            while (first > 0 && sorted[first - 1] == sorted[at]) {
                first--;
            }
            int last = at;
            while (last < sorted.length - 1 && sorted[last + 1] == sorted[at]) {
                last++;
            }
            ranks[i] = (first + last) / 2.0 - (sorted.length - 1) / 2.0;
        }
        return ranks;
    }
}
