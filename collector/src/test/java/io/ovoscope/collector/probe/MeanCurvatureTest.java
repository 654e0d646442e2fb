package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MeanCurvatureTest {
    private static final int CLASSES = 5;
    private static final int STRIDE = 4;
    private static final double L2 = 0.7;

    @Test
    void solvingUndoesTheMeanOverTheLabelledItems() {
        int n = NativeRows.BLOCK + 40;
        double[][] p = probabilities(n);
        int[] positions = new Random(5).ints(n, -1, CLASSES).toArray();
        double[] wanted = new Random(6).doubles(CLASSES * STRIDE, -1, 1).toArray();
        double[] v = times(p, positions, wanted);

        estimate(p, positions).solve(v);

        for (int i = 0; i < v.length; i++) {
            assertThat(v[i]).isCloseTo(wanted[i], within(1e-4));
        }
    }

    @Test
    void probesOfDifferentSizesGatherTheirsInOnePass() {
        int n = 40;
        int[] positions = new Random(5).ints(n, 0, 2).toArray();
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            MeanEstimate small = new MeanEstimate(positions, 2, STRIDE, L2, workspace);
            MeanEstimate large = new MeanEstimate(positions, 40, STRIDE, L2, workspace);
            float[] residuals = new float[40 * NativeRows.BLOCK];
            small.take(residuals, 0, 0, n);
            large.take(residuals, 0, 0, n);
            small.take(residuals, 0, 0, n);
            double[] v = new double[2 * STRIDE];
            v[0] = 1;
            small.made().solve(v);
            assertThat(v).doesNotContain(Double.NaN).contains(v[0]);
            assertThat(v[0]).isPositive();
        }
    }

    /** What the estimate is told of a pass, block by block: residuals, 0 without a label. */
    private static Curvature estimate(double[][] p, int[] positions) {
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            MeanEstimate estimate = new MeanEstimate(positions, CLASSES, STRIDE, L2, workspace);
            for (int first = 0; first < p.length; first += NativeRows.BLOCK) {
                int n = Math.min(NativeRows.BLOCK, p.length - first);
                float[] residuals = new float[(CLASSES + 1) * NativeRows.BLOCK];
                for (int i = 0; i < n; i++) {
                    for (int k = 0; k < CLASSES && positions[first + i] >= 0; k++) {
                        double label = k == positions[first + i] ? 1 : 0;
                        residuals[(k + 1) * NativeRows.BLOCK + i] = (float) (p[first + i][k] - label);
                    }
                }
                estimate.take(residuals, NativeRows.BLOCK, first, n);
            }
            return estimate.made();
        }
    }

    /** {@code Σ (diag(p) − p p') v}, and the penalties. */
    private static double[] times(double[][] p, int[] positions, double[] v) {
        double[] result = new double[v.length];
        for (int d = 0; d < STRIDE; d++) {
            double penalty = d == STRIDE - 1 ? SharesCurvature.BIAS_PENALTY : L2;
            for (int k = 0; k < CLASSES; k++) {
                result[k * STRIDE + d] += penalty * v[k * STRIDE + d];
            }
            for (int i = 0; i < p.length; i++) {
                for (int k = 0; k < CLASSES && positions[i] >= 0; k++) {
                    result[k * STRIDE + d] += p[i][k] * v[k * STRIDE + d];
                    for (int j = 0; j < CLASSES; j++) {
                        result[k * STRIDE + d] -= p[i][k] * p[i][j] * v[j * STRIDE + d];
                    }
                }
            }
        }
        return result;
    }

    private static double[][] probabilities(int n) {
        Random random = new Random(4);
        double[][] p = new double[n][CLASSES];
        for (double[] item : p) {
            double sum = 0;
            for (int k = 0; k < CLASSES; k++) {
                item[k] = Math.exp(2 * random.nextGaussian());
                sum += item[k];
            }
            for (int k = 0; k < CLASSES; k++) {
                item[k] /= sum;
            }
        }
        return p;
    }
}
