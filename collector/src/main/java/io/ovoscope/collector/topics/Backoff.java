package io.ovoscope.collector.topics;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between tries: they double from the least to the longest, and each is shortened at random by up to half, so that several
 * collectors do not come back at the same moment.
 */
public final class Backoff {
    private static final int MAX_DOUBLINGS = 30;

    private final long leastMillis;
    private final long longestMillis;
    private final RandomGenerator random;

    public Backoff(Duration least, Duration longest, RandomGenerator random) {
        this.leastMillis = least.toMillis();
        this.longestMillis = longest.toMillis();
        this.random = random;
    }

    /**
     * The pause after a failure.
     *
     * @param failures how many there have been in a row, from 1
     */
    public Duration after(int failures) {
        long doubled = leastMillis << Math.min(failures - 1, MAX_DOUBLINGS);
        long pause = Math.min(longestMillis, doubled);
        return Duration.ofMillis(pause - random.nextLong(pause / 2 + 1));
    }
}
