package io.ovoscope.agent.activation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A stack of layers in training.
 *
 * @param network the user's
 */
public record MonitoredMultiLayer(MultiLayerNetwork network) implements MonitoredModel {
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
        // Not by getLayers(), which is synchronized.
        return UpdaterLayout.of(IntStream.range(0, network.getnLayers())
                .mapToObj(network::getLayer)
                .toList());
    }

    @Override
    public NetworkConfiguration configuration() {
        return new StackConfiguration(network);
    }

    /** Anew as a whole: {@code addListeners} leaves out the layers and the solver's older listeners. */
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
        return new ShadowMultiLayer(network);
    }

    @Override
    public String description() {
        return "MultiLayerNetwork, " + network.getnLayers() + " layers";
    }
}
