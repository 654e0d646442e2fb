package io.ovoscope.collector.probe;

import java.util.Arrays;

/**
 * The Hessian of a probe whose items all have the mean of {@code diag(p) − p p'} over the items in place of their own. In
 * coordinates of variance 1 without covariance it is that matrix of classes, the same for every coordinate, which is
 * inverted once: what {@link SharesCurvature} knows before the first pass, but of the probabilities that the probe gives
 * now, and of which classes it confuses.
 */
final class MeanCurvature implements Curvature {
    private final int stride;
    private final int classes;
    private final double[] ofFeatures;
    private final double[] ofBias;
    private final double[] solved;

    private MeanCurvature(int stride, int classes, double[] ofFeatures, double[] ofBias) {
        this.stride = stride;
        this.classes = classes;
        this.ofFeatures = ofFeatures;
        this.ofBias = ofBias;
        solved = new double[classes * stride];
    }

    /**
     * @param products {@code Σ p p'} over the items, {@code classes × classes}, its upper triangle read
     * @param l2 the penalty's curvature, of all features but the bias
     */
    static MeanCurvature of(double[] products, int classes, int stride, double l2) {
        SymmetricInverse inverse = new SymmetricInverse(classes);
        double[] features = laplacian(products, classes);
        double[] bias = features.clone();
        invert(inverse, features, classes, l2);
        invert(inverse, bias, classes, SharesCurvature.BIAS_PENALTY);
        return new MeanCurvature(stride, classes, features, bias);
    }

    /** {@code Σ diag(p) − p p'}: its rows sum to 0 to the last bit or so, because probabilities sum to 1. */
    private static double[] laplacian(double[] products, int classes) {
        double[] result = new double[products.length];
        for (int k = 0; k < classes; k++) {
            for (int j = k + 1; j < classes; j++) {
                double product = products[k * classes + j];
                result[k * classes + j] = -product;
                result[k * classes + k] += product;
                result[j * classes + j] += product;
            }
        }
        return result;
    }

    private static void invert(SymmetricInverse inverse, double[] matrix, int classes, double penalty) {
        inverse.invert(matrix, penalty);
        for (int k = 0; k < classes; k++) {
            for (int j = 0; j < k; j++) {
                matrix[j * classes + k] = matrix[k * classes + j];
            }
        }
    }

    @Override
    public void solve(double[] v) {
        Arrays.fill(solved, 0);
        int bias = stride - 1;
        for (int k = 0; k < classes; k++) {
            for (int j = 0; j < classes; j++) {
                add(ofFeatures[k * classes + j], v, j * stride, solved, k * stride, bias);
                solved[k * stride + bias] += ofBias[k * classes + j] * v[j * stride + bias];
            }
        }
        System.arraycopy(solved, 0, v, 0, v.length);
    }

    private static void add(double by, double[] from, int at, double[] to, int toAt, int count) {
        for (int d = 0; d < count; d++) {
            to[toAt + d] += by * from[at + d];
        }
    }
}
