package io.ovoscope.collector.score;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which offsets of a partition are still needed: the position that may be committed is the lowest of them. An offset may be needed for
 * several things; it is released once for each.
 */
final class OffsetLedger {
    private final NavigableMap<Long, Integer> needed = new TreeMap<>();
    private long next = -1;

    /** A record that has been seen and is needed until it is released. */
    void need(long offset) {
        needed.merge(offset, 1, Integer::sum);
        passed(offset);
    }

    /** A record that has been seen and is not needed. */
    void passed(long offset) {
        next = Math.max(next, offset + 1);
    }

    void release(Collection<Long> offsets) {
        for (Long offset : offsets) {
            needed.computeIfPresent(offset, (key, times) -> times > 1 ? Integer.valueOf(times - 1) : null);
        }
    }

    /** The offset to start from after a restart; −1 while nothing has been seen. */
    long position() {
        return needed.isEmpty() ? next : needed.firstKey();
    }
}
