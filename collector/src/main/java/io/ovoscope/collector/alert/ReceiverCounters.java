package io.ovoscope.collector.alert;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What telling one receiver has come to so far. Alert on {@code refused}, which should stay at zero, and on {@code retried} and
 * {@code waiting} while they rise.
 */
final class ReceiverCounters {
    private final String receiver;
    private final AtomicLong told = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final AtomicLong retried = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private volatile long waiting;
    private volatile long firing;

    ReceiverCounters(String receiver) {
        this.receiver = receiver;
    }

    void told(int notices) {
        told.addAndGet(notices);
    }

    void repeated(int notices) {
        repeated.addAndGet(notices);
    }

    void retried() {
        retried.incrementAndGet();
    }

    /** Counts one, and says how many there have been. */
    long refused() {
        return refused.incrementAndGet();
    }

    /** How many there have been. */
    long refusals() {
        return refused.get();
    }

    void unreadable() {
        unreadable.incrementAndGet();
    }

    void now(int noticesWaiting, int findingsFiring) {
        waiting = noticesWaiting;
        firing = findingsFiring;
    }

    /** By the names they have in health records. */
    Map<String, Long> values() {
        return Map.of(
                receiver + ".told", told.get(),
                receiver + ".repeated", repeated.get(),
                receiver + ".retried", retried.get(),
                receiver + ".refused", refused.get(),
                receiver + ".unreadable", unreadable.get());
    }

    Map<String, Double> gauges() {
        return Map.of(receiver + ".waiting", (double) waiting, receiver + ".firing", (double) firing);
    }
}
