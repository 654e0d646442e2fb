package io.ovoscope.collector.publish;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log says of failures that are tried again: the first and any of a new kind loudly, then a reminder at intervals. */
final class Outage {
    private static final Logger log = LoggerFactory.getLogger(Outage.class);
    private static final Duration REMINDER = Duration.ofMinutes(5);

    private final InstantSource clock;
    private Instant since = Instant.EPOCH;
    private Instant loudAt = Instant.EPOCH;
    private String reason = "";
    private int failures;

    Outage(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes note of a failure and says how many there have been in a row. */
    int failed(StoreException failure) {
        Instant now = clock.instant();
        String message = String.valueOf(failure.getMessage());
        failures++;
        if (failures == 1) {
            since = now;
        }
        if (failures == 1 || !message.equals(reason)) {
            loudAt = now;
            log.warn("{}. Nothing is lost: it is tried again until it succeeds", message, failure.getCause());
        } else if (Duration.between(loudAt, now).compareTo(REMINDER) >= 0) {
            loudAt = now;
            log.warn("{}, for {} s now, {} tries", message, seconds(now), failures);
        } else {
            log.debug("{}, try {}", message, failures);
        }
        reason = message;
        return failures;
    }

    void succeeded() {
        if (failures > 0) {
            log.info("InfluxDB takes points again after {} s and {} failed tries", seconds(clock.instant()), failures);
            failures = 0;
            reason = "";
        }
    }

    private long seconds(Instant now) {
        return Duration.between(since, now).toSeconds();
    }
}
