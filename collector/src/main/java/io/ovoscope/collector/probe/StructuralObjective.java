package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The sum over training trees of a smoothed structural loss, plus half the squared length of the weights times their
 * penalty. Squared length of {@code B} is the trace of {@code B'B}: among metrics of equal fit the one of least rank is preferred.
 */
final class StructuralObjective {
    private final NativeRows rows;
    private final List<TreeGroup> groups;
    private final StructuralLoss loss;
    private final int rank;
    private final double l2;
    private final FloatPointer projections;
    private final FloatPointer slopes;
    private final FloatPointer nativeWeights;
    private final FloatPointer nativeGradient;
    private final FloatPointer[] firstRows;
    private final float[] weights;

    StructuralObjective(
            NativeRows rows,
            List<TreeGroup> groups,
            StructuralLoss loss,
            int rank,
            double l2,
            ProbeWorkspace workspace) {
        this.rows = rows;
        this.groups = groups;
        this.loss = loss;
        this.rank = rank;
        this.l2 = l2;
        long most = groups.stream().mapToInt(TreeGroup::rows).max().orElse(0);
        projections = workspace.floats(ProbeWorkspace.Floats.SCORES, most * rank);
        slopes = workspace.floats(ProbeWorkspace.Floats.SCRATCH, most * rank);
        weights = new float[Math.multiplyExact(rank, rows.stride())];
        nativeWeights = workspace.floats(ProbeWorkspace.Floats.WEIGHTS, weights.length);
        nativeGradient = workspace.floats(ProbeWorkspace.Floats.GRADIENT, weights.length);
        firstRows = groups.stream()
                .map(group -> new FloatPointer(rows.block(0)).position((long) group.firstRow() * rows.stride()))
                .toArray(FloatPointer[]::new);
    }

    /**
     * The objective at a point.
     *
     * @param point {@code rank × stride} weights for whitened rows, the offset last in each row
     * @param gradient is overwritten
     */
    double at(double[] point, double[] gradient) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) point[i];
        }
        nativeWeights.put(weights, 0, weights.length);
        double sum = 0;
        for (int g = 0; g < groups.size(); g++) {
            project(g);
            sum += loss.smoothed(g, projections, slopes);
            pullBack(g);
        }
        nativeGradient.get(weights, 0, weights.length);
        for (int i = 0; i < weights.length; i++) {
            gradient[i] = weights[i];
        }
        return sum + penalise(point, gradient);
    }

    private void project(int group) {
        int n = groups.get(group).rows();
        int stride = rows.stride();
        cblas_sgemm(
                CblasRowMajor,
                CblasNoTrans,
                CblasTrans,
                n,
                rank,
                stride,
                1,
                firstRows[group],
                stride,
                nativeWeights,
                stride,
                0,
                projections,
                rank);
    }

    private void pullBack(int group) {
        int n = groups.get(group).rows();
        int stride = rows.stride();
        cblas_sgemm(
                CblasRowMajor,
                CblasTrans,
                CblasNoTrans,
                rank,
                stride,
                n,
                1,
                slopes,
                rank,
                firstRows[group],
                stride,
                group == 0 ? 0 : 1,
                nativeGradient,
                stride);
    }

    private double penalise(double[] point, double[] gradient) {
        int stride = rows.stride();
        double squares = 0;
        for (int i = 0; i < point.length; i++) {
            if (i % stride < stride - 1) {
                squares += point[i] * point[i];
                gradient[i] += l2 * point[i];
            } else if (!loss.hasBias()) {
                gradient[i] = 0; // what is left there is rounding
            }
        }
        return l2 / 2 * squares;
    }
}
