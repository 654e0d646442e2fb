package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import org.bytedeco.javacpp.FloatPointer;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, in float32: enough to turn coordinates and to guess a curvature.
 *
 * @param values ascending
 * @param vectors row {@code i}, of {@code width}, belongs to value {@code i}
 */
@SuppressWarnings("ArrayRecordComponent") // private to the curvature that made it
record SymmetricEigen(float[] values, float[] vectors) {

    /** @param matrix {@code width × width} row-major, its upper triangle read */
    static SymmetricEigen of(double[] matrix, int width) {
        float[] vectors = new float[matrix.length];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) matrix[i];
        }
        float[] values = new float[width];
        try (FloatPointer v = new FloatPointer(vectors.length).put(vectors, 0, vectors.length);
                FloatPointer w = new FloatPointer((long) width)) {
            // The upper triangle by rows is the lower by columns, and columns of vectors come out as rows.
            int info = LAPACKE_ssyevd(LAPACK_COL_MAJOR, (byte) 'V', (byte) 'L', width, v, width, w);
            if (info != 0) {
                throw new IllegalStateException("a matrix of width " + width + " has no eigenvalues: ssyevd " + info);
            }
            v.get(vectors, 0, vectors.length);
            w.get(values, 0, width);
        }
        return new SymmetricEigen(values, vectors);
    }
}
