package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import org.bytedeco.javacpp.FloatPointer;

/**
 * The matrix products of one block of items with the weights of all classes. The library packs the operand that it takes
 * for the left one at more cost than the right one, seen by columns; with few classes for the number of features, what
 * packing costs is most of what can be saved, so the items are then made the other operand, and the small result is turned
 * here.
 */
final class BlockProducts {
    /** Items turned together, so that what they are read from stays in the nearest cache. */
    private static final int TILE = 16;

    private final FloatPointer nativeScores;
    private final float[] byItem;
    /** Grows to the widest gradient asked for, and is kept: a pass makes no array. */
    private float[] byFeature = {};

    private final int stride;

    /** @param maxClasses weight rows of all probes together */
    BlockProducts(int maxClasses, int stride, ProbeWorkspace workspace) {
        this.stride = stride;
        int most = Math.multiplyExact(maxClasses, NativeRows.BLOCK);
        nativeScores = workspace.floats(ProbeWorkspace.Floats.SCORES, most);
        byItem = new float[most];
    }

    /** Measured at widths from 64 to 768: with more classes, turning costs as much as it saves. */
    private boolean few(int classes) {
        return 5 * classes <= 2 * stride;
    }

    /**
     * Scores by class, {@link NativeRows#BLOCK} apart, the first {@code n} of each.
     *
     * @param weights {@code classes × stride}
     * @param items {@code n × stride}
     */
    void scores(FloatPointer weights, int classes, FloatPointer items, int n, float[] to) {
        if (few(classes)) {
            multiply(CblasNoTrans, CblasTrans, n, classes, stride, items, stride, weights, stride, classes);
            nativeScores.get(byItem, 0, n * classes);
            transpose(byItem, n, classes, to, NativeRows.BLOCK);
        } else {
            multiply(CblasNoTrans, CblasTrans, classes, n, stride, weights, stride, items, stride, NativeRows.BLOCK);
            nativeScores.get(to, 0, classes * NativeRows.BLOCK);
        }
    }

    private void multiply(
            int transA, int transB, int m, int n, int k, FloatPointer a, int lda, FloatPointer b, int ldb, int ldc) {
        cblas_sgemm(CblasRowMajor, transA, transB, m, n, k, 1, a, lda, b, ldb, 0, nativeScores, ldc);
    }

    /**
     * Adds a block's part of the gradient, to be fetched by {@link #gradient(FloatPointer, int, float[])}.
     *
     * @param residuals as scores are
     * @param first whether there is nothing yet to add to
     */
    void addGradient(float[] residuals, int classes, FloatPointer items, int n, boolean first, FloatPointer to) {
        nativeScores.put(residuals, 0, classes * NativeRows.BLOCK);
        if (few(classes)) {
            add(CblasTrans, CblasTrans, stride, classes, n, items, stride, nativeScores, NativeRows.BLOCK, first, to);
        } else {
            add(
                    CblasNoTrans,
                    CblasNoTrans,
                    classes,
                    stride,
                    n,
                    nativeScores,
                    NativeRows.BLOCK,
                    items,
                    stride,
                    first,
                    to);
        }
    }

    private static void add(
            int transA,
            int transB,
            int m,
            int n,
            int k,
            FloatPointer a,
            int lda,
            FloatPointer b,
            int ldb,
            boolean first,
            FloatPointer to) {
        cblas_sgemm(CblasRowMajor, transA, transB, m, n, k, 1, a, lda, b, ldb, first ? 0 : 1, to, n);
    }

    /** @param to {@code classes × stride} */
    void gradient(FloatPointer summed, int classes, float[] to) {
        if (few(classes)) {
            byFeature = byFeature.length >= classes * stride ? byFeature : new float[classes * stride];
            summed.get(byFeature, 0, classes * stride);
            transpose(byFeature, stride, classes, to, stride);
        } else {
            summed.get(to, 0, classes * stride);
        }
    }

    /** @param from {@code rows × columns}, which become columns {@code apart} values apart */
    private static void transpose(float[] from, int rows, int columns, float[] to, int apart) {
        for (int first = 0; first < rows; first += TILE) {
            int until = Math.min(rows, first + TILE);
            for (int column = 0; column < columns; column++) {
                for (int row = first; row < until; row++) {
                    to[column * apart + row] = from[row * columns + column];
                }
            }
        }
    }
}
