package io.ovoscope.collector.probe;

import org.bytedeco.javacpp.FloatPointer;

/** How far the geometry of projected words is from their trees: what a structural probe makes small. */
interface StructuralLoss {

    /**
     * The smoothed loss of a group of training trees: absolute errors whose corner is rounded off (Huber 1964), so that
     * the loss has a gradient everywhere.
     *
     * @param group index of the group
     * @param projections {@code rows × rank} of the group, row-major
     * @param gradients the loss's gradient with respect to the projections is written here
     */
    double smoothed(int group, FloatPointer projections, FloatPointer gradients);

    /**
     * The mean absolute error of one tree, as it is.
     *
     * @param projections {@code rows × rank}, row-major; the tree's begin at row {@code from}
     */
    double absolute(Tree tree, float[] projections, int from);

    /** The mean of what is to be met in the tree: its loss where all projections are 0. */
    double mean(Tree tree);

    /** Whether projections have an offset: distances do not see one. */
    boolean hasBias();
}
