package io.ovoscope.collector.probe;

/**
 * The coordinates in which the L2 penalty of a probe is taken, always with statistics of the training part.
 *
 * <p>The choice changes the answer, not only the speed: a penalty on merely standardised features shrinks directions of
 * small variance, and a curve over training steps then dips and rises because the penalty does.
 */
public enum FeatureSpace {
    /**
     * Standardised, then whitened by the Cholesky factor of the correlation matrix {@code C}: with {@code C + rI = U'U}
     * a row {@code x} becomes {@code x U⁻¹}. The penalty is then a penalty on the variance of the class scores, the
     * same for every invertible linear map of the layer (up to the ridge {@code r}).
     */
    WHITENED,
    /** Each feature to mean 0 and variance 1, as most other tools do. */
    STANDARDISED,
    /** Each feature to mean 0 only: for counts, whose scale means something. */
    CENTRED
}
