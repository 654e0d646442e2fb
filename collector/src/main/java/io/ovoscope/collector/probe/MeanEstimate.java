package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import org.bytedeco.javacpp.FloatPointer;

/** Sums {@code p p'} over the labelled items of a pass, for a {@link MeanCurvature}. */
final class MeanEstimate implements CurvatureEstimate {
    private final int[] positions;
    private final int classes;
    private final int stride;
    private final double l2;
    private final float[] probabilities;
    private final float[] block;
    private final double[] sum;
    private final ProbeWorkspace workspace;

    /** @param positions position among the seen classes of each training item */
    MeanEstimate(int[] positions, int classes, int stride, double l2, ProbeWorkspace workspace) {
        this.positions = positions;
        this.classes = classes;
        this.stride = stride;
        this.l2 = l2;
        probabilities = new float[Math.multiplyExact(classes, NativeRows.BLOCK)];
        block = new float[Math.multiplyExact(classes, classes)];
        sum = new double[block.length];
        this.workspace = workspace;
    }

    @Override
    public void take(float[] residuals, int from, int first, int n) {
        System.arraycopy(residuals, from, probabilities, 0, probabilities.length);
        for (int i = 0; i < n; i++) {
            int label = positions[first + i];
            if (label >= 0) {
                probabilities[label * NativeRows.BLOCK + i] += 1;
            }
        }
        // Asked for anew, because another probe of the same pass may have needed more of it since.
        FloatPointer packed = workspace.floats(ProbeWorkspace.Floats.PACK, probabilities.length);
        FloatPointer products = workspace.floats(ProbeWorkspace.Floats.BLOCK_GRAM, block.length);
        packed.put(probabilities, 0, probabilities.length);
        multiply(packed, n, products);
        products.get(block, 0, block.length);
        for (int i = 0; i < block.length; i++) {
            sum[i] += block[i];
        }
    }

    private void multiply(FloatPointer packed, int n, FloatPointer products) {
        cblas_sgemm(
                CblasRowMajor,
                CblasNoTrans,
                CblasTrans,
                classes,
                classes,
                n,
                1,
                packed,
                NativeRows.BLOCK,
                packed,
                NativeRows.BLOCK,
                0,
                products,
                classes);
    }

    @Override
    public Curvature made() {
        return MeanCurvature.of(sum, classes, stride, l2);
    }
}
