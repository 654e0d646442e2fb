package io.ovoscope.agent.snapshot;

import io.ovoscope.agent.activation.ProbeRun;
import io.ovoscope.agent.send.DropReason;
import io.ovoscope.agent.send.SendFailure;
import io.ovoscope.agent.send.SnapshotTransfer;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs the probe set through a copy of the network and hands the rows of every layer over. It belongs to the thread that prepared the
 * {@link ProbeRun}.
 */
public final class SnapshotPasses {
    static final String CLOSED = "the agent was closed (closeTimeoutMillis)";

    private final ProbeRun probeRun;
    private final PartWriter parts;
    private final Consumer<Runnable> timer;
    private final BooleanSupplier stopped;

    /**
     * For all snapshots of a run.
     *
     * @param timer runs each forward pass, to measure it
     * @param stopped asked before each batch; where it says yes, the snapshot is given up
     */
    SnapshotPasses(ProbeRun probeRun, PartWriter parts, Consumer<Runnable> timer, BooleanSupplier stopped) {
        this.probeRun = probeRun;
        this.parts = parts;
        this.timer = timer;
        this.stopped = stopped;
    }

    /** For checkpoints that are examined afterwards, one after the other, as far as they go. */
    public static SnapshotPasses ofCheckpoints(ProbeRun probeRun, PartWriter parts) {
        return new SnapshotPasses(probeRun, parts.ofCheckpoints(), Runnable::run, () -> false);
    }

    /**
     * Copies the parameters in and sends all layers; the transfer is left to be committed.
     *
     * @param loss of the newest minibatch; NaN where it is not known
     * @return bytes sent
     */
    public long send(long step, double loss, Instant takenAt, INDArray parameters, SnapshotTransfer transfer)
            throws SendFailure {
        probeRun.setParameters(parameters);
        return send(new PartWriter.Moment(step, loss, takenAt), transfer);
    }

    /** Layer 0 first, by a pass of its own that goes no further (usually the embedding, which costs little), then the others. */
    long send(PartWriter.Moment moment, SnapshotTransfer transfer) throws SendFailure {
        int layers = probeRun.layers().size();
        long bytes = pass(moment, transfer, 0, 1);
        if (layers > 1) {
            bytes += pass(moment, transfer, 1, layers);
        }
        return bytes;
    }

    private long pass(PartWriter.Moment moment, SnapshotTransfer transfer, int begin, int end) throws SendFailure {
        long bytes = 0;
        for (int batch = 0; batch < probeRun.batchCount(); batch++) {
            if (stopped.getAsBoolean()) {
                throw new SendFailure(DropReason.CLOSING, CLOSED, null);
            }
            int now = batch;
            timer.accept(() -> probeRun.forward(now, begin, end));
            for (int layer = begin; layer < end; layer++) {
                bytes += parts.send(moment, rows(layer, batch), transfer);
            }
        }
        return bytes;
    }

    private PartWriter.Rows rows(int layer, int batch) {
        return new PartWriter.Rows(
                layer, probeRun.rows(), probeRun.firstRow(batch), probeRun.rowsOf(batch), probeRun.rowsOfLayer(layer));
    }
}
