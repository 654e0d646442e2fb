package io.ovoscope.collector.watch;

/**
 * How curves are watched.
 *
 * @param stepTimeoutSeconds how long after its newest point a step is closed although points are missing
 * @param minGain δ: no emergence is reported unless the 95% lower bound of the gain in accuracy exceeds it
 */
public record WatchSettings(int stepTimeoutSeconds, double minGain) {
    private static final int MAX_TIMEOUT_SECONDS = 7 * 24 * 3600;

    public WatchSettings {
        if (stepTimeoutSeconds < 1 || stepTimeoutSeconds > MAX_TIMEOUT_SECONDS) {
            throw new IllegalArgumentException("stepTimeoutSeconds " + stepTimeoutSeconds
                    + ": expecting 1 <= stepTimeoutSeconds <= " + MAX_TIMEOUT_SECONDS);
        }
        if (!(minGain >= 0 && minGain < 1)) {
            throw new IllegalArgumentException("minGain " + minGain + ": expecting 0 <= minGain < 1");
        }
    }

    /** Ten minutes, one point of accuracy. */
    public static WatchSettings defaults() {
        return new WatchSettings(600, 0.01);
    }
}
