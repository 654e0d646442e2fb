package io.ovoscope.collector.probe;

/** The sum of {@code diag(p) − p p'} over the items, {@code p} being the probabilities of the classes: every so many. */
final class ClassCovariance implements CurvatureWatch {
    /** One item of so many is counted; twice as many changed no iteration. */
    private static final int EVERY = 4;

    private final int classes;
    private final int[] positions;
    private final double[] variances;
    private final double l2;
    private final double items;
    private final double[] sum;
    private final float[] probabilities;
    private long counted;

    ClassCovariance(SeenClasses seen, int[] positions, double[] variances, double l2) {
        this.classes = seen.count();
        this.positions = positions;
        this.variances = variances;
        this.l2 = l2;
        this.items = seen.items();
        sum = new double[classes * classes];
        probabilities = new float[classes];
    }

    @Override
    public void take(float[] residuals, int from, int first, int n) {
        for (int i = 0; i < n; i += EVERY) {
            int label = positions[first + i];
            if (label != Labels.NONE) {
                for (int k = 0; k < classes; k++) {
                    probabilities[k] = residuals[from + k * NativeRows.BLOCK + i] + (k == label ? 1 : 0);
                }
                add();
                counted++;
            }
        }
    }

    private void add() {
        for (int k = 0; k < classes; k++) {
            float probability = probabilities[k];
            sum[k * classes + k] += probability;
            for (int other = k; other < classes; other++) {
                sum[k * classes + other] -= probability * probabilities[other];
            }
        }
    }

    @Override
    public Curvature curvature() {
        double scale = counted == 0 ? 1 : items / counted;
        for (int i = 0; i < sum.length; i++) {
            sum[i] *= scale;
        }
        return new FactoredCurvature(sum, classes, variances, l2);
    }
}
