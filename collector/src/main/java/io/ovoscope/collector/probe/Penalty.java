package io.ovoscope.collector.probe;

/** Half the squared length of a probe's weights, in the coordinates its optimiser works in. */
final class Penalty {
    private Penalty() {}

    /**
     * Adds {@code l2} times the penalty's gradient.
     *
     * @param weights {@code classes × stride}, the bias last in each row and unpenalised
     * @return {@code l2} times the penalty
     */
    static double addTo(double[] weights, int stride, double l2, double[] gradient) {
        double squares = 0;
        for (int row = 0; row < weights.length; row += stride) {
            for (int d = row; d < row + stride - 1; d++) {
                squares += weights[d] * weights[d];
                gradient[d] += l2 * weights[d];
            }
        }
        return l2 * squares / 2;
    }
}
