package io.ovoscope.collector.score;

import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Which offsets of a partition are still needed: the position that may be committed is the lowest of them. */
final class OffsetLedger {
    private final NavigableSet<Long> needed = new TreeSet<>();
    private long next = -1;

    /** A record that has been seen and is needed until it is released. */
    void need(long offset) {
        needed.add(offset);
        passed(offset);
    }

    /** A record that has been seen and is not needed. */
    void passed(long offset) {
        next = Math.max(next, offset + 1);
    }

    void release(Collection<Long> offsets) {
        needed.removeAll(offsets);
    }

    /** The offset to start from after a restart; −1 while nothing has been seen. */
    long position() {
        return needed.isEmpty() ? next : needed.first();
    }
}
