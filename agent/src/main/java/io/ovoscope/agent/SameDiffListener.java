package io.ovoscope.agent;

import io.ovoscope.agent.activation.MonitoredSameDiff;
import io.ovoscope.agent.snapshot.SnapshotTaker;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.BaseListener;
import org.nd4j.autodiff.listeners.Loss;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** SameDiff's side of the agent: called by the training thread after each update, and never while the graph is evaluated. */
final class SameDiffListener extends BaseListener implements Hearing {
    private final MonitoredSameDiff network;
    private volatile @Nullable SnapshotTaker taker;

    SameDiffListener(MonitoredSameDiff network, SnapshotTaker taker) {
        this.network = network;
        this.taker = taker;
    }

    @Override
    public boolean isActive(Operation operation) {
        return operation == Operation.TRAINING;
    }

    /** The graph that SameDiff names is one of its own making, of the gradients; it shares its variables with the user's. */
    @Override
    public void iterationDone(SameDiff gradients, At at, MultiDataSet minibatch, Loss loss) {
        @Nullable SnapshotTaker hearing = taker;
        if (hearing != null) {
            network.heard(loss);
            hearing.updated(at.iteration());
        }
    }

    @Override
    public void begin() {
        network.add(this);
    }

    @Override
    public boolean isThere() {
        return network.hasListener(this);
    }

    @Override
    public void end() {
        network.remove(this);
    }

    @Override
    public void silence() {
        taker = null;
    }
}
