package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import org.bytedeco.javacpp.FloatPointer;

/**
 * The coordinates in which probes are optimised: standardised rows times a square matrix {@code T}. In them the penalty is
 * the squared length of the weights, and features have no covariance.
 *
 * <p>Without whitening {@code T} holds the eigenvectors of the covariance {@code C}, those of the largest variance first. With
 * it {@code T = U⁻¹}, {@code U} being the Cholesky factor of {@code C + rI}.
 */
final class Coordinates {
    private final int width;
    private final float[] map;
    private final float[] inverse;
    private final double[] variances;
    private final boolean whitened;

    /**
     * @param map {@code T}, row-major
     * @param inverse {@code T⁻¹}, transposed
     * @param variances of each coordinate
     * @param whitened whether they are all 1, up to the ridge
     */
    private Coordinates(int width, float[] map, float[] inverse, double[] variances, boolean whitened) {
        this.width = width;
        this.map = map;
        this.inverse = inverse;
        this.variances = variances;
        this.whitened = whitened;
    }

    /** Whether {@code T} is upper triangular, and features have no covariance. */
    boolean isWhitened() {
        return whitened;
    }

    /** Rows along the eigenvectors of their covariance. */
    static Coordinates turned(RowStream rows, ProbeWorkspace workspace) {
        PrincipalAxes axes = PrincipalAxes.of(floats(Covariance.of(rows, workspace)), rows.width(), workspace);
        return new Coordinates(rows.width(), axes.columns(), axes.columns(), axes.variances(), false);
    }

    /** @param ridge as a fraction of the mean variance */
    static Coordinates whitened(RowStream rows, double ridge, ProbeWorkspace workspace) {
        double[] covariance = Covariance.of(rows, workspace);
        int width = rows.width();
        double raised = ridge * meanVariance(covariance, width);
        float[] factor = TriangularFactor.of(covariance, width, raised).toFloats();
        FloatPointer u = workspace.floats(ProbeWorkspace.Floats.FACTOR, factor.length);
        FloatPointer place = workspace.floats(ProbeWorkspace.Floats.GRAM, factor.length);
        float[] map = inverse(u.put(factor, 0, factor.length), width, place);
        float[] inverse = transposed(factor, width);
        double[] variances = new double[width];
        java.util.Arrays.fill(variances, 1);
        return new Coordinates(width, map, inverse, variances, true);
    }

    /** {@code U⁻¹}. */
    private static float[] inverse(FloatPointer u, int width, FloatPointer place) {
        float[] result = new float[width * width];
        for (int d = 0; d < width; d++) {
            result[d * width + d] = 1;
        }
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
                place.put(result, 0, result.length),
                width);
        place.get(result, 0, result.length);
        return result;
    }

    /** {@code U'}. */
    private static float[] transposed(float[] upper, int width) {
        float[] result = new float[width * width];
        for (int row = 0; row < width; row++) {
            for (int column = row; column < width; column++) {
                result[column * width + row] = upper[row * width + column];
            }
        }
        return result;
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
                result[at + d] = product(d, weights, at);
            }
            result[at + width] = weights[at + width];
        }
        return result;
    }

    /** Row {@code d} of {@code T} times weights; four partial sums, because one would wait for each addition in turn. */
    private double product(int d, double[] weights, int at) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = whitened ? d : 0; // upper triangular
        for (; i + 3 < width; i += 4) {
            s0 += map[d * width + i] * weights[at + i];
            s1 += map[d * width + i + 1] * weights[at + i + 1];
            s2 += map[d * width + i + 2] * weights[at + i + 2];
            s3 += map[d * width + i + 3] * weights[at + i + 3];
        }
        for (; i < width; i++) {
            s0 += map[d * width + i] * weights[at + i];
        }
        return s0 + s1 + (s2 + s3);
    }

    /** The inverse of {@link #toStandardised}. */
    double[] fromStandardised(double[] weights) {
        double[] result = new double[weights.length];
        for (int at = 0; at < result.length; at += width + 1) {
            for (int d = 0; d < width; d++) {
                double weight = weights[at + d];
                int until = whitened ? d + 1 : width; // lower triangular
                for (int i = 0; i < until; i++) {
                    result[at + i] += weight * inverse[d * width + i];
                }
            }
            result[at + width] = weights[at + width];
        }
        return result;
    }
}
