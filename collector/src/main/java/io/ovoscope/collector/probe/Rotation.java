package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import org.bytedeco.javacpp.FloatPointer;

/**
 * The eigenvectors of the training items' covariance as axes: the squared length of weights stays what it is, and features
 * have no covariance, so that penalty and curvature are diagonal together.
 */
final class Rotation implements Coordinates {
    private final int width;
    private final SymmetricEigen eigen;

    private Rotation(int width, SymmetricEigen eigen) {
        this.width = width;
        this.eigen = eigen;
    }

    /** Takes the axes from the rows, and turns them in place. */
    static Rotation of(NativeRows rows, ProbeWorkspace workspace) {
        int width = rows.stride() - 1;
        Rotation rotation = new Rotation(width, SymmetricEigen.of(Covariance.of(rows, workspace), width));
        rotation.turn(rows, workspace);
        return rotation;
    }

    private void turn(NativeRows rows, ProbeWorkspace workspace) {
        int stride = width + 1;
        FloatPointer axes = workspace.floats(ProbeWorkspace.Floats.GRAM, eigen.vectors().length);
        axes.put(eigen.vectors(), 0, eigen.vectors().length);
        float[] block = new float[NativeRows.BLOCK * stride];
        java.util.Arrays.fill(block, 1);
        FloatPointer turned = workspace.floats(ProbeWorkspace.Floats.SCRATCH, block.length);
        turned.put(block, 0, block.length);
        for (int b = 0; b < rows.blocks(); b++) {
            int n = rows.size(b);
            cblas_sgemm(
                    CblasRowMajor,
                    CblasNoTrans,
                    CblasTrans,
                    n,
                    width,
                    width,
                    1,
                    rows.block(b),
                    stride,
                    axes,
                    width,
                    0,
                    turned,
                    stride);
            turned.get(block, 0, n * stride);
            rows.block(b).put(block, 0, n * stride);
        }
    }

    @Override
    public double[] toStandardised(double[] weights) {
        return mapped(weights, false);
    }

    @Override
    public double[] fromStandardised(double[] weights) {
        return mapped(weights, true);
    }

    private double[] mapped(double[] weights, boolean turn) {
        double[] result = new double[weights.length];
        for (int at = 0; at < result.length; at += width + 1) {
            for (int i = 0; i < width; i++) {
                if (turn) {
                    result[at + i] = along(i, weights, at);
                } else {
                    add(i, weights[at + i], result, at);
                }
            }
            result[at + width] = weights[at + width];
        }
        return result;
    }

    private double along(int axis, double[] weights, int at) {
        double sum = 0;
        for (int d = 0; d < width; d++) {
            sum += eigen.vectors()[axis * width + d] * weights[at + d];
        }
        return sum;
    }

    private void add(int axis, double weight, double[] to, int at) {
        float[] vectors = eigen.vectors();
        for (int d = 0; d < width; d++) {
            to[at + d] += weight * vectors[axis * width + d];
        }
    }

    @Override
    public double[] variances() {
        double[] variances = new double[width + 1];
        for (int d = 0; d < width; d++) {
            variances[d] = Math.max(0, eigen.values()[d]);
        }
        variances[width] = 1;
        return variances;
    }
}
