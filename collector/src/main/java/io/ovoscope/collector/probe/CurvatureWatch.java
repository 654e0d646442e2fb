package io.ovoscope.collector.probe;

/** Looks at the residuals of one pass for what they say of a probe's curvature. */
interface CurvatureWatch {

    /** Takes one block of residuals {@code p − [class is the label]}, laid out as {@link Softmax} does. */
    void take(float[] residuals, int from, int first, int n);

    /** The curvature where the pass was made; asked once, after its last block. */
    Curvature curvature();
}
