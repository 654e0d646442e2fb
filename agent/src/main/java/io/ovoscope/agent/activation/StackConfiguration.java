package io.ovoscope.agent.activation;

import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The configuration of a stack of layers. */
final class StackConfiguration implements NetworkConfiguration {
    private final MultiLayerConfiguration configuration;

    StackConfiguration(MultiLayerNetwork network) {
        configuration = MultiLayerConfiguration.fromJson(
                network.getLayerWiseConfigurations().toJson());
    }

    @Override
    public String kind() {
        return "MultiLayerNetwork";
    }

    @Override
    public String json(int updates, int epochs) {
        configuration.setIterationCount(updates);
        configuration.setEpochCount(epochs);
        for (NeuralNetConfiguration layer : configuration.getConfs()) {
            layer.setIterationCount(updates);
        }
        return configuration.toJson();
    }

    @Override
    public UpdaterLayout updaterLayout(INDArray parameters) {
        INDArray copy = parameters.dup();
        try {
            MultiLayerNetwork restored =
                    new MultiLayerNetwork(MultiLayerConfiguration.fromJson(configuration.toJson()));
            restored.init(copy, false);
            return UpdaterLayout.of(List.of(restored.getLayers()));
        } finally {
            copy.close();
        }
    }
}
