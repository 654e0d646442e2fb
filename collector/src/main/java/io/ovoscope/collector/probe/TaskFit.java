package io.ovoscope.collector.probe;

import java.util.Arrays;

/** One probe while it trains: its labels, its penalty, its optimiser, and its part of a shared pass over the items. */
final class TaskFit {
    private final Target target;
    private final SeenClasses seen;
    private final int[] positions;
    private final int stride;
    private final Penalty penalty;
    private final ProbeSettings settings;
    private Lbfgs optimiser;
    private boolean warm;
    private double loss;

    /**
     * @param positions position among the seen classes of each training item
     * @param stride features in whitened coordinates, and 1 for the bias
     * @param start weights in whitened coordinates, empty to start from the class shares
     */
    TaskFit(
            Target target,
            SeenClasses seen,
            int[] positions,
            int stride,
            Penalty penalty,
            ProbeSettings settings,
            double[] start) {
        this.target = target;
        this.seen = seen;
        this.positions = positions;
        this.stride = stride;
        this.penalty = penalty;
        this.settings = settings;
        this.warm = start.length > 0;
        this.optimiser = optimiser(warm ? start : shares());
    }

    private Lbfgs optimiser(double[] start) {
        return new Lbfgs(start, inverseCurvature(), settings.tolerance() * seen.items(), settings.maxIterations());
    }

    /** No weights, and the biases that give each class its share. */
    private double[] shares() {
        double[] weights = new double[seen.count() * stride];
        for (int p = 0; p < seen.count(); p++) {
            weights[p * stride + stride - 1] = Math.log(seen.share(p));
        }
        return weights;
    }

    /** Of the objective at {@link #shares()}, for features of variance 1. */
    private double[] inverseCurvature() {
        double[] inverse = new double[seen.count() * stride];
        for (int p = 0; p < seen.count(); p++) {
            double curvature = seen.items() * seen.share(p) * (1 - seen.share(p));
            Arrays.fill(inverse, p * stride, (p + 1) * stride - 1, 1 / (curvature + target.l2()));
            inverse[(p + 1) * stride - 1] = 1 / curvature;
        }
        return inverse;
    }

    int classes() {
        return seen.count();
    }

    SeenClasses seen() {
        return seen;
    }

    Target target() {
        return target;
    }

    Lbfgs optimiser() {
        return optimiser;
    }

    boolean finished() {
        return optimiser.finished();
    }

    double gradientNorm() {
        return optimiser.gradientNorm() / seen.items();
    }

    /** Writes the weights that the next pass shall be made with. */
    void begin(float[] weights, int at) {
        double[] point = optimiser.point();
        for (int i = 0; i < point.length; i++) {
            weights[at + i] = (float) point[i];
        }
        loss = 0;
    }

    /** Replaces the scores of one block of items by residuals. */
    void block(Softmax softmax, float[] scores, int from, int first, int n) {
        loss += softmax.residuals(scores, from, seen.count(), n, positions, first);
    }

    /** Takes the gradient of the log losses, and moves on. */
    void end(float[] gradients, int at) {
        double[] point = optimiser.point();
        double[] gradient = new double[point.length];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = gradients[at + i];
        }
        double value = loss + penalty.addTo(point, stride, target.l2(), gradient);
        if (warm && !(value <= seen.priorLoss())) {
            optimiser = optimiser(shares());
        } else {
            optimiser.tell(value, gradient);
        }
        warm = false;
    }
}
