package io.ovoscope.agent.snapshot;

import io.ovoscope.agent.send.DropReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What has become of the snapshots; written by the training thread and the worker, read by anybody. */
public final class SnapshotCounters {
    private final AtomicLong taken = new AtomicLong();
    private final LongAdder sent = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final LongAdder nonFinite = new LongAdder();
    private final LongAdder saturated = new LongAdder();
    private final LongAdder trainingNanos = new LongAdder();
    private final LongAdder workerNanos = new LongAdder();
    private final LongAdder sendNanos = new LongAdder();
    /** All reasons are there from the start: counting a loss needs no memory, of which there may be none. */
    private final Map<DropReason, AtomicLong> dropped = new EnumMap<>(DropReason.class);

    private volatile long step;
    private volatile double loss = Double.NaN;

    public SnapshotCounters() {
        for (DropReason reason : DropReason.values()) {
            dropped.put(reason, new AtomicLong());
        }
    }

    void atStep(long newStep) {
        step = newStep;
    }

    void took(double newLoss) {
        taken.incrementAndGet();
        loss = newLoss;
    }

    void skippedForBudget() {
        skipped.increment();
    }

    void sent(long newBytes, long newRows) {
        sent.increment();
        bytes.add(newBytes);
        rows.add(newRows);
    }

    /** Counts a loss and says whether it is the first for this reason. */
    boolean dropped(DropReason reason) {
        AtomicLong count = dropped.get(reason);
        return count != null && count.incrementAndGet() == 1;
    }

    void foundNonFiniteRows(long count) {
        nonFinite.add(count);
    }

    void foundSaturated(long count) {
        saturated.add(count);
    }

    void spentOnTrainingThread(long nanos) {
        trainingNanos.add(nanos);
    }

    void spentOnWorker(long forwardNanos, long newSendNanos) {
        workerNanos.add(forwardNanos);
        sendNanos.add(newSendNanos);
    }

    /** The newest step that training has reached. */
    public long step() {
        return step;
    }

    /** The loss at the newest snapshot; NaN before the first update, infinite where it is not finite. */
    public double loss() {
        return loss;
    }

    public long taken() {
        return taken.get();
    }

    public long sent() {
        return sent.sum();
    }

    public long skippedCount() {
        return skipped.sum();
    }

    public long bytes() {
        return bytes.sum();
    }

    public long rows() {
        return rows.sum();
    }

    /** Rows with a NaN or an infinity, which are sent as they are. */
    public long nonFiniteRows() {
        return nonFinite.sum();
    }

    /** Finite values that the precision on the wire made infinite. */
    public long saturatedValues() {
        return saturated.sum();
    }

    public double trainingThreadSeconds() {
        return trainingNanos.sum() / 1e9;
    }

    public double workerSeconds() {
        return workerNanos.sum() / 1e9;
    }

    public double sendSeconds() {
        return sendNanos.sum() / 1e9;
    }

    /** Count by reason, of the reasons that there are. */
    public Map<DropReason, Long> droppedByReason() {
        Map<DropReason, Long> counts = new TreeMap<>();
        dropped.forEach((reason, count) -> counts.put(reason, count.get()));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }
}
