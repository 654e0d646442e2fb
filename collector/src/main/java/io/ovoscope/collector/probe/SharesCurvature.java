package io.ovoscope.collector.probe;

/**
 * The Hessian of a probe that knows the class shares only, without its blocks between classes, on the weights that sum to
 * zero over the classes: for tasks of too many classes to ask for more.
 */
@SuppressWarnings("ArrayRecordComponent") // shared by the curvatures of a design
record SharesCurvature(SeenClasses seen, double[] variances, double l2) implements Curvature {

    @Override
    public void solve(double[] v) {
        int stride = variances.length;
        int[] counts = seen.counts();
        for (int d = 0; d < stride; d++) {
            double sum = 0;
            double inverses = 0;
            double penalty = d < stride - 1 ? l2 : 0;
            for (int k = 0; k < counts.length; k++) {
                double curvature = counts[k] * variances[d] + penalty;
                sum += v[k * stride + d] / curvature;
                inverses += 1 / curvature;
            }
            for (int k = 0; k < counts.length; k++) {
                v[k * stride + d] = (v[k * stride + d] - sum / inverses) / (counts[k] * variances[d] + penalty);
            }
        }
    }
}
