package io.ovoscope.collector.probe;

/**
 * How the structural probes of a run are trained.
 *
 * @param rank dimensions that words are projected to; no more than the layer has are used
 * @param smoothing edges within which an absolute error counts as a square, see {@link StructuralLoss}
 * @param ridge as {@link ProbeSettings#ridge()}
 * @param tolerance a fit has converged when no component of the gradient of the mean loss per sentence, in the optimiser's
 *     whitened coordinates, exceeds it
 * @param maxIterations L-BFGS iterations after which a fit stops unconverged
 * @param seed of the weights that a fit starts from
 */
public record StructuralSettings(
        int rank, double smoothing, double ridge, double tolerance, int maxIterations, long seed) {
    /**
     * Rank 64, smoothing 0.5, ridge 1e-5, tolerance 5e-5, at most 300 iterations.
     *
     * <p>Rank 64, because there the objective falls no further with more (on trees of EWT and layers 256 wide, by 0.003%), so
     * that all starts lead to one answer; at 32 it is 1.4% higher, starts end in different optima half a point of UUAS apart,
     * and take twice the iterations. Hewitt &amp; Manning found no gain beyond 64 either. Smoothing 0.5, because what is within
     * half an edge would round to the right number of edges; down to 0.02 figures stay the same and iterations triple.
     */
    public static final StructuralSettings DEFAULT = new StructuralSettings(64, 0.5, 1e-5, 5e-5, 300, 1);

    public StructuralSettings {
        require(rank >= 1, "rank", rank, "rank >= 1");
        require(smoothing > 0 && smoothing <= 1, "smoothing", smoothing, "0 < smoothing <= 1");
        require(ridge >= 1e-8 && ridge <= 1, "ridge", ridge, "1e-8 <= ridge <= 1");
        require(tolerance >= 1e-7 && tolerance <= 1, "tolerance", tolerance, "1e-7 <= tolerance <= 1");
        require(maxIterations >= 1, "maxIterations", maxIterations, "maxIterations >= 1");
    }

    private static void require(boolean holds, String name, Number value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + " " + value + ": expecting " + expected);
        }
    }
}
