package io.ovoscope.collector.topics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log says of failures that are tried again: the first loudly, with its stack trace, and the first of a few further kinds; then a
 * reminder at intervals. Failures that take turns are as quiet as those that repeat themselves.
 */
public final class Outage {
    private static final Logger log = LoggerFactory.getLogger(Outage.class);
    private static final Duration REMINDER = Duration.ofMinutes(5);
    /** Words that change at every try, with a number in them, must not fill the log. */
    private static final int MAX_KINDS = 4;

    private final String recovery;
    private final InstantSource clock;
    private Instant since = Instant.EPOCH;
    private Instant loudAt = Instant.EPOCH;
    private final Set<String> kinds = new HashSet<>();
    private int failures;

    /** @param recovery what is said when it is over, for example {@code InfluxDB takes points} */
    public Outage(String recovery, InstantSource clock) {
        this.recovery = recovery;
        this.clock = clock;
    }

    /**
     * Takes note of a failure and says how many there have been in a row.
     *
     * @param message for the user; without secrets
     */
    public int failed(String message, @Nullable Throwable cause) {
        Instant now = clock.instant();
        failures++;
        if (failures == 1) {
            since = now;
        }
        boolean isNew = kinds.size() < MAX_KINDS && kinds.add(message);
        if (failures == 1) {
            loudAt = now;
            log.warn("{}. Nothing is lost: it is tried again until it succeeds", message, cause);
        } else if (isNew) {
            loudAt = now;
            log.warn("{}, try {}", message, failures);
        } else if (Duration.between(loudAt, now).compareTo(REMINDER) >= 0) {
            loudAt = now;
            log.warn("{}, for {} s now, {} tries", message, seconds(now), failures);
        } else {
            log.debug("{}, try {}", message, failures);
        }
        return failures;
    }

    public void succeeded() {
        if (failures > 0) {
            log.info("{} again after {} s and {} failed tries", recovery, seconds(clock.instant()), failures);
            failures = 0;
            kinds.clear();
        }
    }

    private long seconds(Instant now) {
        return Duration.between(since, now).toSeconds();
    }
}
