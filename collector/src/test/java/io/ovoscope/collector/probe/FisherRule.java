package io.ovoscope.collector.probe;

/** Linear discriminant analysis the slow way, in double precision: another road to the best linear classifier. */
final class FisherRule {
    private FisherRule() {}

    static double accuracy(Items items, Labels labels, Split split) {
        int width = items.width();
        double[][] means = new double[labels.classes()][width];
        int[] counts = labels.counts(split.train());
        for (int item : split.train()) {
            for (int d = 0; d < width; d++) {
                means[labels.of()[item]][d] += value(items, item, d) / counts[labels.of()[item]];
            }
        }
        double[] pooled = new double[width * width];
        for (int item : split.train()) {
            double[] mean = means[labels.of()[item]];
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    pooled[i * width + j] += (value(items, item, i) - mean[i]) * (value(items, item, j) - mean[j]);
                }
            }
        }
        TriangularFactor factor = TriangularFactor.of(pooled, width, 0);
        int right = 0;
        for (int item : split.test()) {
            right += nearest(items, item, means, factor) == labels.of()[item] ? 1 : 0;
        }
        return (double) right / split.test().length;
    }

    private static int nearest(Items items, int item, double[][] means, TriangularFactor factor) {
        int nearest = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < means.length; k++) {
            double[] difference = new double[items.width()];
            for (int d = 0; d < difference.length; d++) {
                difference[d] = value(items, item, d) - means[k][d];
            }
            factor.divide(difference);
            double distance = Vectors.dot(difference, difference);
            if (distance < smallest) {
                smallest = distance;
                nearest = k;
            }
        }
        return nearest;
    }

    private static double value(Items items, int item, int d) {
        float[] row = new float[items.width()];
        items.copy(item, row, 0);
        return row[d];
    }
}
