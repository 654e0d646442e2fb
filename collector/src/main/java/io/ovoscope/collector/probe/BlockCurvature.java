package io.ovoscope.collector.probe;

import java.util.Arrays;

/**
 * The Hessian of a probe without its blocks between classes, on the weights that sum to zero over the classes. A shift
 * common to all classes changes no probability, and is held back by the penalty only; were it not left out, an inverse of
 * the blocks would bring such shifts in, and they would take hundreds of iterations to go.
 *
 * <p>With {@code B_k} the inverse of block {@code k}: {@code d_k = B_k (v_k − μ)}, {@code μ = (Σ B_k)⁻¹ Σ B_k v_k}.
 */
final class BlockCurvature implements Curvature {
    private final int stride;
    private final float[][] inverses;
    private final float[] ofSum;
    private final float[][] solved;
    private final float[] vector;
    private final float[] shift;

    private BlockCurvature(int stride, float[][] inverses, float[] ofSum) {
        this.stride = stride;
        this.inverses = inverses;
        this.ofSum = ofSum;
        solved = new float[inverses.length][stride];
        vector = new float[stride];
        shift = new float[stride];
    }

    /** @param l2 the penalty's curvature, of all features but the bias */
    static BlockCurvature of(CurvatureSample sample, int classes, double l2, CurvatureGram grams) {
        int stride = grams.stride();
        SymmetricInverse inverse = new SymmetricInverse(stride);
        float[][] inverses = new float[classes][];
        double[] sum = new double[stride * stride];
        double[] block = new double[stride * stride];
        for (int k = 0; k < classes; k++) {
            grams.of(sample, k, block);
            for (int d = 0; d < stride - 1; d++) {
                block[d * stride + d] += l2;
            }
            inverse.invert(block, 1e-2 * Math.min(1, l2));
            inverses[k] = symmetric(block, stride);
            Vectors.add(1, block, sum);
        }
        double trace = 0;
        for (int d = 0; d < stride; d++) {
            trace += sum[d * stride + d];
        }
        for (int i = 0; i < stride; i++) {
            for (int j = i; j < stride; j++) {
                sum[i * stride + j] = sum[j * stride + i];
            }
        }
        inverse.invert(sum, 1e-9 * trace / stride);
        return new BlockCurvature(stride, inverses, symmetric(sum, stride));
    }

    /** From the lower triangle. */
    private static float[] symmetric(double[] lower, int stride) {
        float[] full = new float[lower.length];
        for (int i = 0; i < stride; i++) {
            for (int j = 0; j <= i; j++) {
                full[i * stride + j] = (float) lower[i * stride + j];
                full[j * stride + i] = full[i * stride + j];
            }
        }
        return full;
    }

    @Override
    public void solve(double[] v) {
        Arrays.fill(shift, 0);
        for (int k = 0; k < inverses.length; k++) {
            for (int d = 0; d < stride; d++) {
                vector[d] = (float) v[k * stride + d];
            }
            Arrays.fill(solved[k], 0);
            multiply(inverses[k], vector, solved[k], 1);
            for (int d = 0; d < stride; d++) {
                shift[d] += solved[k][d];
            }
        }
        Arrays.fill(vector, 0);
        multiply(ofSum, shift, vector, 1);
        for (int k = 0; k < inverses.length; k++) {
            multiply(inverses[k], vector, solved[k], -1);
            for (int d = 0; d < stride; d++) {
                v[k * stride + d] = solved[k][d];
            }
        }
    }

    private void multiply(float[] matrix, float[] by, float[] to, float sign) {
        for (int i = 0; i < stride; i++) {
            addRow(matrix, i * stride, sign * by[i], to);
        }
    }

    private static void addRow(float[] matrix, int from, float by, float[] to) {
        for (int d = 0; d < to.length; d++) {
            to[d] += by * matrix[from + d];
        }
    }
}
