package io.ovoscope.collector.probe;

/** Half the squared length of the weights, in the feature space of the settings, for weights in whitened coordinates. */
sealed interface Penalty {

    /**
     * Adds {@code l2} times the penalty's gradient.
     *
     * @param weights {@code classes × stride}, the bias last in each row and unpenalised
     * @return {@code l2} times the penalty
     */
    double addTo(double[] weights, int stride, double l2, double[] gradient);

    static Penalty of(FeatureSpace space, Whitening whitening) {
        return space == FeatureSpace.WHITENED ? new Plain() : new Mapped(whitening);
    }

    private static double halfSquare(double[] weights, int stride) {
        double squares = Vectors.dot(weights, weights);
        for (int bias = stride - 1; bias < weights.length; bias += stride) {
            squares -= weights[bias] * weights[bias];
        }
        return squares / 2;
    }

    private static void addWithoutBias(double factor, double[] weights, int stride, double[] gradient) {
        for (int row = 0; row < weights.length; row += stride) {
            for (int d = row; d < row + stride - 1; d++) {
                gradient[d] += factor * weights[d];
            }
        }
    }

    /** The penalty is taken where the optimiser works. */
    record Plain() implements Penalty {
        @Override
        public double addTo(double[] weights, int stride, double l2, double[] gradient) {
            addWithoutBias(l2, weights, stride, gradient);
            return l2 * halfSquare(weights, stride);
        }
    }

    /** The penalty is taken on the weights of rows that are not whitened. */
    record Mapped(Whitening whitening) implements Penalty {
        @Override
        public double addTo(double[] weights, int stride, double l2, double[] gradient) {
            double[] standardised = whitening.toStandardised(weights);
            addWithoutBias(l2, whitening.gradientFromStandardised(standardised), stride, gradient);
            return l2 * halfSquare(standardised, stride);
        }
    }
}
