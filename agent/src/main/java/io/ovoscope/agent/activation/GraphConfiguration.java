package io.ovoscope.agent.activation;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The configuration of a graph. */
final class GraphConfiguration implements NetworkConfiguration {
    private final ComputationGraphConfiguration configuration;

    GraphConfiguration(ComputationGraph network) {
        configuration = ComputationGraphConfiguration.fromJson(
                network.getConfiguration().toJson());
    }

    @Override
    public String kind() {
        return "ComputationGraph";
    }

    @Override
    public String json(int updates, int epochs) {
        configuration.setIterationCount(updates);
        configuration.setEpochCount(epochs);
        return configuration.toJson();
    }

    @Override
    public UpdaterLayout updaterLayout(INDArray parameters) {
        INDArray copy = parameters.dup();
        try {
            ComputationGraph restored =
                    new ComputationGraph(ComputationGraphConfiguration.fromJson(configuration.toJson()));
            restored.init(copy, false);
            return UpdaterLayout.of(restored);
        } finally {
            copy.close();
        }
    }
}
