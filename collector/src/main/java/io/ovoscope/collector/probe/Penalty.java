package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import org.bytedeco.javacpp.DoublePointer;

/** Half the squared length of the weights, in the feature space of the settings, for weights in whitened coordinates. */
sealed interface Penalty {

    /**
     * Adds {@code l2} times the penalty's gradient.
     *
     * @param weights {@code classes × stride}, the bias last in each row and unpenalised
     * @return {@code l2} times the penalty
     */
    double addTo(double[] weights, int stride, double l2, double[] gradient);

    static Penalty of(FeatureSpace space, Whitening whitening, ProbeWorkspace workspace) {
        return space == FeatureSpace.WHITENED ? new Plain() : new Mapped(whitening.metric(), workspace);
    }

    /** The penalty is taken where the optimiser works. */
    record Plain() implements Penalty {
        @Override
        public double addTo(double[] weights, int stride, double l2, double[] gradient) {
            double squares = 0;
            for (int row = 0; row < weights.length; row += stride) {
                for (int d = row; d < row + stride - 1; d++) {
                    squares += weights[d] * weights[d];
                    gradient[d] += l2 * weights[d];
                }
            }
            return l2 / 2 * squares;
        }
    }

    /** The penalty is taken in other coordinates: {@code l2/2 · v M v'}. */
    record Mapped(DoublePointer metric, ProbeWorkspace workspace) implements Penalty {
        @Override
        public double addTo(double[] weights, int stride, double l2, double[] gradient) {
            int width = stride - 1;
            DoublePointer left = workspace.doubles(ProbeWorkspace.Doubles.LEFT, weights.length);
            DoublePointer right = workspace.doubles(ProbeWorkspace.Doubles.RIGHT, weights.length);
            left.put(weights, 0, weights.length);
            cblas_dgemm(
                    CblasRowMajor,
                    CblasNoTrans,
                    CblasNoTrans,
                    weights.length / stride,
                    width,
                    width,
                    l2,
                    left,
                    stride,
                    metric,
                    width,
                    0,
                    right,
                    stride);
            double[] mapped = new double[weights.length];
            right.get(mapped, 0, mapped.length);
            double product = 0;
            for (int row = 0; row < weights.length; row += stride) {
                for (int d = row; d < row + width; d++) {
                    product += weights[d] * mapped[d];
                    gradient[d] += mapped[d];
                }
            }
            return product / 2;
        }
    }
}
