package io.ovoscope.agent;

import io.ovoscope.agent.activation.MonitoredModel;
import io.ovoscope.agent.snapshot.SnapshotTaker;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.jspecify.annotations.Nullable;

/** DL4J's side of the agent: called by the training thread after each update. */
final class SnapshotListener extends BaseTrainingListener implements Hearing, MonitoredModel.Passing {
    private final MonitoredModel network;
    private volatile @Nullable SnapshotTaker taker;

    SnapshotListener(MonitoredModel network, SnapshotTaker taker) {
        this.network = network;
        this.taker = taker;
    }

    /** Layer-wise pretraining calls with a layer: that is no update of the network. */
    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        @Nullable SnapshotTaker hearing = taker;
        if (hearing != null && network.is(model)) {
            hearing.updated(iteration);
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

    @Override
    public boolean isSilent() {
        return taker == null;
    }
}
