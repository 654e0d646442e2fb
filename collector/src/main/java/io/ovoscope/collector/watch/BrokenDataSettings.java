package io.ovoscope.collector.watch;

/**
 * When data of a run is broken.
 *
 * @param deadShare share of constant features from which on a layer counts as dead
 * @param stallFactor snapshots are overdue after so many times the longest pause of late
 * @param stallMinSeconds but never earlier than this after the last one
 */
public record BrokenDataSettings(double deadShare, double stallFactor, int stallMinSeconds) {
    private static final double MAX_FACTOR = 1000;
    private static final int MAX_SECONDS = 7 * 24 * 3600;

    public BrokenDataSettings {
        if (!(deadShare > 0 && deadShare <= 1)) {
            throw new IllegalArgumentException("deadShare " + deadShare + ": expecting 0 < deadShare <= 1");
        }
        if (!(stallFactor >= 1 && stallFactor <= MAX_FACTOR)) {
            throw new IllegalArgumentException(
                    "stallFactor " + stallFactor + ": expecting 1 <= stallFactor <= " + MAX_FACTOR);
        }
        if (stallMinSeconds < 1 || stallMinSeconds > MAX_SECONDS) {
            throw new IllegalArgumentException(
                    "stallMinSeconds " + stallMinSeconds + ": expecting 1 <= stallMinSeconds <= " + MAX_SECONDS);
        }
    }

    /** Nine features of ten; three times the pause, ten minutes at least. */
    public static BrokenDataSettings defaults() {
        return new BrokenDataSettings(0.9, 3, 600);
    }
}
