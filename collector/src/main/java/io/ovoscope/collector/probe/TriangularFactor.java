package io.ovoscope.collector.probe;

/**
 * The Cholesky factor {@code U} of a symmetric matrix, {@code A = U'U}, and the maps between weights on either side of
 * it. In plain Java and double precision: these matrices are small beside the items, and the double-precision kernels of
 * the OpenBLAS in use are wrong on some processors. Both triangles are kept, so that every inner loop runs along a row.
 */
final class TriangularFactor {
    private static final double LARGER_RIDGE = 10;

    private final int width;
    private final double[][] upper;
    private final double[][] lower;

    private TriangularFactor(double[][] upper) {
        this.width = upper.length;
        this.upper = upper;
        lower = new double[width][];
        for (int j = 0; j < width; j++) {
            lower[j] = new double[j + 1];
            for (int i = 0; i <= j; i++) {
                lower[j][i] = upper[i][j];
            }
        }
    }

    /**
     * Factors {@code matrix + ridge · I}; where rounding has left that not positive definite, a larger ridge makes it so.
     * The factor is rounded to float32, because rows pass through it in float32 and weights must pass through the same.
     *
     * @param matrix {@code width × width}, its upper triangle read
     */
    static TriangularFactor of(double[] matrix, int width, double ridge) {
        double[][] upper = new double[width][width];
        double raised = ridge;
        while (!factor(matrix, raised, upper)) {
            raised *= LARGER_RIDGE;
            if (!(raised < Double.MAX_VALUE)) {
                throw new IllegalArgumentException("a matrix of width " + width + " has no Cholesky factor");
            }
        }
        for (double[] row : upper) {
            for (int j = 0; j < width; j++) {
                row[j] = (float) row[j];
            }
        }
        return new TriangularFactor(upper);
    }

    private static boolean factor(double[] matrix, double ridge, double[][] upper) {
        int width = upper.length;
        for (int i = 0; i < width; i++) {
            System.arraycopy(matrix, i * width + i, upper[i], i, width - i);
            upper[i][i] += ridge;
        }
        for (int i = 0; i < width; i++) {
            double pivot = upper[i][i];
            if (!(pivot > ridge / 2)) {
                return false;
            }
            scale(upper[i], i, 1 / Math.sqrt(pivot));
            for (int j = i + 1; j < width; j++) {
                subtract(upper[i][j], upper[i], upper[j], j, width);
            }
        }
        return true;
    }

    private static void scale(double[] row, int from, double factor) {
        for (int k = from; k < row.length; k++) {
            row[k] *= factor;
        }
    }

    private static void subtract(double factor, double[] row, double[] to, int from, int until) {
        for (int k = from; k < until; k++) {
            to[k] -= factor * row[k];
        }
    }

    /** The factor, row-major, zeros below the diagonal. */
    float[] toFloats() {
        float[] values = new float[width * width];
        for (int i = 0; i < width; i++) {
            for (int j = i; j < width; j++) {
                values[i * width + j] = (float) upper[i][j];
            }
        }
        return values;
    }

    /** {@code v ← v U⁻ᵀ}: weights for rows {@code x U⁻¹} become weights for rows {@code x}. */
    void divideByTranspose(double[] v) {
        for (int j = width - 1; j >= 0; j--) {
            v[j] /= lower[j][j];
            subtract(v[j], lower[j], v, 0, j);
        }
    }

    /** {@code v ← v Uᵀ}, the inverse of {@link #divideByTranspose}. */
    void multiplyByTranspose(double[] v) {
        for (int j = 0; j < width; j++) {
            double weight = v[j];
            v[j] = 0;
            subtract(-weight, lower[j], v, 0, j + 1);
        }
    }

    /** {@code v ← v U⁻¹}: a gradient with respect to weights for rows {@code x} becomes one for rows {@code x U⁻¹}. */
    void divide(double[] v) {
        for (int i = 0; i < width; i++) {
            v[i] /= upper[i][i];
            subtract(v[i], upper[i], v, i + 1, width);
        }
    }
}
