package io.ovoscope.collector.probe;

import org.jspecify.annotations.Nullable;

/** One probe while it trains: its labels, its penalty, its optimiser, and its part of a shared pass over the items. */
final class TaskFit {
    private final Target target;
    private final SeenClasses seen;
    private final int[] positions;
    private final int stride;
    private final Curvatures curvatures;
    private final ProbeSettings settings;
    private Lbfgs optimiser;
    private final double[] gradient;
    private @Nullable CurvatureEstimate estimate;
    private boolean warm;
    private boolean started;
    private double loss;
    private int round;

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
            Curvatures curvatures,
            ProbeSettings settings,
            double[] start) {
        this.target = target;
        this.seen = seen;
        this.positions = positions;
        this.stride = stride;
        this.curvatures = curvatures;
        this.settings = settings;
        this.gradient = new double[seen.count() * stride];
        this.warm = start.length > 0;
        this.started = warm;
        this.optimiser = optimiser(warm ? start : shares());
    }

    private Lbfgs optimiser(double[] start) {
        Lbfgs made = new Lbfgs(start, settings.tolerance() * gradientUnit(), settings.maxIterations());
        made.expect(curvatures.atStart(seen, target.l2()));
        return made;
    }

    /** No weights, and the biases that give each class its share. */
    private double[] shares() {
        double[] weights = new double[seen.count() * stride];
        for (int p = 0; p < seen.count(); p++) {
            weights[p * stride + stride - 1] = Math.log(seen.share(p));
        }
        return weights;
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
        return optimiser.gradientNorm() / gradientUnit();
    }

    private double gradientUnit() {
        return seen.items() * curvatures.gradientUnit();
    }

    /** Writes the weights that the next pass shall be made with. */
    void begin(float[] weights, int at) {
        double[] point = optimiser.point();
        for (int i = 0; i < point.length; i++) {
            weights[at + i] = (float) point[i];
        }
        loss = 0;
        estimate = curvatures.estimate(round++, started, seen, positions, target.l2());
    }

    /** Replaces the scores of one block of items by residuals. */
    void block(Softmax softmax, float[] scores, int from, int first, int n) {
        loss += softmax.residuals(scores, from, seen.count(), n, positions, first);
        if (estimate != null) {
            estimate.take(scores, from, first, n);
        }
    }

    /** Takes the gradient of the log losses, and moves on. */
    void end(float[] gradients, int at) {
        double[] point = optimiser.point();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = gradients[at + i];
        }
        double value = loss + Penalty.addTo(point, stride, target.l2(), gradient);
        if (warm && !worthKeeping(value)) {
            optimiser = optimiser(shares());
            round = 0;
            started = false;
        } else {
            if (estimate != null) {
                optimiser.expect(estimate.made());
            }
            optimiser.tell(value, gradient);
        }
        warm = false;
    }

    /**
     * Whether a warm start has gained more over the class shares than its gradient says is left to gain: one that has not is
     * far off in directions that take long to leave. The shares' curvature is about the largest that a probe has, so what it
     * promises is a lower bound.
     */
    private boolean worthKeeping(double value) {
        double[] step = gradient.clone();
        curvatures.atStart(seen, target.l2()).solve(step);
        double left = Vectors.dot(step, gradient) / 2;
        return left <= seen.priorLoss() - value;
    }
}
