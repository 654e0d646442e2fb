package io.ovoscope.collector.watch;

import java.util.List;

/**
 * When a task has emerged.
 *
 * @param margin δ: what the lower end of a gain's 95% interval must exceed
 * @param snapshots how many in a row must be above the floor for the online rule
 * @param resamples of the bootstrap over sentences that gives sets of cells
 * @param referenceOrder tasks in the order in which they are expected to emerge, to compare the run's order with; may be empty
 */
public record EmergenceSettings(double margin, int snapshots, int resamples, List<String> referenceOrder) {
    private static final int MAX_SNAPSHOTS = 100;
    private static final int MIN_RESAMPLES = 100;
    private static final int MAX_RESAMPLES = 100_000;

    public EmergenceSettings {
        if (!(margin >= 0 && margin < 1)) {
            throw new IllegalArgumentException("margin " + margin + ": expecting 0 <= margin < 1");
        }
        if (snapshots < 1 || snapshots > MAX_SNAPSHOTS) {
            throw new IllegalArgumentException(
                    "snapshots " + snapshots + ": expecting 1 <= snapshots <= " + MAX_SNAPSHOTS);
        }
        if (resamples < MIN_RESAMPLES || resamples > MAX_RESAMPLES) {
            throw new IllegalArgumentException(
                    "resamples " + resamples + ": expecting " + MIN_RESAMPLES + " <= resamples <= " + MAX_RESAMPLES);
        }
        referenceOrder = List.copyOf(referenceOrder);
    }

    public static EmergenceSettings defaults() {
        return new EmergenceSettings(0.01, 3, 1000, List.of());
    }
}
