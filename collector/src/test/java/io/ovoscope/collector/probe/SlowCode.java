package io.ovoscope.collector.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The online code straight from its formula: a probe of its own for every prefix, trained alone and from nothing. */
final class SlowCode {
    private SlowCode() {}

    /** @param code whose prefixes are taken */
    static double bits(
            Items items, Labels labels, Split split, int[] sentences, long seed, double l2, CodeLength code) {
        int[] order = SentenceOrder.shuffled(split.train(), sentences, seed).items();
        Items white = whitened(items, split.train());
        List<Integer> ends = new ArrayList<>(code.prefixes());
        ends.add(order.length);
        double bits = ends.get(0) * log2(labels.classes());
        for (int i = 0; i + 1 < ends.size(); i++) {
            int[] prefix = Arrays.copyOf(order, ends.get(i));
            int[] block = Arrays.copyOfRange(order, ends.get(i), ends.get(i + 1));
            bits += block(white, labels, new Split(prefix, new int[0], block), l2);
        }
        return bits;
    }

    private static double block(Items white, Labels labels, Split split, double l2) {
        ProbeSettings settings = ProbeSettings.DEFAULT.in(FeatureSpace.CENTRED).within(1e-6);
        float[] weights =
                new Planted(white, labels, split, 0).train(l2, settings).weights();
        int[] counts = labels.counts(split.train());
        double absent = Arrays.stream(counts).filter(count -> count == 0).count();
        double seen = split.train().length;
        double bits = 0;
        for (int item : split.test()) {
            int label = labels.of()[item];
            double softmax = Math.exp(SlowProbe.logProbabilities(weights, labels.classes(), white, item)[label]);
            bits -= log2(counts[label] == 0 ? 1 / (seen + absent) : softmax * seen / (seen + absent));
        }
        return bits;
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    /** Standardised and whitened with the statistics of the given items. */
    private static Items whitened(Items items, int[] train) {
        int width = items.width();
        double[][] rows = new double[items.count()][width];
        for (int item = 0; item < rows.length; item++) {
            float[] row = new float[width];
            items.copy(item, row, 0);
            Arrays.setAll(rows[item], d -> row[d]);
        }
        for (int d = 0; d < width; d++) {
            standardise(rows, train, d);
        }
        double[] covariance = new double[width * width];
        for (int item : train) {
            for (int i = 0; i < width * width; i++) {
                covariance[i] += rows[item][i / width] * rows[item][i % width] / train.length;
            }
        }
        TriangularFactor factor = TriangularFactor.of(covariance, width, 1e-5);
        float[] white = new float[items.count() * width];
        for (int item = 0; item < rows.length; item++) {
            factor.divide(rows[item]);
            for (int d = 0; d < width; d++) {
                white[item * width + d] = (float) rows[item][d];
            }
        }
        return Items.of(white, width);
    }

    private static void standardise(double[][] rows, int[] train, int d) {
        double mean = Arrays.stream(train)
                .mapToDouble(item -> rows[item][d])
                .average()
                .orElseThrow();
        double variance = Arrays.stream(train)
                .mapToDouble(item -> Math.pow(rows[item][d] - mean, 2))
                .average()
                .orElseThrow();
        for (double[] row : rows) {
            row[d] = (row[d] - mean) / Math.sqrt(variance);
        }
    }
}
