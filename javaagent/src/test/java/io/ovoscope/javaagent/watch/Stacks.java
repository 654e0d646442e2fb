package io.ovoscope.javaagent.watch;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Networks of two layers. */
final class Stacks {
    private Stacks() {}

    /** Not initialised: without parameters. */
    static MultiLayerNetwork raw(int width) {
        return new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.1))
                .list()
                .layer(new DenseLayer.Builder().nIn(2).nOut(width).build())
                .layer(new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
                        .nIn(width)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    }

    /** With 4 × width + 1 parameters. */
    static MultiLayerNetwork of(int width) {
        MultiLayerNetwork network = raw(width);
        network.init();
        return network;
    }

    /** One that has been trained before, as far as it knows. */
    static MultiLayerNetwork restored(int width, int updates) {
        MultiLayerNetwork network = of(width);
        network.setIterationCount(updates);
        return network;
    }
}
