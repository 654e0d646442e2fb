package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.FeatureSpace;
import io.ovoscope.collector.probe.L2Selection;
import io.ovoscope.collector.probe.ProbeSettings;
import io.ovoscope.collector.probe.SentenceBootstrap;
import io.ovoscope.collector.probe.StructuralSettings;
import java.util.List;

/**
 * How layers are scored.
 *
 * @param threads layers scored side by side; 0 for half of the cores, at least one. Figures do not depend on it
 * @param maxLayersInAssembly layers of a partition whose parts may be arriving at once, and layers 0 that are kept beside the other
 *     layers of their steps; beyond that the oldest is given up, but never for another layer of its own snapshot
 * @param maxLayersWaiting whole layers of a partition that may wait for a thread or be on one; beyond that the partition is paused
 * @param maxLayerMebibytes largest layer that is taken, in float32
 * @param assemblyTimeoutSeconds a layer none of whose parts arrives for so long is given up
 * @param unknownRunWaitSeconds how long activations wait for their run's manifest and probe set, which are written before them,
 *     until they go to the dead letters; their partition waits with them
 * @param stateMebibytesPerPartition weights kept to start the next step from, and samples of rows; beyond that those of the layers
 *     least recently scored are forgotten: their probes start cold and comparisons with their earlier snapshots end
 * @param features space of the penalty: whitened, standardised or centred
 * @param l2Grid strengths the strongest first, among which each task and layer chooses at its first snapshot, on the
 *     development split
 * @param tolerance largest gradient component of a converged probe, for the mean loss
 * @param maxIterations of L-BFGS
 * @param resamples of the bootstrap over sentences
 * @param codelengthEvery snapshots from one online code length to the next; 1: each has one, 0: none. The first always takes part
 * @param conditionalEvery snapshots from one gain over layer 0 to the next, likewise
 * @param seed of control labels, bootstrap, the order of online codes, structural probes' first weights and the sample of rows
 */
public record ScoreSettings(
        int threads,
        int maxLayersInAssembly,
        int maxLayersWaiting,
        int maxLayerMebibytes,
        int assemblyTimeoutSeconds,
        int unknownRunWaitSeconds,
        int stateMebibytesPerPartition,
        FeatureSpace features,
        List<Double> l2Grid,
        double tolerance,
        int maxIterations,
        int resamples,
        int codelengthEvery,
        int conditionalEvery,
        long seed) {
    public ScoreSettings {
        require("threads", threads, 0, 1_024);
        require("maxLayersInAssembly", maxLayersInAssembly, 1, 10_000);
        require("maxLayersWaiting", maxLayersWaiting, 1, 10_000);
        require("maxLayerMebibytes", maxLayerMebibytes, 1, 8_191);
        require("assemblyTimeoutSeconds", assemblyTimeoutSeconds, 1, 86_400);
        require("unknownRunWaitSeconds", unknownRunWaitSeconds, 0, 86_400);
        require("stateMebibytesPerPartition", stateMebibytesPerPartition, 1, 1 << 20);
        require("maxIterations", maxIterations, 1, 1_000_000);
        require("resamples", resamples, 100, 1_000_000);
        require("codelengthEvery", codelengthEvery, 0, 1_000_000);
        require("conditionalEvery", conditionalEvery, 0, 1_000_000);
        l2Grid = new L2Selection(l2Grid).grid();
        if (l2Grid.stream().anyMatch(l2 -> !(l2 > 0 && l2 < Double.POSITIVE_INFINITY))) {
            throw new IllegalArgumentException("l2Grid " + l2Grid + ": expecting finite strengths > 0");
        }
        probeSettings(features, tolerance, maxIterations);
    }

    public static ScoreSettings defaults() {
        ProbeSettings probe = ProbeSettings.DEFAULT;
        return new ScoreSettings(
                0,
                16,
                2,
                1_024,
                120,
                2,
                64,
                probe.space(),
                L2Selection.DEFAULT.grid(),
                probe.tolerance(),
                probe.maxIterations(),
                1_000,
                1,
                4,
                1L);
    }

    /** How every probe on activations is trained. */
    ProbeSettings probeSettings() {
        return probeSettings(features, tolerance, maxIterations);
    }

    private static ProbeSettings probeSettings(FeatureSpace features, double tolerance, int maxIterations) {
        return new ProbeSettings(features, ProbeSettings.DEFAULT.ridge(), tolerance, maxIterations);
    }

    /** How structural probes are trained. */
    StructuralSettings structural() {
        StructuralSettings usual = StructuralSettings.DEFAULT;
        return new StructuralSettings(
                usual.rank(), usual.smoothing(), usual.ridge(), usual.tolerance(), usual.maxIterations(), seed);
    }

    /** How strengths are chosen. */
    L2Selection selection() {
        return new L2Selection(l2Grid);
    }

    /** How intervals are made: 95 %. */
    SentenceBootstrap bootstrap() {
        return new SentenceBootstrap(resamples, 0.95, seed);
    }

    /** The threads meant by {@link #threads()} on this machine. */
    public int threadCount() {
        return threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    private static void require(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    field + " " + value + ": expecting " + min + " <= " + field + " <= " + max);
        }
    }
}
