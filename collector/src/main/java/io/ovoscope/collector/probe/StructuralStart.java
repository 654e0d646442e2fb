package io.ovoscope.collector.probe;

import java.util.SplittableRandom;

/**
 * Where the training of a structural probe begins. Not at 0, which is a saddle: a squared length has no gradient there, and
 * weights of too low a rank never leave it.
 */
final class StructuralStart {
    /** Share of a cold start in a warm one: it gives back directions that the earlier weights had lost. */
    private static final double MIXED_IN = 0.03;

    private final int rank;
    private final int stride;
    private final double meanTarget;
    private final long seed;

    /** @param meanTarget squared length that projections shall have on average */
    StructuralStart(int rank, int stride, double meanTarget, long seed) {
        this.rank = rank;
        this.stride = stride;
        this.meanTarget = meanTarget;
        this.seed = seed;
    }

    /** Random weights that give whitened rows projections of about the right length. */
    double[] cold() {
        SplittableRandom random = new SplittableRandom(seed);
        double scale = Math.sqrt(meanTarget / 2 / ((double) rank * (stride - 1)));
        double[] weights = new double[rank * stride];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i % stride == stride - 1 ? 0 : random.nextGaussian() * scale;
        }
        return weights;
    }

    double[] warm(double[] earlier) {
        double[] weights = cold();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = earlier[i] + MIXED_IN * weights[i];
        }
        return weights;
    }
}
