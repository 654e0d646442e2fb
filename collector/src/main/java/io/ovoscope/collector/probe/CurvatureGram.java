package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import org.bytedeco.javacpp.FloatPointer;

/**
 * Sums {@code Σ weight · x x'} over the items sampled for a class, {@code x} being the leading coordinates of an item and
 * a 1 behind them; rows are packed side by side for it.
 */
final class CurvatureGram {
    private static final int PACK = 512;

    private final NativeRows rows;
    private final int leading;
    private final ProbeWorkspace workspace;
    private final float[] pack;
    private final float[] sum;

    CurvatureGram(NativeRows rows, int leading, ProbeWorkspace workspace) {
        this.rows = rows;
        this.leading = leading;
        pack = new float[PACK * size()];
        sum = new float[size() * size()];
        this.workspace = workspace;
    }

    /** Width of the sums: the leading coordinates and the bias. */
    int size() {
        return leading + 1;
    }

    /** @param to {@code size × size}; its upper triangle is written */
    void of(CurvatureSample sample, int k, double[] to) {
        java.util.Arrays.fill(to, 0);
        // Asked for anew, because another probe of the same pass may have needed more of it since.
        FloatPointer packed = workspace.floats(ProbeWorkspace.Floats.PACK, pack.length);
        FloatPointer gram = workspace.floats(ProbeWorkspace.Floats.BLOCK_GRAM, sum.length);
        for (int first = 0; first < sample.size(k); first += PACK) {
            int n = Math.min(PACK, sample.size(k) - first);
            for (int i = 0; i < n; i++) {
                row(sample, k, first + i, i * size());
            }
            packed.put(pack, 0, n * size());
            add(packed, n, first == 0, gram);
        }
        if (sample.size(k) > 0) {
            gram.get(sum, 0, sum.length);
            for (int i = 0; i < sum.length; i++) {
                to[i] = sum[i];
            }
        }
    }

    private void row(CurvatureSample sample, int k, int i, int at) {
        rows.leading(sample.item(k, i), pack, at);
        float root = (float) Math.sqrt(sample.weight(k, i));
        for (int d = at; d < at + leading; d++) {
            pack[d] *= root;
        }
        pack[at + leading] = root;
    }

    private void add(FloatPointer packed, int n, boolean first, FloatPointer gram) {
        cblas_ssyrk(CblasRowMajor, CblasUpper, CblasTrans, size(), n, 1, packed, size(), first ? 0 : 1, gram, size());
    }
}
