package io.ovoscope.collector.probe;

/**
 * The Hessian of a probe as if its items' features did not know its probabilities: {@code M ⊗ C + l2 · I}, with {@code M}
 * the sum of {@code diag(p) − p p'} over the items and {@code C} the covariance of the features, diagonal in the
 * coordinates given. Costs one product with the classes' eigenvectors either way. (Martens &amp; Grosse 2015 call such a
 * product of two small matrices a Kronecker factorisation.)
 */
final class FactoredCurvature implements Curvature {
    private final int classes;
    private final int stride;
    private final SymmetricEigen modes;
    private final double[] inverse;
    private final double[] turned;

    /**
     * @param ofClasses {@code classes × classes}, its upper triangle
     * @param variances of the features, the bias last
     */
    FactoredCurvature(double[] ofClasses, int classes, double[] variances, double l2) {
        this.classes = classes;
        this.stride = variances.length;
        modes = SymmetricEigen.of(ofClasses, classes);
        inverse = new double[classes * stride];
        turned = new double[inverse.length];
        for (int k = 0; k < classes; k++) {
            double ofMode = Math.max(0, modes.values()[k]);
            for (int d = 0; d < stride; d++) {
                inverse[k * stride + d] = 1 / (ofMode * variances[d] + l2);
            }
        }
    }

    @Override
    public void solve(double[] v) {
        java.util.Arrays.fill(turned, 0);
        for (int mode = 0; mode < classes; mode++) {
            for (int k = 0; k < classes; k++) {
                add(modes.vectors()[mode * classes + k], v, k * stride, turned, mode * stride);
            }
        }
        for (int i = 0; i < turned.length; i++) {
            turned[i] *= inverse[i];
        }
        java.util.Arrays.fill(v, 0);
        for (int mode = 0; mode < classes; mode++) {
            for (int k = 0; k < classes; k++) {
                add(modes.vectors()[mode * classes + k], turned, mode * stride, v, k * stride);
            }
        }
    }

    private void add(double by, double[] from, int at, double[] to, int there) {
        for (int d = 0; d < stride; d++) {
            to[there + d] += by * from[at + d];
        }
    }
}
