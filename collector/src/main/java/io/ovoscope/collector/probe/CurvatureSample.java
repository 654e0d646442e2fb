package io.ovoscope.collector.probe;

import java.util.Arrays;

/**
 * For each class of a probe the items that make its curvature {@code Σ p(1 − p) x x'}: those of much weight as they are,
 * and of the others every so many, in proportion to weight. Taken on the way through a pass, without a random number.
 */
final class CurvatureSample {
    /**
     * Items per class, about, for features up to that many; with as many as all items it took as many iterations (64
     * features, 17 to 45 classes), with half of it a fifth more.
     */
    private static final int ITEMS = 1500;

    private static final int ITEMS_PER_FEATURE = 6;

    private final int[][] items;
    private final float[][] weights;
    private final int[] sizes;
    private final float[] carried;
    private final float[] step;

    CurvatureSample(SeenClasses seen, int stride) {
        int classes = seen.count();
        items = new int[classes][64];
        weights = new float[classes][64];
        sizes = new int[classes];
        carried = new float[classes];
        step = new float[classes];
        for (int k = 0; k < classes; k++) {
            double most = seen.counts()[k] * (1 - seen.share(k));
            step[k] = (float) (most / Math.max(ITEMS, ITEMS_PER_FEATURE * stride));
        }
    }

    /** Takes one block of residuals {@code p − [class is the label]}, laid out as {@link Softmax} does. */
    void take(float[] residuals, int from, int first, int n) {
        for (int k = 0; k < sizes.length; k++) {
            int at = from + k * NativeRows.BLOCK;
            for (int i = 0; i < n; i++) {
                float distance = Math.abs(residuals[at + i]);
                float weight = distance - distance * distance;
                carried[k] += weight;
                if (carried[k] >= step[k]) {
                    choose(k, first + i, weight);
                }
            }
        }
    }

    private void choose(int k, int item, float weight) {
        float counted = Math.max(weight, step[k]);
        carried[k] -= counted;
        if (sizes[k] == items[k].length) {
            items[k] = Arrays.copyOf(items[k], 2 * sizes[k]);
            weights[k] = Arrays.copyOf(weights[k], 2 * sizes[k]);
        }
        items[k][sizes[k]] = item;
        weights[k][sizes[k]++] = counted;
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
