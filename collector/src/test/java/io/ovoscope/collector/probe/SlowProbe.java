package io.ovoscope.collector.probe;

import java.util.stream.IntStream;

/** What a trained probe says of an item, straight from its weights in double precision. */
final class SlowProbe {
    private SlowProbe() {}

    /** Natural logarithms of the softmax's probabilities. */
    static double[] logProbabilities(float[] weights, int classes, Items items, int item) {
        float[] row = new float[items.width()];
        items.copy(item, row, 0);
        double[] scores = IntStream.range(0, classes)
                .mapToDouble(k -> score(weights, k * (row.length + 1), row))
                .toArray();
        double largest =
                IntStream.range(0, classes).mapToDouble(k -> scores[k]).max().orElseThrow();
        double sum = IntStream.range(0, classes)
                .mapToDouble(k -> Math.exp(scores[k] - largest))
                .sum();
        return IntStream.range(0, classes)
                .mapToDouble(k -> scores[k] - largest - Math.log(sum))
                .toArray();
    }

    private static double score(float[] weights, int at, float[] row) {
        double score = weights[at + row.length];
        for (int d = 0; d < row.length; d++) {
            score += (double) weights[at + d] * row[d];
        }
        return score;
    }
}
