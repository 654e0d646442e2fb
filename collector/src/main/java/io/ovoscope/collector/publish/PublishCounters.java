package io.ovoscope.collector.publish;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What publishing has done so far. Alert on {@code points.refused} and {@code records.unreadable}, which should stay at zero, and on
 * {@code requests.retried} while it rises.
 */
final class PublishCounters {
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong retried = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();

    void written(int points) {
        written.addAndGet(points);
    }

    void retried() {
        retried.incrementAndGet();
    }

    void refused() {
        refused.incrementAndGet();
    }

    void unreadable() {
        unreadable.incrementAndGet();
    }

    /** By the names they have in health records. */
    Map<String, Long> values() {
        return Map.of(
                "points.written", written.get(),
                "requests.retried", retried.get(),
                "points.refused", refused.get(),
                "records.unreadable", unreadable.get());
    }
}
