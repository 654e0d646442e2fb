package io.ovoscope.collector.probe;

/** What one pass over the items tells of a probe's Hessian at the weights it is made with. */
interface CurvatureEstimate {
    /** Takes one block of residuals {@code p − [class is the label]}, laid out as {@link Softmax} does. */
    void take(float[] residuals, int from, int first, int n);

    /** When all blocks are taken. */
    Curvature made();
}
