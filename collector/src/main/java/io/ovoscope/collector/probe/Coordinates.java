package io.ovoscope.collector.probe;

/**
 * The coordinates in which a probe's weights are optimised, and in which its penalty is the squared length: those of the
 * feature space, turned where that helps the optimiser.
 */
sealed interface Coordinates permits Coordinates.Standardised, Rotation, Whitening {

    /** Weights for rows in these coordinates become weights for standardised rows; biases, last in each row, stay. */
    double[] toStandardised(double[] weights);

    /** The inverse of {@link #toStandardised}. */
    double[] fromStandardised(double[] weights);

    /** Variance of each coordinate, which has no covariance with others; 1 last, for the bias. */
    double[] variances();

    /** Rows as they are standardised. */
    record Standardised(int width) implements Coordinates {
        @Override
        public double[] toStandardised(double[] weights) {
            return weights;
        }

        @Override
        public double[] fromStandardised(double[] weights) {
            return weights;
        }

        @Override
        public double[] variances() {
            throw new UnsupportedOperationException("standardised features have covariances");
        }
    }
}
