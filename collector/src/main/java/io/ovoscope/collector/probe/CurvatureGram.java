package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import org.bytedeco.javacpp.FloatPointer;

/** Sums {@code Σ weight · x x'} over the items sampled for a class, by blocks of rows packed side by side. */
final class CurvatureGram {
    private final NativeRows rows;
    private final FloatPointer packed;
    private final FloatPointer gram;
    private final float[] pack;
    private final float[] sum;

    CurvatureGram(NativeRows rows, ProbeWorkspace workspace) {
        this.rows = rows;
        int stride = rows.stride();
        pack = new float[NativeRows.BLOCK * stride];
        sum = new float[stride * stride];
        packed = workspace.floats(ProbeWorkspace.Floats.SCRATCH, pack.length);
        gram = workspace.floats(ProbeWorkspace.Floats.GRAM, sum.length);
    }

    int stride() {
        return rows.stride();
    }

    /** @param to {@code stride × stride}; its upper triangle is written */
    void of(CurvatureSample sample, int k, double[] to) {
        java.util.Arrays.fill(to, 0);
        for (int first = 0; first < sample.size(k); first += NativeRows.BLOCK) {
            int n = Math.min(NativeRows.BLOCK, sample.size(k) - first);
            for (int i = 0; i < n; i++) {
                rows.copy(sample.item(k, first + i), pack, i * rows.stride());
                scale(i * rows.stride(), (float) Math.sqrt(sample.weight(k, first + i)));
            }
            packed.put(pack, 0, n * rows.stride());
            add(n, first == 0);
        }
        if (sample.size(k) > 0) {
            gram.get(sum, 0, sum.length);
            for (int i = 0; i < sum.length; i++) {
                to[i] = sum[i];
            }
        }
    }

    private void scale(int at, float by) {
        for (int d = at; d < at + rows.stride(); d++) {
            pack[d] *= by;
        }
    }

    private void add(int n, boolean first) {
        cblas_ssyrk(
                CblasRowMajor,
                CblasUpper,
                CblasTrans,
                rows.stride(),
                n,
                1,
                packed,
                rows.stride(),
                first ? 0 : 1,
                gram,
                rows.stride());
    }
}
