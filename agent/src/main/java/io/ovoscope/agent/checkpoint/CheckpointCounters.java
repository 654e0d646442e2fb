package io.ovoscope.agent.checkpoint;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** What has become of the checkpoints; written by the training thread and the worker, read by anybody. */
public final class CheckpointCounters {
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong deleted = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    /** All reasons are there from the start: counting needs no memory, of which there may be none. */
    private final Map<CheckpointFailure, AtomicLong> failed = new EnumMap<>(CheckpointFailure.class);

    private volatile int kept;
    private volatile long keptBytes;

    public CheckpointCounters() {
        for (CheckpointFailure reason : CheckpointFailure.values()) {
            failed.put(reason, new AtomicLong());
        }
    }

    void written() {
        written.incrementAndGet();
    }

    void deleted() {
        deleted.incrementAndGet();
    }

    /** Counts, and says whether it is the first for this reason. */
    boolean failed(CheckpointFailure reason) {
        AtomicLong count = failed.get(reason);
        return count != null && count.incrementAndGet() == 1;
    }

    void spent(long newNanos) {
        nanos.addAndGet(newNanos);
    }

    void kept(int count, long bytes) {
        kept = count;
        keptBytes = bytes;
    }

    public CheckpointMetrics metrics() {
        Map<CheckpointFailure, Long> counts = new TreeMap<>();
        failed.forEach((reason, count) -> counts.put(reason, count.get()));
        counts.values().removeIf(count -> count == 0);
        return new CheckpointMetrics(written.get(), deleted.get(), counts, kept, keptBytes, nanos.get() / 1e9);
    }
}
