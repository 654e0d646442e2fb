package io.ovoscope.launcher.bench.findings;

import java.util.OptionalInt;

/**
 * A drop that is planted in a flat run.
 *
 * @param points size of the drop, a share of items
 * @param allLayers whether every layer of the task drops, or its last only
 * @param task which task of the text
 * @param onset first snapshot of the drop
 * @param recovery first snapshot at the old accuracy again; beyond the run for none
 */
record DropCase(double points, boolean allLayers, int task, int onset, int recovery) implements Story {
    static final double ACCURACY = 0.75;

    @Override
    public double accuracy(int ofTask, int layer, int snapshot) {
        boolean dropped =
                snapshot >= onset && snapshot < recovery && ofTask == task && (allLayers || layer == LAYERS - 1);
        return ACCURACY - (dropped ? points : 0);
    }

    /** Layers of a simulated run. */
    static final int LAYERS = 4;

    /**
     * What became of it.
     *
     * @param delay snapshots from the onset to the telling; empty where nobody was told
     * @param closing snapshots from the recovery to its telling; empty where it was not told
     * @param falseAlarms snapshots that opened an incident before the drop
     */
    record Outcome(OptionalInt delay, OptionalInt closing, int falseAlarms) {
        /** Whether it was told within so many snapshots, that of the onset counted. */
        boolean within(int snapshots) {
            return delay.isPresent() && delay.getAsInt() < snapshots;
        }
    }

    Outcome in(Told told, String name) {
        int before = (int) told.incidents().stream()
                .filter(incident -> incident.snapshot() < onset)
                .count();
        return told.firstOf(name, onset)
                .map(incident -> new Outcome(
                        OptionalInt.of(incident.snapshot() - onset),
                        incident.ended().isPresent()
                                ? OptionalInt.of(incident.ended().getAsInt() - recovery)
                                : OptionalInt.empty(),
                        before))
                .orElse(new Outcome(OptionalInt.empty(), OptionalInt.empty(), before));
    }
}
