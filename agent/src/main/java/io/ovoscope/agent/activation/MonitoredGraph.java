package io.ovoscope.agent.activation;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A graph in training.
 *
 * @param network the user's
 */
public record MonitoredGraph(ComputationGraph network) implements MonitoredModel {
    @Override
    public int updates() {
        return network.getIterationCount();
    }

    @Override
    public Model model() {
        return network;
    }

    @Override
    public int epochs() {
        return network.getEpochCount();
    }

    @Override
    public @Nullable INDArray updaterState() {
        return network.getUpdater().getStateViewArray();
    }

    @Override
    public UpdaterLayout updaterLayout() {
        return UpdaterLayout.of(network);
    }

    @Override
    public NetworkConfiguration configuration() {
        return new GraphConfiguration(network);
    }

    @Override
    public void add(TrainingListener listener) {
        List<TrainingListener> listeners = MonitoredModel.withoutSilent(network.getListeners());
        listeners.add(listener);
        network.setListeners(listeners);
    }

    @Override
    public boolean hasListener(TrainingListener listener) {
        return network.getListeners().stream().anyMatch(each -> each == listener);
    }

    @Override
    public void remove(TrainingListener listener) {
        List<TrainingListener> listeners = new ArrayList<>(network.getListeners());
        listeners.removeIf(each -> each == listener);
        network.setListeners(listeners);
    }

    @Override
    public ShadowNetwork shadow() {
        return new ShadowGraph(network);
    }

    @Override
    public String description() {
        return "ComputationGraph, " + network.getVertices().length + " vertices";
    }
}
