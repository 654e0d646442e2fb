package io.ovoscope.collector.probe;

/**
 * The Hessian of a probe that knows the class shares {@code π} only, exactly: with variance {@code λ} of a coordinate it is
 * {@code nλ (diag(π) − π π') + l2 · I}, inverted by Sherman and Morrison's formula.
 *
 * @param seen the classes and how often they occur
 * @param variances of the coordinates
 */
@SuppressWarnings("ArrayRecordComponent") // shared by the curvatures of a design
record SharesCurvature(SeenClasses seen, double[] variances, double l2) implements Curvature {
    /** The bias has no penalty, and a shift of all biases no curvature: this keeps the formula finite. */
    static final double BIAS_PENALTY = 1e-3;

    @Override
    public void solve(double[] v) {
        int width = variances.length;
        for (int d = 0; d < width; d++) {
            solve(v, d, variances[d], l2);
        }
        solve(v, width, 1, BIAS_PENALTY);
    }

    private void solve(double[] v, int d, double variance, double penalty) {
        int stride = variances.length + 1;
        double along = 0;
        double left = 0;
        for (int k = 0; k < seen.count(); k++) {
            double curvature = seen.counts()[k] * variance + penalty;
            v[k * stride + d] /= curvature;
            along += seen.share(k) * v[k * stride + d];
            left += seen.share(k) * penalty / curvature; // 1 − nλ Σ π² / curvature, without cancellation
        }
        for (int k = 0; k < seen.count(); k++) {
            double count = seen.counts()[k] * variance;
            v[k * stride + d] += count / (count + penalty) * along / left;
        }
    }
}
