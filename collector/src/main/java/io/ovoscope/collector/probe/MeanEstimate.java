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
    private final FloatPointer nativeProbabilities;
    private final FloatPointer nativeProducts;

    /** @param positions position among the seen classes of each training item */
    MeanEstimate(int[] positions, int classes, int stride, double l2, ProbeWorkspace workspace) {
        this.positions = positions;
        this.classes = classes;
        this.stride = stride;
        this.l2 = l2;
        probabilities = new float[Math.multiplyExact(classes, NativeRows.BLOCK)];
        block = new float[Math.multiplyExact(classes, classes)];
        sum = new double[block.length];
        nativeProbabilities = workspace.floats(ProbeWorkspace.Floats.PACK, probabilities.length);
        nativeProducts = workspace.floats(ProbeWorkspace.Floats.BLOCK_GRAM, block.length);
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
        nativeProbabilities.put(probabilities, 0, probabilities.length);
        multiply(n);
        nativeProducts.get(block, 0, block.length);
        for (int i = 0; i < block.length; i++) {
            sum[i] += block[i];
        }
    }

    private void multiply(int n) {
        cblas_sgemm(
                CblasRowMajor,
                CblasNoTrans,
                CblasTrans,
                classes,
                classes,
                n,
                1,
                nativeProbabilities,
                NativeRows.BLOCK,
                nativeProbabilities,
                NativeRows.BLOCK,
                0,
                nativeProducts,
                classes);
    }

    @Override
    public Curvature made() {
        return MeanCurvature.of(sum, classes, stride, l2);
    }
}
