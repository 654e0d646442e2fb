package io.ovoscope.collector.probe;

/**
 * How every probe of a run is trained.
 *
 * @param space where the penalty is taken
 * @param ridge what is added to the diagonal of the features' covariance before its Cholesky factor is taken, as a
 *     fraction of the mean variance; gives constant, duplicated and too many features a defined outcome
 * @param tolerance a fit has converged when no component of the gradient of the mean loss, in the optimiser's whitened
 *     coordinates, exceeds it
 * @param maxIterations L-BFGS iterations after which a fit stops unconverged
 */
public record ProbeSettings(FeatureSpace space, double ridge, double tolerance, int maxIterations) {
    /** Whitened, ridge 1e-5, tolerance 1e-5, at most 500 iterations. */
    public static final ProbeSettings DEFAULT = new ProbeSettings(FeatureSpace.WHITENED, 1e-5, 1e-5, 500);

    public ProbeSettings {
        require(ridge >= 1e-8 && ridge <= 1, "ridge", ridge, "1e-8 <= ridge <= 1");
        require(tolerance >= 1e-7 && tolerance <= 1, "tolerance", tolerance, "1e-7 <= tolerance <= 1");
        require(maxIterations >= 1, "maxIterations", maxIterations, "maxIterations >= 1");
    }

    private static void require(boolean holds, String name, Number value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + " " + value + ": expecting " + expected);
        }
    }

    public ProbeSettings in(FeatureSpace other) {
        return new ProbeSettings(other, ridge, tolerance, maxIterations);
    }

    public ProbeSettings within(double otherTolerance) {
        return new ProbeSettings(space, ridge, otherTolerance, maxIterations);
    }
}
