package io.ovoscope.collector.probe;

/**
 * The inverse of symmetric positive definite matrices of one width, by Cholesky, in double precision and in place. Every
 * inner loop runs along rows, so that the just-in-time compiler makes vector code of it.
 */
final class SymmetricInverse {
    private static final double LARGER_RIDGE = 10;

    private final int width;
    private final double[][] factor;
    private final double[][] inverse;

    SymmetricInverse(int width) {
        this.width = width;
        factor = new double[width][width];
        inverse = new double[width][width];
    }

    /**
     * Replaces the matrix by the inverse of {@code matrix + ridge · I}; where rounding has left that not positive definite,
     * a larger ridge makes it so.
     *
     * @param matrix {@code width × width}, its upper triangle read, both written
     */
    void invert(double[] matrix, double ridge) {
        double raised = ridge;
        while (!factored(matrix, raised)) {
            raised *= LARGER_RIDGE;
            if (!(raised < Double.MAX_VALUE)) {
                throw new IllegalArgumentException("a matrix of width " + width + " has no inverse");
            }
        }
        invertFactor();
        multiply(matrix);
    }

    /** Upper factor {@code U} with {@code U'U = matrix + ridge · I}. */
    private boolean factored(double[] matrix, double ridge) {
        for (int i = 0; i < width; i++) {
            System.arraycopy(matrix, i * width + i, factor[i], i, width - i);
            factor[i][i] += ridge;
        }
        for (int i = 0; i < width; i++) {
            double[] row = factor[i];
            double pivot = row[i];
            if (!(pivot > ridge / 2)) {
                return false;
            }
            scale(row, i, 1 / Math.sqrt(pivot));
            for (int j = i + 1; j < width; j++) {
                add(-row[j], row, factor[j], j, width);
            }
        }
        return true;
    }

    /** {@code V = U⁻¹}, upper triangular, its rows from the last to the first. */
    private void invertFactor() {
        for (int i = width - 1; i >= 0; i--) {
            double[] row = inverse[i];
            java.util.Arrays.fill(row, 0);
            row[i] = 1;
            for (int j = i + 1; j < width; j++) {
                add(-factor[i][j], inverse[j], row, j, width);
            }
            scale(row, i, 1 / factor[i][i]);
        }
    }

    /** {@code V V'}: needs rows of the transpose, which the factor's place holds meanwhile. */
    private void multiply(double[] matrix) {
        for (int i = 0; i < width; i++) {
            for (int j = i; j < width; j++) {
                factor[j][i] = inverse[i][j];
            }
        }
        java.util.Arrays.fill(matrix, 0);
        for (int k = 0; k < width; k++) {
            double[] column = factor[k];
            for (int i = 0; i <= k; i++) {
                addFrom(column[i], column, matrix, i * width, k + 1);
            }
        }
    }

    private static void scale(double[] row, int from, double by) {
        for (int k = from; k < row.length; k++) {
            row[k] *= by;
        }
    }

    private static void add(double by, double[] row, double[] to, int from, int until) {
        for (int k = from; k < until; k++) {
            to[k] += by * row[k];
        }
    }

    private static void addFrom(double by, double[] row, double[] to, int at, int until) {
        for (int k = 0; k < until; k++) {
            to[at + k] += by * row[k];
        }
    }
}
