package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * The native matrix products, set to one thread, and a check at start that they are right: OpenBLAS picks its kernels by
 * the processor, and a wrong kernel would draw wrong curves without a word.
 */
final class Kernels {
    private static final double TOLERANCE = 1e-4;
    /** Not multiples of a vector: the edges of the kernels are used too. */
    private static final int ROWS = 61;

    private static final int WIDTH = 37;
    private static final int CLASSES = 17;

    private static final String FAULT = fault();

    private Kernels() {}

    /** @throws IllegalStateException when a matrix product of the native library is wrong on this processor */
    static void requireRight() {
        if (!FAULT.isEmpty()) {
            throw new IllegalStateException(FAULT);
        }
    }

    private static String fault() {
        openblas.blas_set_num_threads(1);
        float[] rows = pattern(ROWS * WIDTH, 7);
        float[] weights = pattern(CLASSES * WIDTH, 11);
        float[] factor = new float[WIDTH * WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            factor[i * WIDTH + i] = 2 + i % 3;
            for (int j = i + 1; j < WIDTH; j++) {
                factor[i * WIDTH + j] = rows[i * WIDTH + j] / WIDTH;
            }
        }
        double worst = Math.max(products(rows, weights), Math.max(gram(rows), solve(rows, factor)));
        return worst <= TOLERANCE
                ? ""
                : "OpenBLAS's matrix products are wrong on this processor, by " + worst + ": expecting <= " + TOLERANCE
                        + "; set the environment variable OPENBLAS_CORETYPE=Haswell";
    }

    private static float[] pattern(int length, int step) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (i * step % 29 - 14) / 14f;
        }
        return values;
    }

    private static FloatPointer copy(float[] values) {
        return new FloatPointer(values.length).put(values, 0, values.length);
    }

    private static double products(float[] rows, float[] weights) {
        float[] scores = new float[CLASSES * ROWS];
        float[] back = new float[CLASSES * WIDTH];
        try (FloatPointer x = copy(rows);
                FloatPointer w = copy(weights);
                FloatPointer z = copy(scores);
                FloatPointer g = copy(back)) {
            cblas_sgemm(
                    CblasRowMajor, CblasNoTrans, CblasTrans, CLASSES, ROWS, WIDTH, 1, w, WIDTH, x, WIDTH, 0, z, ROWS);
            cblas_sgemm(
                    CblasRowMajor, CblasNoTrans, CblasNoTrans, CLASSES, WIDTH, ROWS, 1, z, ROWS, x, WIDTH, 1, g, WIDTH);
            z.get(scores);
            g.get(back);
        }
        double worst = 0;
        for (int k = 0; k < CLASSES; k++) {
            for (int n = 0; n < ROWS; n++) {
                double expected = dot(weights, k * WIDTH, 1, rows, n * WIDTH, 1, WIDTH);
                worst = larger(worst, scores[k * ROWS + n] - expected, WIDTH);
            }
            for (int d = 0; d < WIDTH; d++) {
                double expected = dot(scores, k * ROWS, 1, rows, d, WIDTH, ROWS);
                worst = larger(worst, back[k * WIDTH + d] - expected, WIDTH * ROWS);
            }
        }
        return worst;
    }

    private static double gram(float[] rows) {
        float[] gram = new float[WIDTH * WIDTH];
        try (FloatPointer x = copy(rows);
                FloatPointer c = copy(gram)) {
            cblas_ssyrk(CblasRowMajor, CblasUpper, CblasTrans, WIDTH, ROWS, 1, x, WIDTH, 0, c, WIDTH);
            c.get(gram);
        }
        double worst = 0;
        for (int i = 0; i < WIDTH; i++) {
            for (int j = i; j < WIDTH; j++) {
                worst = larger(worst, gram[i * WIDTH + j] - dot(rows, i, WIDTH, rows, j, WIDTH, ROWS), ROWS);
            }
        }
        return worst;
    }

    /** Rows times the inverse of the factor, times the factor again, are the rows: in the library, and here. */
    private static double solve(float[] rows, float[] factor) {
        float[] solved = new float[rows.length];
        float[] again = new float[rows.length];
        try (FloatPointer x = copy(rows);
                FloatPointer u = copy(factor)) {
            cblas_strsm(
                    CblasRowMajor,
                    CblasRight,
                    CblasUpper,
                    CblasNoTrans,
                    CblasNonUnit,
                    ROWS,
                    WIDTH,
                    1,
                    u,
                    WIDTH,
                    x,
                    WIDTH);
            x.get(solved);
            cblas_strmm(
                    CblasRowMajor,
                    CblasRight,
                    CblasUpper,
                    CblasNoTrans,
                    CblasNonUnit,
                    ROWS,
                    WIDTH,
                    1,
                    u,
                    WIDTH,
                    x,
                    WIDTH);
            x.get(again);
        }
        double worst = 0;
        for (int n = 0; n < ROWS; n++) {
            for (int j = 0; j < WIDTH; j++) {
                double product = dot(solved, n * WIDTH, 1, factor, j, WIDTH, WIDTH);
                worst = larger(worst, product - rows[n * WIDTH + j], 1);
                worst = larger(worst, again[n * WIDTH + j] - rows[n * WIDTH + j], 1);
            }
        }
        return worst;
    }

    private static double dot(float[] a, int fromA, int stepA, float[] b, int fromB, int stepB, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (double) a[fromA + i * stepA] * b[fromB + i * stepB];
        }
        return sum;
    }

    private static double larger(double worst, double error, double scale) {
        return Math.max(worst, Math.abs(error) / scale); // NaN stays NaN, and is a fault
    }
}
