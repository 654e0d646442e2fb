package io.ovoscope.collector.probe;

import org.jspecify.annotations.Nullable;

/**
 * The structural probe (Hewitt &amp; Manning 2019): is there a projection {@code B} of a layer under which squared distances
 * of words are their distances in the dependency tree, and one under which squared lengths are their depths?
 *
 * <p>Rows are standardised and whitened with training statistics, once for both. {@code B} absorbs any invertible map of its
 * input, so this changes no optimum but through the penalty {@code l2/2 · ‖B‖²}, which is taken there, and makes L-BFGS fast.
 * The probe of depths is {@code ‖B h + b‖²}: the offset makes it blind to a shift of the layer, as the probe of distances is.
 *
 * <p>A layer without trees to train or test on, or with NaN or infinite values in their rows, gives {@link
 * StructuralFit.Skipped}. Constant features are ignored. A projection to a point (all features constant, or too strong a
 * penalty) gives correlations of 0 and a spanning tree that joins all words to the first.
 */
public sealed interface StructuralProbe permits ReadyStructuralProbe, UnusableStructuralProbe {

    /** What is asked of the projection. */
    enum Target {
        /** Squared distances of words. */
        DISTANCE,
        /** Squared lengths of words. */
        DEPTH
    }

    /**
     * Standardises and whitens the rows of the training trees, for any number of fits. What the workspace prepared before is
     * thereby spent.
     *
     * @param rows {@code rowCount × width} activations, row-major; shared, never written
     * @throws IllegalArgumentException when a tree has a row that is not there
     */
    static StructuralProbe prepare(
            float[] rows, int width, Trees trees, StructuralSettings settings, ProbeWorkspace workspace) {
        int[] train = Trees.rows(trees.train());
        int[] development = Trees.rows(trees.development());
        int[] test = Trees.rows(trees.test());
        Items items = Items.of(rows, width);
        Split split = new Split(train, development, test);
        if (split.largest() >= items.count()) {
            throw new IllegalArgumentException(
                    "row " + split.largest() + " of a tree: expecting < " + items.count() + " rows");
        }
        long design = workspace.begin();
        if (train.length == 0) {
            return new UnusableStructuralProbe(StructuralFit.Reason.NO_TRAINING_TREES, 0);
        }
        if (test.length == 0) {
            return new UnusableStructuralProbe(StructuralFit.Reason.NO_TEST_TREES, 0);
        }
        long nonFinite = Standardiser.nonFinite(items, train, development, test);
        return nonFinite > 0
                ? new UnusableStructuralProbe(StructuralFit.Reason.NON_FINITE, nonFinite)
                : new ReadyStructuralProbe(items, train, trees, settings, workspace, design);
    }

    /**
     * Trains on the training trees and tests on the test trees.
     *
     * @param l2 strength of the penalty, &gt; 0
     * @param warmStart {@link StructuralFit.Training#weights()} of an earlier step, or null
     * @throws IllegalArgumentException when the warm start is not of this width and rank
     * @throws IllegalStateException when the workspace has prepared something else since
     */
    StructuralFit fit(Target target, double l2, float @Nullable [] warmStart);
}
