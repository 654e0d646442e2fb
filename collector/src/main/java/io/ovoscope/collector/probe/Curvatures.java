package io.ovoscope.collector.probe;

import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    /** The same in whitened space, where blocks take longer to make than they save, and the mean over the items is enough. */
    private static final Set<Integer> MEAN_COLD = Set.of(3, 8, 20);

    private static final Set<Integer> MEAN_WARM = Set.of(0, 8, 20);
    /** Labelled items for each class, on average, from which on it pays: with fewer, passes cost less than its products. */
    private static final int MEAN_ITEMS = 20;

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
     * What the pass that is the {@code round}-th of a probe, from 0, shall gather of its curvature: mostly nothing.
     *
     * @param positions position among the seen classes of each training item
     * @param warm whether the probe began near its answer
     */
    @Nullable CurvatureEstimate estimate(int round, boolean warm, SeenClasses seen, int[] positions, double l2) {
        if (!whitened) {
            return (warm ? WARM : COLD).contains(round) ? new BlockEstimate(seen, l2) : null;
        }
        boolean wanted = (warm ? MEAN_WARM : MEAN_COLD).contains(round) && seen.count() * MEAN_ITEMS <= seen.items();
        return wanted ? new MeanEstimate(positions, seen.count(), variances.length + 1, l2, workspace) : null;
    }

    /** Of a sample of the items. */
    private final class BlockEstimate implements CurvatureEstimate {
        private final SeenClasses seen;
        private final double l2;
        private final CurvatureSample sample;

        BlockEstimate(SeenClasses seen, double l2) {
            this.seen = seen;
            this.l2 = l2;
            sample = new CurvatureSample(seen, ITEMS);
        }

        @Override
        public void take(float[] residuals, int from, int first, int n) {
            sample.take(residuals, from, first, n);
        }

        @Override
        public Curvature made() {
            int affordable = (int) Math.sqrt((double) MAX_VALUES / seen.count()) - 1;
            int leading = Math.max(0, Math.min(affordable, Math.min(variances.length, MAX_LEADING)));
            return BlockCurvature.of(sample, seen.count(), l2, variances, new CurvatureGram(rows, leading, workspace));
        }
    }
}
