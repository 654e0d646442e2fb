package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import org.bytedeco.javacpp.FloatPointer;

/** The covariance of standardised features. */
final class Covariance {
    /** Blocks whose products are summed in float32 before they are added up in float64. */
    private static final int GRAM_BLOCKS = 8;

    private Covariance() {}

    /** The upper triangle of {@code width × width}. */
    static double[] of(RowStream rows, ProbeWorkspace workspace) {
        int size = Math.multiplyExact(rows.width(), rows.width());
        FloatPointer gram = workspace.floats(ProbeWorkspace.Floats.GRAM, size);
        float[] part = new float[size];
        double[] sum = new double[size];
        for (int b = 0; b < rows.blocks(); b++) {
            add(rows, b, gram);
            if (b % GRAM_BLOCKS == GRAM_BLOCKS - 1 || b == rows.blocks() - 1) {
                gram.get(part, 0, size);
                for (int i = 0; i < size; i++) {
                    sum[i] += part[i] / (double) rows.count();
                }
            }
        }
        return sum;
    }

    private static void add(RowStream rows, int b, FloatPointer gram) {
        cblas_ssyrk(
                CblasRowMajor,
                CblasUpper,
                CblasTrans,
                rows.width(),
                rows.size(b),
                1,
                rows.block(b),
                rows.stride(),
                b % GRAM_BLOCKS == 0 ? 0 : 1,
                gram,
                rows.width());
    }
}
