package io.ovoscope.agent.snapshot;

import io.ovoscope.agent.send.DropReason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts every lost snapshot, and logs the first of each reason loudly. */
public final class SnapshotLosses {
    private static final Logger log = LoggerFactory.getLogger(SnapshotLosses.class);

    private final String run;
    private final SnapshotCounters counters;

    public SnapshotLosses(String run, SnapshotCounters counters) {
        this.run = run;
        this.counters = counters;
    }

    /**
     * A snapshot is lost, whole. Never throws: it is counted first, and a log that fails is left alone.
     *
     * @param detail for example {@code queue full (queueMaxSnapshots=1)}
     */
    public void drop(long step, DropReason reason, @Nullable String detail, @Nullable Throwable cause) {
        boolean first = counters.dropped(reason);
        try {
            tell(first, step, reason, detail, cause);
        } catch (Throwable e) {
            // Out of memory, or a log that throws: there is nobody left to tell, and the loss is counted.
        }
    }

    private void tell(boolean first, long step, DropReason reason, @Nullable String detail, @Nullable Throwable cause) {
        if (first) {
            log.warn(
                    "dropped snapshot {} of run {}: {}; training is not affected; further ones are counted as"
                            + " snapshots.dropped.{}",
                    step,
                    run,
                    detail,
                    reason.text(),
                    cause);
        } else {
            log.debug("dropped snapshot {} of run {}: {}", step, run, detail, cause);
        }
    }
}
