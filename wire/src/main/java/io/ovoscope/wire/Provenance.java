package io.ovoscope.wire;

import org.jspecify.annotations.Nullable;

/**
 * How a number came about: enough to compute it again.
 *
 * @param probeSet fingerprint of the probe set
 * @param features the space of the penalty: {@code whitened} or {@code standardised}
 * @param l2 strength of the penalty in the sum of log losses + l2/2·‖W‖² (1/C of scikit-learn)
 * @param iterations of L-BFGS
 * @param gradientNorm largest component of the mean loss's gradient where the optimiser stopped
 * @param converged whether that is below the tolerance
 * @param warmStart whether it began from the weights of an earlier step
 * @param seed of control labels and bootstrap
 * @param collectorVersion version of the collector
 * @param encoder short fingerprint of how words became the model's input and its pieces a row: equal for an equal encoder and pooling;
 *     null where an earlier version wrote the point
 * @param precision of the activations on the wire; null likewise
 * @param tolerance largest component of the mean loss's gradient that counts as converged; null likewise
 * @param maxIterations after which the optimiser gave up; null likewise
 */
public record Provenance(
        String probeSet,
        String features,
        double l2,
        int iterations,
        double gradientNorm,
        boolean converged,
        boolean warmStart,
        long seed,
        String collectorVersion,
        @Nullable String encoder,
        @Nullable FloatEncoding precision,
        @Nullable Double tolerance,
        @Nullable Integer maxIterations) {
    public Provenance {
        Checks.present("provenance", "probeSet", probeSet);
        Checks.present("provenance", "features", features);
        Checks.present("provenance", "collectorVersion", collectorVersion);
    }

    /** As versions before tolerance and the most iterations were told. */
    public Provenance(
            String probeSet,
            String features,
            double l2,
            int iterations,
            double gradientNorm,
            boolean converged,
            boolean warmStart,
            long seed,
            String collectorVersion,
            @Nullable String encoder,
            @Nullable FloatEncoding precision) {
        this(
                probeSet,
                features,
                l2,
                iterations,
                gradientNorm,
                converged,
                warmStart,
                seed,
                collectorVersion,
                encoder,
                precision,
                null,
                null);
    }

    /** As versions before encoder and precision were told. */
    public Provenance(
            String probeSet,
            String features,
            double l2,
            int iterations,
            double gradientNorm,
            boolean converged,
            boolean warmStart,
            long seed,
            String collectorVersion) {
        this(
                probeSet,
                features,
                l2,
                iterations,
                gradientNorm,
                converged,
                warmStart,
                seed,
                collectorVersion,
                null,
                null);
    }
}
