package io.ovoscope.agent.snapshot;

import io.ovoscope.agent.activation.MonitoredNetwork;
import io.ovoscope.agent.checkpoint.Draft;
import io.ovoscope.agent.checkpoint.Drafts;
import io.ovoscope.agent.send.DropReason;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that happens on the training thread: ask the schedule and the budget, copy the parameters into a buffer that is there, read the
 * loss, offer. Nothing here waits, and nothing that fails reaches training.
 *
 * <p>A snapshot is rare, so its code is seldom compiled and never in a cache: what is called for it, few and short calls, costs
 * microseconds each.
 */
public final class SnapshotTaker {
    private static final Logger log = LoggerFactory.getLogger(SnapshotTaker.class);

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long POLL_MILLIS = 10;

    private final MonitoredNetwork network;
    private final SnapshotSchedule schedule;
    private final OverheadBudget budget;
    private final SnapshotQueue queue;
    private final Drafts drafts;
    private final SnapshotCounters counters;
    private final SnapshotLosses losses;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final String queueFull;
    private long step;
    private boolean heard;
    private long tried = -1;
    private long newest = -1;
    private long newestMillis = Long.MIN_VALUE;

    /** The network's own count of updates is where steps begin: 0, or that of a network that has been trained before. */
    public SnapshotTaker(
            MonitoredNetwork network,
            SnapshotSchedule schedule,
            OverheadBudget budget,
            SnapshotQueue queue,
            Drafts drafts,
            SnapshotCounters counters,
            SnapshotLosses losses,
            Clock clock,
            LongSupplier nanoTime) {
        this.network = network;
        this.schedule = schedule;
        this.budget = budget;
        this.queue = queue;
        this.drafts = drafts;
        this.counters = counters;
        this.losses = losses;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.queueFull = "queue full (queueMaxSnapshots=" + queue.capacity() + ")";
        this.step = network.updates();
        counters.atStep(step);
    }

    /** Copies the parameters as they are before the first update under the agent; whatever schedule and budget say. */
    public void takeFirst() {
        long begin = nanoTime.getAsLong();
        take(Double.NaN, false, SnapshotTaker::always);
        spent(begin);
    }

    /**
     * After an update.
     *
     * @param iteration the network's count, from 0: it is raised only after the listeners have been called, so that
     *     {@code iteration + 1} updates have been applied
     */
    public void updated(int iteration) {
        long begin = nanoTime.getAsLong();
        budget.updated();
        // Where the count is set back from outside, steps go on all the same: a curve never runs backwards.
        step = Math.max(iteration + 1L, step + 1);
        heard = true;
        counters.atStep(step);
        try {
            if (schedule.isDue(step)) {
                takeUnlessTooDear();
            }
        } catch (Throwable e) {
            notTaken(e);
        }
        spent(begin);
    }

    /**
     * Copies the parameters as training left them, unless the newest snapshot already did; whatever schedule and budget say. To be
     * called when training has ended: it waits for a buffer, since nobody waits for it.
     *
     * @param atMostMillis longest wait; after it the snapshot is dropped
     */
    public void takeLast(long atMostMillis) {
        takeLast(atMostMillis, SnapshotTaker::always);
    }

    /**
     * The same where training may go on all the same.
     *
     * @param isOver whether it has not; where it has, the copy may be of half an update and is dropped
     */
    public void takeLast(long atMostMillis, BooleanSupplier isOver) {
        if (newest == step) {
            return;
        }
        for (long waited = 0; !queue.hasFreeBuffer() && waited < atMostMillis; waited += POLL_MILLIS) {
            LockSupport.parkNanos(POLL_MILLIS * NANOS_PER_MILLI);
        }
        // A step that was dropped when it was due is not dropped, and counted, twice.
        if (tried == step && !queue.hasFreeBuffer()) {
            return;
        }
        try {
            take(loss(), true, isOver);
        } catch (Throwable e) {
            notTaken(e);
        }
    }

    /** The step reached; may be asked from any thread. */
    public long step() {
        return counters.step();
    }

    private void takeUnlessTooDear() {
        if (schedule.mayOverdraw(step) || budget.affordsSnapshot()) {
            take(loss(), false, SnapshotTaker::always);
        } else {
            counters.skippedForBudget();
            log.debug("skipped snapshot {}: over the budget (overheadBudget)", step);
        }
    }

    /**
     * Of the newest minibatch: NaN where there has been none or the trainer does not tell, infinite where the trainer's own is NaN or infinite, which is not the
     * same and worth an alarm.
     */
    private double loss() {
        if (!heard || !network.isLossKnown()) {
            return Double.NaN;
        }
        double loss = network.loss();
        return Double.isFinite(loss) ? loss : Double.POSITIVE_INFINITY;
    }

    /** Never throws. */
    private void take(double loss, boolean last, BooleanSupplier isWhole) {
        @Nullable INDArray buffer = queue.borrow();
        counters.took(loss);
        tried = step;
        if (buffer == null) {
            losses.drop(step, DropReason.QUEUE_FULL, queueFull, null);
            return;
        }
        boolean begun = false;
        @Nullable Draft draft = null;
        try {
            network.copyParameters(buffer);
            draft = drafts.draft(step, last);
            if (!isWhole.getAsBoolean()) {
                giveBack(buffer, draft);
                losses.drop(step, DropReason.CLOSING, "training went on while it was copied", null);
                return;
            }
            Snapshot snapshot = new Snapshot(step, loss, takenMillis(), buffer, draft);
            budget.begin();
            begun = true;
            queue.offer(snapshot);
            newest = step;
        } catch (Throwable e) {
            giveBack(buffer, draft);
            if (begun) {
                budget.cancel();
            }
            losses.drop(step, DropReason.COPY_FAILED, "copying the parameters failed", e);
        }
    }

    private static boolean always() {
        return true;
    }

    private void giveBack(INDArray buffer, @Nullable Draft draft) {
        queue.giveBack(buffer);
        drafts.giveBack(draft);
    }

    /** Now; later than the snapshot before, since time tells them apart in InfluxDB. */
    private long takenMillis() {
        newestMillis = Math.max(clock.millis(), newestMillis + 1);
        return newestMillis;
    }

    /** Failed before it was tried to take one, for example where the loss cannot be read: counted as taken and lost all the same. */
    private void notTaken(Throwable e) {
        if (tried != step) {
            tried = step;
            counters.took(counters.loss());
            losses.drop(step, DropReason.COPY_FAILED, "nothing could be copied", e);
        }
    }

    private void spent(long begin) {
        long nanos = nanoTime.getAsLong() - begin;
        budget.spend(nanos);
        counters.spentOnTrainingThread(nanos);
    }
}
