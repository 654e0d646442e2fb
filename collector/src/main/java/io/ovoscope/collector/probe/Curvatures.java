package io.ovoscope.collector.probe;

import java.util.Set;

/**
 * The approximate Hessians that the probes of a design are trained with, and when they are taken anew.
 *
 * <p>The numbers were found on activations of a small language model, 13,375 training words of 64 features, tasks of 17 to
 * 45 classes and their controls: there L-BFGS took 130 to 330 iterations with the layer's covariance as its only guess at
 * the curvature, and takes 30 to 70 with these to the same gradient.
 */
final class Curvatures {
    /** Most leading coordinates that have blocks: half as many took a fifth more iterations, twice as many as few. */
    private static final int MAX_LEADING = 128;
    /** Most values in the blocks of a probe: 16 MiB. */
    private static final long MAX_VALUES = 1 << 22;
    /** Items sampled of each class, at most; a quarter of it took a fifth more iterations, all items as many. */
    private static final int ITEMS = 3000;
    /** Passes that bring the curvature, for a probe that starts from the class shares. */
    private static final Set<Integer> COLD = Set.of(4, 10, 24, 60, 150);
    /** For one that starts near its answer. */
    private static final Set<Integer> WARM = Set.of(0, 8, 24, 60, 150);

    private final double[] variances;
    private final boolean whitened;
    private final double gradientUnit;
    private final NativeRows rows;
    private final ProbeWorkspace workspace;

    Curvatures(Coordinates coordinates, NativeRows rows, ProbeWorkspace workspace) {
        this.variances = coordinates.variances();
        this.whitened = coordinates.isWhitened();
        this.gradientUnit = coordinates.scale();
        this.rows = rows;
        this.workspace = workspace;
    }

    /** Leading coordinates that a design keeps for blocks: none where it makes none. */
    static int leading(Coordinates coordinates, int width) {
        return coordinates.isWhitened() ? 0 : Math.min(width, MAX_LEADING);
    }

    /** What a component of the gradient of one item's loss is judged by: the deviation of a feature. */
    double gradientUnit() {
        return gradientUnit;
    }

    /** Where a probe knows the class shares only. */
    Curvature atStart(SeenClasses seen, double l2) {
        return new SharesCurvature(seen, variances, l2);
    }

    /**
     * Whether the pass that is the {@code round}-th of a probe, from 0, shall bring its curvature. In whitened space passes are
     * few as it is: there blocks took longer to make than they saved, from 600 items to 14,000.
     */
    boolean wanted(int round, boolean warm) {
        return !whitened && (warm ? WARM : COLD).contains(round);
    }

    CurvatureSample sample(SeenClasses seen) {
        return new CurvatureSample(seen, ITEMS);
    }

    /** Where the sample was taken. */
    Curvature of(CurvatureSample sample, SeenClasses seen, double l2) {
        int affordable = (int) Math.sqrt((double) MAX_VALUES / seen.count()) - 1;
        int leading = Math.max(0, Math.min(affordable, Math.min(variances.length, MAX_LEADING)));
        return BlockCurvature.of(sample, seen.count(), l2, variances, new CurvatureGram(rows, leading, workspace));
    }
}
