package io.ovoscope.collector.probe;

import java.util.Arrays;

/**
 * For each class of a probe the items that make its curvature {@code Σ p(1 − p) x x'}: those of much weight as they are,
 * and of the others every so many, in proportion to weight. Taken on the way through a pass, without a random number.
 */
final class CurvatureSample {
    private final int[][] items;
    private final float[][] weights;
    private final int[] sizes;
    private final float[] carried;
    private final float[] step;
    private final float[] row = new float[NativeRows.BLOCK];

    /** @param size about the number of items to keep of each class */
    CurvatureSample(SeenClasses seen, int size) {
        int classes = seen.count();
        items = new int[classes][64];
        weights = new float[classes][64];
        sizes = new int[classes];
        carried = new float[classes];
        step = new float[classes];
        for (int k = 0; k < classes; k++) {
            // No probe that knows the shares has a larger sum of p(1 − p).
            step[k] = (float) (seen.counts()[k] * (1 - seen.share(k)) / size);
        }
    }

    /** Takes one block of residuals {@code p − [class is the label]}, laid out as {@link Softmax} does. */
    void take(float[] residuals, int from, int first, int n) {
        for (int k = 0; k < sizes.length; k++) {
            System.arraycopy(residuals, from + k * NativeRows.BLOCK, row, 0, n);
            weigh(row, n);
            choose(k, first, n);
        }
    }

    private static void weigh(float[] row, int n) {
        for (int i = 0; i < n; i++) {
            float distance = Math.abs(row[i]);
            row[i] = distance - distance * distance;
        }
    }

    private void choose(int k, int first, int n) {
        float sum = carried[k];
        float wanted = step[k];
        for (int i = 0; i < n; i++) {
            sum += row[i];
            if (sum >= wanted) {
                float counted = Math.max(row[i], wanted);
                sum -= counted;
                keep(k, first + i, counted);
            }
        }
        carried[k] = sum;
    }

    private void keep(int k, int item, float weight) {
        if (sizes[k] == items[k].length) {
            items[k] = Arrays.copyOf(items[k], 2 * sizes[k]);
            weights[k] = Arrays.copyOf(weights[k], 2 * sizes[k]);
        }
        items[k][sizes[k]] = item;
        weights[k][sizes[k]++] = weight;
    }

    /** {@code Σ p(1 − p)} of a class. */
    double weight(int k) {
        double sum = 0;
        for (int i = 0; i < sizes[k]; i++) {
            sum += weights[k][i];
        }
        return sum;
    }

    int size(int k) {
        return sizes[k];
    }

    int item(int k, int i) {
        return items[k][i];
    }

    float weight(int k, int i) {
        return weights[k][i];
    }
}
