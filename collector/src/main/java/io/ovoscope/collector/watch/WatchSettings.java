package io.ovoscope.collector.watch;

/**
 * How curves are watched.
 *
 * @param stepTimeoutSeconds how long after its newest point a step is closed although points are missing
 */
public record WatchSettings(
        int stepTimeoutSeconds,
        EmergenceSettings emergence,
        RegressionSettings regression,
        BrokenDataSettings brokenData) {
    private static final int MAX_TIMEOUT_SECONDS = 7 * 24 * 3600;

    public WatchSettings {
        if (stepTimeoutSeconds < 1 || stepTimeoutSeconds > MAX_TIMEOUT_SECONDS) {
            throw new IllegalArgumentException("stepTimeoutSeconds " + stepTimeoutSeconds
                    + ": expecting 1 <= stepTimeoutSeconds <= " + MAX_TIMEOUT_SECONDS);
        }
    }

    /** Ten minutes for a step. */
    public static WatchSettings defaults() {
        return closingAfter(600);
    }

    /** The defaults with another time for a step. */
    public static WatchSettings closingAfter(int stepTimeoutSeconds) {
        return new WatchSettings(
                stepTimeoutSeconds,
                EmergenceSettings.defaults(),
                RegressionSettings.defaults(),
                BrokenDataSettings.defaults());
    }
}
