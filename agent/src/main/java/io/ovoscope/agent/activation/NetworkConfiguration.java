package io.ovoscope.agent.activation;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network's configuration as a model file holds it: read back from its own text, so that nothing done to it reaches training, and
 * that what DL4J cannot read is noticed before there is a file. It is that of the moment it was taken: a learning rate set by hand
 * later is not in it. Not thread-safe.
 */
public sealed interface NetworkConfiguration permits StackConfiguration, GraphConfiguration {
    /** Which of DL4J's restore calls reads the file: {@code MultiLayerNetwork} or {@code ComputationGraph}. */
    String kind();

    /** JSON of a network that has had so many updates and finished so many epochs. */
    String json(int updates, int epochs);

    /**
     * How a network restored from this configuration lays its updater's state out.
     *
     * @param parameters as many as the network has; not changed
     */
    UpdaterLayout updaterLayout(INDArray parameters);
}
