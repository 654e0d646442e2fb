package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import org.bytedeco.javacpp.FloatPointer;

/**
 * The eigenvectors of a symmetric matrix in float32, those of the largest eigenvalues first: enough to turn coordinates,
 * which changes no length.
 *
 * @param columns {@code width × width} row-major; column {@code i} is the i-th axis
 * @param variances eigenvalue of each, at least 0
 */
@SuppressWarnings("ArrayRecordComponent") // private to the coordinates made of them
record PrincipalAxes(float[] columns, double[] variances) {
    private static final double TOLERANCE = 1e-3;

    /** @param matrix {@code width × width}, its upper triangle by rows read */
    static PrincipalAxes of(float[] matrix, int width, ProbeWorkspace workspace) {
        float[] vectors = new float[matrix.length];
        float[] values = new float[width];
        FloatPointer v =
                workspace.floats(ProbeWorkspace.Floats.AXES, matrix.length).put(matrix, 0, matrix.length);
        FloatPointer w = workspace.floats(ProbeWorkspace.Floats.SCORES, width);
        // The upper triangle by rows is the lower by columns; vectors come out as columns, which by rows are rows.
        int info = LAPACKE_ssyevd(LAPACK_COL_MAJOR, (byte) 'V', (byte) 'L', width, v, width, w);
        if (info != 0) {
            throw new IllegalStateException("a matrix of width " + width + " has no eigenvectors: ssyevd says " + info);
        }
        v.get(vectors, 0, vectors.length);
        requireOrthonormal(vectors, width);
        w.get(values, 0, width);
        float[] columns = new float[vectors.length];
        double[] variances = new double[width];
        for (int i = 0; i < width; i++) {
            int from = width - 1 - i;
            variances[i] = Math.max(0, values[from]);
            for (int d = 0; d < width; d++) {
                columns[d * width + i] = vectors[from * width + d];
            }
        }
        return new PrincipalAxes(columns, variances);
    }

    /** Probes are wrong, not slow, on axes that are none; so the library's are looked at, some against all. */
    private static void requireOrthonormal(float[] vectors, int width) {
        for (int i : new int[] {0, width / 2, width - 1}) {
            for (int j = 0; j < width; j++) {
                double product = 0;
                for (int d = 0; d < width; d++) {
                    product += (double) vectors[i * width + d] * vectors[j * width + d];
                }
                double expected = i == j ? 1 : 0;
                if (!(Math.abs(product - expected) <= TOLERANCE)) {
                    throw new IllegalStateException("eigenvectors " + i + " and " + j + " of " + width
                            + " have the product " + product + ": expecting " + expected
                            + "; the native ssyevd is wrong on this processor");
                }
            }
        }
    }
}
