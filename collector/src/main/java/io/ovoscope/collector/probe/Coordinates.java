package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import org.bytedeco.javacpp.FloatPointer;

/**
 * The coordinates in which probes are optimised: standardised rows times a square matrix {@code T}. In them the penalty is
 * the squared length of the weights, features have no covariance, and those of the largest variance in the layer lead.
 *
 * <p>Without whitening {@code T} holds the eigenvectors of the covariance {@code C}. With it {@code T = U⁻¹ A}: {@code U}
 * is the Cholesky factor of {@code C + rI} and {@code A}, which changes no length, holds the eigenvectors of {@code UU'}.
 */
final class Coordinates {
    private final int width;
    private final float[] map;
    private final float[] inverse;
    private final double[] variances;

    /**
     * @param map {@code T}, row-major
     * @param inverse {@code T⁻¹}, transposed
     * @param variances of each coordinate
     */
    private Coordinates(int width, float[] map, float[] inverse, double[] variances) {
        this.width = width;
        this.map = map;
        this.inverse = inverse;
        this.variances = variances;
    }

    /** Rows along the eigenvectors of their covariance. */
    static Coordinates turned(RowStream rows, ProbeWorkspace workspace) {
        PrincipalAxes axes = PrincipalAxes.of(floats(Covariance.of(rows, workspace)), rows.width(), workspace);
        return new Coordinates(rows.width(), axes.columns(), axes.columns(), axes.variances());
    }

    /** @param ridge as a fraction of the mean variance */
    static Coordinates whitened(RowStream rows, double ridge, ProbeWorkspace workspace) {
        double[] covariance = Covariance.of(rows, workspace);
        int width = rows.width();
        double raised = ridge * meanVariance(covariance, width);
        float[] factor = TriangularFactor.of(covariance, width, raised).toFloats();
        FloatPointer u = workspace.floats(ProbeWorkspace.Floats.FACTOR, factor.length);
        FloatPointer product = workspace.floats(ProbeWorkspace.Floats.GRAM, factor.length);
        float[] square = new float[factor.length];
        cblas_ssyrk(
                CblasRowMajor,
                CblasUpper,
                CblasNoTrans,
                width,
                width,
                1,
                u.put(factor, 0, factor.length),
                width,
                0,
                product,
                width);
        product.get(square, 0, square.length);
        PrincipalAxes axes = PrincipalAxes.of(square, width, workspace);
        float[] map = divided(u, axes.columns(), width, product);
        float[] inverse = multiplied(u, axes.columns(), width, product);
        double[] variances = new double[width];
        java.util.Arrays.fill(variances, 1);
        return new Coordinates(width, map, inverse, variances);
    }

    /** {@code U⁻¹ A}. */
    private static float[] divided(FloatPointer u, float[] axes, int width, FloatPointer place) {
        cblas_strsm(
                CblasRowMajor,
                CblasLeft,
                CblasUpper,
                CblasNoTrans,
                CblasNonUnit,
                width,
                width,
                1,
                u,
                width,
                place.put(axes, 0, axes.length),
                width);
        float[] result = new float[axes.length];
        place.get(result, 0, result.length);
        return result;
    }

    /** {@code U' A}. */
    private static float[] multiplied(FloatPointer u, float[] axes, int width, FloatPointer place) {
        place.put(axes, 0, axes.length);
        try (FloatPointer product = new FloatPointer((long) axes.length)) {
            cblas_sgemm(
                    CblasRowMajor,
                    CblasTrans,
                    CblasNoTrans,
                    width,
                    width,
                    width,
                    1,
                    u,
                    width,
                    place,
                    width,
                    0,
                    product,
                    width);
            float[] result = new float[axes.length];
            product.get(result, 0, result.length);
            return result;
        }
    }

    /** Mean of the diagonal; 1 when every feature is constant, so that the factor is defined. */
    private static double meanVariance(double[] covariance, int width) {
        double trace = 0;
        for (int d = 0; d < width; d++) {
            trace += covariance[d * width + d];
        }
        return trace > 0 ? trace / width : 1;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** {@code T} in native memory, row-major. */
    FloatPointer toNative(ProbeWorkspace workspace) {
        return workspace.floats(ProbeWorkspace.Floats.MAP, map.length).put(map, 0, map.length);
    }

    /** Variance of each coordinate, up to the ridge. */
    double[] variances() {
        return variances;
    }

    /** Root of the mean variance, the unit in which gradients are judged; 1 when every feature is constant. */
    double scale() {
        double mean = java.util.Arrays.stream(variances).average().orElse(0);
        return mean > 0 ? Math.sqrt(mean) : 1;
    }

    /** Weights for rows in these coordinates become weights for standardised rows; biases, last in each row, stay. */
    double[] toStandardised(double[] weights) {
        double[] result = new double[weights.length];
        for (int at = 0; at < result.length; at += width + 1) {
            for (int d = 0; d < width; d++) {
                double sum = 0;
                for (int i = 0; i < width; i++) {
                    sum += map[d * width + i] * weights[at + i];
                }
                result[at + d] = sum;
            }
            result[at + width] = weights[at + width];
        }
        return result;
    }

    /** The inverse of {@link #toStandardised}. */
    double[] fromStandardised(double[] weights) {
        double[] result = new double[weights.length];
        for (int at = 0; at < result.length; at += width + 1) {
            for (int d = 0; d < width; d++) {
                double weight = weights[at + d];
                for (int i = 0; i < width; i++) {
                    result[at + i] += weight * inverse[d * width + i];
                }
            }
            result[at + width] = weights[at + width];
        }
        return result;
    }
}
