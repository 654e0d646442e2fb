package io.ovoscope.collector.probe;

import java.util.Arrays;

/**
 * Log losses and residuals of one block of items, where probes spend what time the matrix products leave.
 *
 * <p>Scores are class-major (class {@code k} of item {@code i} at {@code k · block + i}), so that every loop runs over
 * items in consecutive memory without a branch, a call or a type change, and one class is copied out at a time, so that
 * all arrays of a loop share its index: only then does the just-in-time compiler make vector code of it. Hence also the
 * exponential of our own.
 */
final class Softmax {
    /** Exponents are clipped here: e⁻²⁴ is far below float32's resolution of a probability. */
    private static final float LOWEST = -24;

    private static final float HALVINGS_SCALE = 1f / 64;
    /** Items whose sums are multiplied before one logarithm is taken; {@code classes^ROUND} must stay finite. */
    private static final int ROUND = 16;

    private final float[] row = new float[NativeRows.BLOCK];
    private final float[] max = new float[NativeRows.BLOCK];
    private final float[] sum = new float[NativeRows.BLOCK];

    /**
     * Replaces scores by residuals {@code p − [class is the label]}, 0 for items without a label.
     *
     * @param scores from {@code from}, {@code classes} rows of {@link NativeRows#BLOCK}, the first {@code n} used
     * @param labels from {@code first}, the label of each item or {@link Labels#NONE}
     * @return sum of the labelled items' log losses, in nats
     */
    double residuals(float[] scores, int from, int classes, int n, int[] labels, int first) {
        System.arraycopy(scores, from, max, 0, n);
        Arrays.fill(sum, 0, n, 0);
        for (int k = 1; k < classes; k++) {
            System.arraycopy(scores, from + k * NativeRows.BLOCK, row, 0, n);
            raise(row, max, n);
        }
        double loss = -labelMargins(scores, from, n, labels, first);
        for (int k = 0; k < classes; k++) {
            System.arraycopy(scores, from + k * NativeRows.BLOCK, row, 0, n);
            exponentials(row, max, sum, n);
            System.arraycopy(row, 0, scores, from + k * NativeRows.BLOCK, n);
        }
        loss += logs(n, labels, first);
        for (int k = 0; k < classes; k++) {
            System.arraycopy(scores, from + k * NativeRows.BLOCK, row, 0, n);
            scale(row, sum, n);
            System.arraycopy(row, 0, scores, from + k * NativeRows.BLOCK, n);
        }
        subtractLabels(scores, from, n, labels, first);
        return loss;
    }

    private static void raise(float[] row, float[] max, int n) {
        for (int i = 0; i < n; i++) {
            max[i] = Math.max(max[i], row[i]);
        }
    }

    private double labelMargins(float[] scores, int from, int n, int[] labels, int first) {
        double margins = 0;
        for (int i = 0; i < n; i++) {
            int label = labels[first + i];
            if (label >= 0) {
                margins += scores[from + label * NativeRows.BLOCK + i] - max[i];
            }
        }
        return margins;
    }

    /**
     * e^x as (e^(x/64))^64: four terms of the series for e^y − 1 with |y| ≤ 3/8, then six squarings, each as {@code q ←
     * q(q + 2)} for q = e^y − 1, which loses nothing near q = 0. The absolute error stays below 3e-7 for x ≤ 0.
     */
    private static void exponentials(float[] row, float[] max, float[] sum, int n) {
        for (int i = 0; i < n; i++) {
            float y = Math.max(row[i] - max[i], LOWEST) * HALVINGS_SCALE;
            float q = y * (1 + y * (0.5f + y * (1f / 6 + y * (1f / 24))));
            q = q * (q + 2);
            q = q * (q + 2);
            q = q * (q + 2);
            q = q * (q + 2);
            q = q * (q + 2);
            q = q * (q + 2);
            row[i] = q + 1;
            sum[i] += q + 1;
        }
    }

    /** Sum of the logarithms of the sums, which then become the factors that make probabilities of exponentials. */
    private double logs(int n, int[] labels, int first) {
        double logs = 0;
        double product = 1;
        for (int i = 0; i < n; i++) {
            boolean labelled = labels[first + i] >= 0;
            product *= labelled ? sum[i] : 1;
            sum[i] = labelled ? 1 / sum[i] : 0;
            if (i % ROUND == ROUND - 1) {
                logs += Math.log(product);
                product = 1;
            }
        }
        return logs + Math.log(product);
    }

    private static void scale(float[] row, float[] factors, int n) {
        for (int i = 0; i < n; i++) {
            row[i] *= factors[i];
        }
    }

    private static void subtractLabels(float[] scores, int from, int n, int[] labels, int first) {
        for (int i = 0; i < n; i++) {
            int label = labels[first + i];
            if (label >= 0) {
                scores[from + label * NativeRows.BLOCK + i] -= 1;
            }
        }
    }
}
