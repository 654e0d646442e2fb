package io.ovoscope.agent.snapshot;

import io.ovoscope.agent.activation.ProbeRun;
import io.ovoscope.agent.checkpoint.CheckpointKeeper;
import io.ovoscope.agent.checkpoint.Draft;
import io.ovoscope.agent.checkpoint.Drafts;
import io.ovoscope.agent.send.DropReason;
import io.ovoscope.agent.send.SendFailure;
import io.ovoscope.agent.send.SnapshotSender;
import io.ovoscope.agent.send.SnapshotTransfer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Turns snapshots into activations, one after the other, on the one thread that owns the copy of the network. */
public final class SnapshotWorker {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);
    private static final String CLOSED = SnapshotPasses.CLOSED;

    private final ProbeRun probeRun;
    private final SnapshotPasses passes;
    private final SnapshotQueue queue;
    private final Drafts drafts;
    private final CheckpointKeeper keeper;
    private final SnapshotSender sender;
    private final OverheadBudget budget;
    private final SnapshotCounters counters;
    private final SnapshotLosses losses;
    private final Stopwatch watch;
    private final AtomicReference<@Nullable Snapshot> underWork = new AtomicReference<>();
    private volatile boolean finishing;
    private volatile boolean stopped;

    public SnapshotWorker(
            ProbeRun probeRun,
            PartWriter parts,
            SnapshotQueue queue,
            Drafts drafts,
            CheckpointKeeper keeper,
            SnapshotSender sender,
            OverheadBudget budget,
            SnapshotCounters counters,
            SnapshotLosses losses,
            LongSupplier nanoTime) {
        this.probeRun = probeRun;
        this.queue = queue;
        this.drafts = drafts;
        this.keeper = keeper;
        this.sender = sender;
        this.budget = budget;
        this.counters = counters;
        this.losses = losses;
        this.watch = new Stopwatch(nanoTime, Stopwatch.threadTime());
        this.passes = new SnapshotPasses(probeRun, parts, watch::forward, () -> stopped);
    }

    /** Works until {@link #finish} and an empty queue, or {@link #stop}. */
    public void run() {
        try {
            boolean more = true;
            while (more && !stopped) {
                more = turn();
            }
        } finally {
            dropTheRest();
        }
    }

    /** The next snapshot; false where there is nothing more to come. */
    private boolean turn() {
        try {
            Snapshot snapshot = queue.take(LONGEST_PAUSE, () -> finishing || stopped);
            if (snapshot == null) {
                return false;
            }
            work(snapshot);
        } catch (InterruptedException e) {
            return false;
        } catch (Throwable e) {
            abandonUnderWork(DropReason.FORWARD_FAILED, "the worker failed", e);
        }
        return true;
    }

    /** What is waiting is still worked on, and nothing more comes. */
    public void finish() {
        finishing = true;
    }

    /** The snapshot under work is given up between two batches, and what is waiting is dropped. */
    public void stop() {
        stopped = true;
    }

    /**
     * To be called from outside when the worker has ended, or has been given long enough to: what it has under work and what waits is
     * counted as lost, once, whatever becomes of the worker later.
     */
    public void giveUp() {
        stopped = true;
        abandonUnderWork(DropReason.CLOSING, CLOSED, null);
        dropTheRest();
    }

    private void work(Snapshot snapshot) {
        underWork.set(snapshot);
        watch.restart();
        try {
            load(snapshot);
            long bytes = transfer(snapshot);
            if (underWork.compareAndSet(snapshot, null)) {
                counters.sent(bytes, (long) probeRun.rows() * probeRun.layers().size());
            }
        } catch (SendFailure e) {
            abandonUnderWork(e.reason(), e.getMessage(), e.getCause());
        } catch (OutOfMemoryError e) {
            abandonUnderWork(DropReason.OUT_OF_MEMORY, "out of memory", e);
        } catch (Throwable e) {
            abandonUnderWork(DropReason.FORWARD_FAILED, "the probe set did not get through", e);
        } finally {
            budget.end(watch.forwardNanos() + watch.checkpointNanos() + watch.otherCpuNanos() + senderNanos());
            counters.spentOnWorker(watch.forwardNanos(), watch.otherNanos());
        }
    }

    /** What sending computes on threads that are not the worker's, most of it checksums. Never throws. */
    private long senderNanos() {
        try {
            return sender.freshCpuNanos();
        } catch (Throwable e) {
            return 0;
        }
    }

    /** Copies the parameters in and keeps a checkpoint, before anything is sent: it needs no broker. */
    private void load(Snapshot snapshot) {
        @Nullable Draft draft = snapshot.draft();
        // One buffer for the updater's state per buffer for parameters: the latter is not free before the former.
        boolean isFreeAtOnce = draft == null || draft.updaterState() == null;
        boolean returned = false;
        try {
            watch.forward(() -> probeRun.setParameters(snapshot.parameters()));
            if (isFreeAtOnce) {
                returned = true;
                queue.giveBack(snapshot.parameters());
            }
            if (draft != null) {
                watch.checkpoint(() -> keeper.keep(
                        snapshot.step(), snapshot.takenAt(), snapshot.loss(), draft, probeRun.parameters()));
            }
        } finally {
            drafts.giveBack(draft);
            if (!returned) {
                queue.giveBack(snapshot.parameters());
            }
        }
    }

    /** Nothing where it has been counted already, as sent or as lost. */
    private void abandonUnderWork(DropReason reason, @Nullable String detail, @Nullable Throwable cause) {
        Snapshot lost = underWork.getAndSet(null);
        if (lost != null) {
            losses.drop(lost.step(), reason, detail, cause);
        }
    }

    private long transfer(Snapshot snapshot) throws SendFailure {
        try (SnapshotTransfer transfer = sender.begin()) {
            long bytes =
                    passes.send(new PartWriter.Moment(snapshot.step(), snapshot.loss(), snapshot.takenAt()), transfer);
            transfer.commit();
            return bytes;
        }
    }

    private void dropTheRest() {
        for (Snapshot rest = queue.takeNow(); rest != null; rest = queue.takeNow()) {
            losses.drop(rest.step(), DropReason.CLOSING, CLOSED, null);
            drafts.giveBack(rest.draft());
            queue.giveBack(rest.parameters());
            budget.cancel();
        }
    }
}
