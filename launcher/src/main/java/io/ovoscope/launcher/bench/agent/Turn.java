package io.ovoscope.launcher.bench.agent;

import java.util.List;

/**
 * A side's turn in a round.
 *
 * @param round from 0; of it only the rounds from 1 on count
 * @param steps of training
 * @param seconds that they took
 * @param listenerSeconds of these within the listener
 * @param snapshotMillis on the training thread, of each snapshot, report, file or copy
 * @param sent snapshots that the broker has acknowledged; 0 but for the agent
 * @param dropped snapshots that the agent could not keep up with
 */
record Turn(
        Side side,
        int round,
        long steps,
        double seconds,
        double listenerSeconds,
        List<Double> snapshotMillis,
        long sent,
        long dropped) {
    Turn {
        snapshotMillis = List.copyOf(snapshotMillis);
    }

    double stepSeconds() {
        return seconds / steps;
    }
}
