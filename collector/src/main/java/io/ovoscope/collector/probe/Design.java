package io.ovoscope.collector.probe;

import java.util.List;

/**
 * The training items of a split, standardised and whitened once, on which any number of probes is trained: tasks, their
 * controls, several strengths. The statistics are those of all training items, whether a task has labels for them or
 * not, so that tasks can share a design. It lives in its workspace's memory until the workspace prepares the next one.
 */
public sealed interface Design permits ReadyDesign, UnusableDesign {

    Split split();

    /**
     * Trains the targets together, in passes over the items that they share.
     *
     * @return what became of each, in their order
     * @throws IllegalArgumentException when labels or a warm start do not have the design's shape
     * @throws IllegalStateException when the workspace has prepared another design since, or is closed
     */
    List<Fit> fit(List<Target> targets);

    /**
     * Other items in the feature space of this design: shifted, scaled and whitened with the statistics that it took from
     * its training items. This design is spent thereby.
     *
     * @param items as wide as this design's
     * @param split of those items
     * @throws IllegalArgumentException when the width differs, or the split names an item that is not there
     * @throws IllegalStateException when this design is spent already
     */
    Design over(Items items, Split split);

    /** {@link #fit(List)} for one target. */
    default Fit fit(Target target) {
        return fit(List.of(target)).get(0);
    }
}
