package io.ovoscope.collector.probe;

import java.util.Arrays;

/**
 * The Hessian of a probe without its blocks between classes, on the weights that sum to zero over the classes. A shift
 * common to all classes changes no probability, and is held back by the penalty only; were it not left out, an inverse of
 * the blocks would bring such shifts in, and they would take hundreds of iterations to go.
 *
 * <p>A class has a dense block for the leading coordinates and the bias, where the layer's variance is, and a diagonal for
 * the rest. With {@code B_k} the inverse of class {@code k}: {@code d_k = B_k (v_k − μ)}, {@code μ = (Σ B_k)⁻¹ Σ B_k v_k}.
 */
final class BlockCurvature implements Curvature {
    private final int stride;
    private final int size;
    private final float[][] inverses;
    private final float[] ofSum;
    private final float[][] rest;
    private final float[] restOfSum;
    private final float[][] solved;
    private final float[] vector;
    private final float[] shift;

    private BlockCurvature(int stride, float[][] inverses, float[] ofSum, float[][] rest) {
        this.stride = stride;
        this.inverses = inverses;
        this.ofSum = ofSum;
        this.rest = rest;
        size = (int) Math.round(Math.sqrt(ofSum.length));
        restOfSum = new float[stride - size];
        for (float[] ofClass : rest) {
            for (int d = 0; d < restOfSum.length; d++) {
                restOfSum[d] += ofClass[d];
            }
        }
        solved = new float[inverses.length][size];
        vector = new float[size];
        shift = new float[size];
    }

    /**
     * @param l2 the penalty's curvature, of all features but the bias
     * @param variances of the coordinates
     */
    static BlockCurvature of(CurvatureSample sample, int classes, double l2, double[] variances, CurvatureGram grams) {
        int size = grams.size();
        SymmetricInverse inverse = new SymmetricInverse(size);
        float[][] inverses = new float[classes][];
        float[][] rest = new float[classes][variances.length + 1 - size];
        double[] sum = new double[size * size];
        double[] block = new double[size * size];
        for (int k = 0; k < classes; k++) {
            grams.of(sample, k, block);
            for (int d = 0; d < size - 1; d++) {
                block[d * size + d] += l2;
            }
            inverse.invert(block, 1e-2 * Math.min(1, l2));
            inverses[k] = symmetric(block, size);
            Vectors.add(1, block, sum);
            double weight = sample.weight(k);
            for (int d = 0; d < rest[k].length; d++) {
                rest[k][d] = (float) (1 / (weight * variances[size - 1 + d] + l2));
            }
        }
        return new BlockCurvature(variances.length + 1, inverses, inverseOfSum(sum, size, inverse), rest);
    }

    private static float[] inverseOfSum(double[] sum, int size, SymmetricInverse inverse) {
        double trace = 0;
        for (int i = 0; i < size; i++) {
            trace += sum[i * size + i];
            for (int j = i; j < size; j++) {
                sum[i * size + j] = sum[j * size + i];
            }
        }
        inverse.invert(sum, 1e-9 * trace / size);
        return symmetric(sum, size);
    }

    /** From the lower triangle. */
    private static float[] symmetric(double[] lower, int size) {
        float[] full = new float[lower.length];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                full[i * size + j] = (float) lower[i * size + j];
                full[j * size + i] = full[i * size + j];
            }
        }
        return full;
    }

    @Override
    public void solve(double[] v) {
        solveLeading(v);
        for (int d = 0; d < restOfSum.length; d++) {
            solveRest(v, size - 1 + d, d);
        }
    }

    /** The leading coordinates of a class are at {@code k · stride}, its bias is the last of its row. */
    private void solveLeading(double[] v) {
        Arrays.fill(shift, 0);
        for (int k = 0; k < inverses.length; k++) {
            gather(v, k * stride);
            Arrays.fill(solved[k], 0);
            addProduct(inverses[k], vector, 1, solved[k]);
            for (int d = 0; d < size; d++) {
                shift[d] += solved[k][d];
            }
        }
        Arrays.fill(vector, 0);
        addProduct(ofSum, shift, 1, vector);
        for (int k = 0; k < inverses.length; k++) {
            addProduct(inverses[k], vector, -1, solved[k]);
            for (int d = 0; d < size - 1; d++) {
                v[k * stride + d] = solved[k][d];
            }
            v[k * stride + stride - 1] = solved[k][size - 1];
        }
    }

    private void gather(double[] v, int at) {
        for (int d = 0; d < size - 1; d++) {
            vector[d] = (float) v[at + d];
        }
        vector[size - 1] = (float) v[at + stride - 1];
    }

    private void addProduct(float[] matrix, float[] by, float sign, float[] to) {
        for (int i = 0; i < size; i++) {
            addRow(matrix, i * size, sign * by[i], to);
        }
    }

    private static void addRow(float[] matrix, int from, float by, float[] to) {
        for (int d = 0; d < to.length; d++) {
            to[d] += by * matrix[from + d];
        }
    }

    private void solveRest(double[] v, int at, int d) {
        double sum = 0;
        for (int k = 0; k < rest.length; k++) {
            sum += v[k * stride + at] * rest[k][d];
        }
        double mean = sum / restOfSum[d];
        for (int k = 0; k < rest.length; k++) {
            v[k * stride + at] = (v[k * stride + at] - mean) * rest[k][d];
        }
    }
}
