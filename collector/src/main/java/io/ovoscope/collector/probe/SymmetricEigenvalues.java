package io.ovoscope.collector.probe;

import java.util.Arrays;

/**
 * The eigenvalues of a symmetric matrix, in plain Java and double precision: Householder reflections to tridiagonal form, then QR steps
 * with Wilkinson's shift (Golub and Van Loan 2013, algorithms 8.3.1 and 8.3.2). Without vectors, 4/3·n³ operations that run along rows.
 */
final class SymmetricEigenvalues {
    /** Below this share of its neighbours on the diagonal an element beside it is none. */
    private static final double NEGLIGIBLE = 0x1p-53;
    /** QR steps per eigenvalue after which something is wrong; two are usual. */
    private static final int MAX_STEPS = 60;

    private final int size;
    private final double[] diagonal;
    private final double[] beside;

    private SymmetricEigenvalues(int size) {
        this.size = size;
        diagonal = new double[size];
        beside = new double[Math.max(0, size - 1)];
    }

    /**
     * All eigenvalues, largest first, exact to about 1e-15 of the largest magnitude.
     *
     * @param matrix {@code size × size}, its upper triangle read
     * @throws IllegalArgumentException when the matrix holds NaN or infinities
     */
    static double[] descending(double[] matrix, int size) {
        double scale = largest(matrix, size);
        SymmetricEigenvalues solver = new SymmetricEigenvalues(size);
        if (scale > 0) {
            solver.tridiagonalise(square(matrix, size, 1 / scale));
            solver.diagonalise();
        }
        double[] values = solver.diagonal;
        Arrays.sort(values);
        double[] descending = new double[size];
        Arrays.setAll(descending, i -> values[size - 1 - i] * scale);
        return descending;
    }

    private static double largest(double[] matrix, int size) {
        double largest = 0;
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                double value = matrix[i * size + j];
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException(
                            "element (" + i + ", " + j + ") is " + value + ": expecting finite numbers");
                }
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }

    private static double[][] square(double[] matrix, int size, double scale) {
        double[][] full = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                full[i][j] = matrix[i * size + j] * scale;
                full[j][i] = full[i][j];
            }
        }
        return full;
    }

    private void tridiagonalise(double[][] a) {
        double[] v = new double[size];
        double[] w = new double[size];
        for (int k = 0; k < size - 2; k++) {
            double norm = norm(a[k], k + 1);
            diagonal[k] = a[k][k];
            beside[k] = a[k][k + 1] > 0 ? -norm : norm;
            if (norm > 0) {
                System.arraycopy(a[k], k + 1, v, k + 1, size - k - 1);
                v[k + 1] -= beside[k];
                double factor = 1 / (norm * (norm + Math.abs(a[k][k + 1])));
                reflect(a, k + 1, v, factor, w);
            }
        }
        for (int k = Math.max(0, size - 2); k < size; k++) {
            diagonal[k] = a[k][k];
            if (k < size - 1) {
                beside[k] = a[k][k + 1];
            }
        }
    }

    private static double norm(double[] row, int from) {
        double squares = 0;
        for (int j = from; j < row.length; j++) {
            squares += row[j] * row[j];
        }
        return Math.sqrt(squares);
    }

    /** {@code A ← H A H} with {@code H = I − factor·v·v'}, of the part of A from {@code first} on. */
    private void reflect(double[][] a, int first, double[] v, double factor, double[] w) {
        Arrays.fill(w, first, size, 0);
        for (int i = first; i < size; i++) {
            add(factor * v[i], a[i], w, first);
        }
        double half = 0;
        for (int i = first; i < size; i++) {
            half += v[i] * w[i];
        }
        add(-factor * half / 2, v, w, first);
        for (int i = first; i < size; i++) {
            subtractBoth(a[i], v[i], w, w[i], v, first);
        }
    }

    private static void add(double factor, double[] row, double[] to, int from) {
        for (int j = from; j < to.length; j++) {
            to[j] += factor * row[j];
        }
    }

    private static void subtractBoth(double[] row, double vi, double[] w, double wi, double[] v, int from) {
        for (int j = from; j < row.length; j++) {
            row[j] -= vi * w[j] + wi * v[j];
        }
    }

    private void diagonalise() {
        int end = size - 1;
        int steps = 0;
        while (end > 0) {
            int begin = end;
            while (begin > 0 && !isNegligible(begin - 1)) {
                begin--;
            }
            if (begin == end) {
                end--;
                steps = 0;
            } else if (steps++ < MAX_STEPS) {
                step(begin, end);
            } else {
                throw new IllegalStateException(
                        "no eigenvalue " + end + " of " + size + " after " + MAX_STEPS + " steps");
            }
        }
    }

    private boolean isNegligible(int i) {
        return Math.abs(beside[i]) <= NEGLIGIBLE * (Math.abs(diagonal[i]) + Math.abs(diagonal[i + 1]))
                || Math.abs(beside[i]) < Double.MIN_NORMAL;
    }

    /** One QR step on an unreduced stretch of the tridiagonal matrix: rotations chase the bulge down its diagonal. */
    private void step(int begin, int end) {
        double x = diagonal[begin] - shift(end);
        double z = beside[begin];
        for (int k = begin; k < end; k++) {
            double length = Math.hypot(x, z);
            double cos = length == 0 ? 1 : x / length;
            double sin = length == 0 ? 0 : z / length;
            if (k > begin) {
                beside[k - 1] = length;
            }
            rotate(k, cos, sin);
            x = beside[k];
            if (k < end - 1) {
                z = sin * beside[k + 1];
                beside[k + 1] *= cos;
            }
        }
    }

    /** The eigenvalue of the last two by two that is nearer to its last element. */
    private double shift(int end) {
        double half = (diagonal[end - 1] - diagonal[end]) / 2;
        double other = beside[end - 1];
        return diagonal[end] - other * other / (half + Math.copySign(Math.hypot(half, other), half));
    }

    private void rotate(int k, double cos, double sin) {
        double above = diagonal[k];
        double off = beside[k];
        double below = diagonal[k + 1];
        diagonal[k] = cos * cos * above + 2 * cos * sin * off + sin * sin * below;
        diagonal[k + 1] = sin * sin * above - 2 * cos * sin * off + cos * cos * below;
        beside[k] = cos * sin * (below - above) + (cos * cos - sin * sin) * off;
    }
}
