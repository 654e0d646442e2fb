package io.ovoscope.agent.snapshot;

import io.ovoscope.agent.activation.ProbeRun;
import io.ovoscope.agent.send.DropReason;
import io.ovoscope.agent.send.SendFailure;
import io.ovoscope.agent.send.SnapshotSender;
import io.ovoscope.agent.send.SnapshotTransfer;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns snapshots into activations, one after the other, on the one thread that owns the copy of the network. */
public final class SnapshotWorker {
    private static final Logger log = LoggerFactory.getLogger(SnapshotWorker.class);
    private static final Duration IDLE = Duration.ofMillis(100);

    private final ProbeRun probeRun;
    private final PartWriter parts;
    private final SnapshotQueue queue;
    private final SnapshotSender sender;
    private final OverheadBudget budget;
    private final SnapshotCounters counters;
    private final SnapshotLosses losses;
    private final LongSupplier nanoTime;
    private volatile boolean finishing;
    private volatile boolean stopped;

    public SnapshotWorker(
            ProbeRun probeRun,
            PartWriter parts,
            SnapshotQueue queue,
            SnapshotSender sender,
            OverheadBudget budget,
            SnapshotCounters counters,
            SnapshotLosses losses,
            LongSupplier nanoTime) {
        this.probeRun = probeRun;
        this.parts = parts;
        this.queue = queue;
        this.sender = sender;
        this.budget = budget;
        this.counters = counters;
        this.losses = losses;
        this.nanoTime = nanoTime;
    }

    /** Works until {@link #finish} and an empty queue, or {@link #stop}. */
    public void run() {
        try {
            while (!stopped) {
                // Asked before the queue: what was offered before finish() is then found by this look, or was by an
                // earlier one.
                boolean last = finishing;
                Snapshot snapshot = queue.take(IDLE);
                if (snapshot != null) {
                    work(snapshot);
                } else if (last) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            log.debug("interrupted while waiting for a snapshot", e);
        }
        dropTheRest();
    }

    /** What is waiting is still worked on, and nothing more comes. */
    public void finish() {
        finishing = true;
    }

    /** The snapshot under work is given up between two batches, and what is waiting is dropped. */
    public void stop() {
        stopped = true;
    }

    private void work(Snapshot snapshot) {
        Stopwatch watch = new Stopwatch(nanoTime);
        boolean returned = false;
        try {
            watch.forward(() -> probeRun.setParameters(snapshot.parameters()));
            returned = true;
            queue.giveBack(snapshot.parameters());
            long bytes = transfer(snapshot, watch);
            counters.sent(bytes, (long) probeRun.rows() * probeRun.layers().size());
        } catch (SendFailure e) {
            losses.drop(snapshot.step(), e.reason(), e.getMessage(), e.getCause());
        } catch (OutOfMemoryError e) {
            losses.drop(snapshot.step(), DropReason.OUT_OF_MEMORY, "out of memory", e);
        } catch (Throwable e) {
            losses.drop(snapshot.step(), DropReason.FORWARD_FAILED, "the probe set did not get through: " + e, e);
        } finally {
            if (!returned) {
                queue.giveBack(snapshot.parameters());
            }
            budget.end(watch.forwardNanos());
            counters.spentOnWorker(watch.forwardNanos(), watch.otherNanos());
        }
    }

    /** Layer 0 first, by a pass of its own that goes no further (usually the embedding, which costs little), then the others. */
    private long transfer(Snapshot snapshot, Stopwatch watch) throws SendFailure {
        int layers = probeRun.layers().size();
        try (SnapshotTransfer transfer = sender.begin()) {
            long bytes = pass(snapshot, transfer, 0, 1, watch);
            if (layers > 1) {
                bytes += pass(snapshot, transfer, 1, layers, watch);
            }
            transfer.commit();
            return bytes;
        }
    }

    private long pass(Snapshot snapshot, SnapshotTransfer transfer, int begin, int end, Stopwatch watch)
            throws SendFailure {
        long bytes = 0;
        for (int batch = 0; batch < probeRun.batchCount(); batch++) {
            if (stopped) {
                throw new SendFailure(DropReason.CLOSING, "the agent was closed (closeTimeoutMillis)", null);
            }
            int now = batch;
            watch.forward(() -> probeRun.forward(now, begin, end));
            for (int layer = begin; layer < end; layer++) {
                bytes += parts.send(snapshot, layer, probeRun, batch, transfer);
            }
        }
        return bytes;
    }

    private void dropTheRest() {
        for (Snapshot rest = queue.takeNow(); rest != null; rest = queue.takeNow()) {
            losses.drop(rest.step(), DropReason.CLOSING, "the agent was closed (closeTimeoutMillis)", null);
            queue.giveBack(rest.parameters());
            budget.cancel();
        }
    }
}
