package io.ovoscope.demo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** Compares the output layer with DL4J's own, which computes the same thing more slowly. */
class WordSoftmaxTest {

    private static final ModelConfig CONFIG = TinyText.model(ModelConfig.Architecture.LSTM, 5);

    private final DataSet batch = TrainingRun.batch(TinyText.windows(2).next(3));
    private final MultiLayerNetwork ours = network(new WordSoftmax(CONFIG));
    private final MultiLayerNetwork theirs = network(rnnOutputLayer(false));

    @Test
    void scoreIsTheOtherLayersPerToken() {
        assertThat(ours.score(batch)).isCloseTo(theirs.score(batch) / TinyText.TOKENS, within(1e-5));
    }

    @Test
    void gradientIsTheOtherLayersPerToken() {
        ours.fit(batch);
        theirs.fit(batch);

        // Plain gradient descent with rate 1 and rate 1/tokens takes the same step.
        assertThat(ours.params().equalsWithEps(theirs.params(), 1e-5)).isTrue();
        assertThat(ours.params().equalsWithEps(network(new WordSoftmax(CONFIG)).params(), 1e-3))
                .isFalse();
    }

    @Test
    void distributionsAreTheOtherLayers() {
        // Asked for an output, DL4J's layer fails without a bias; a bias of zero changes nothing.
        MultiLayerNetwork withBias = network(rnnOutputLayer(true));
        INDArray output = ours.output(batch.getFeatures());

        assertThat(output.shape()).containsExactly(3, CONFIG.vocabulary(), TinyText.TOKENS);
        assertThat(output.equalsWithEps(withBias.output(batch.getFeatures()), 1e-6))
                .isTrue();
    }

    @Test
    void scoreAfterAnUpdateIsThatOfTheTextAskedFor() {
        DataSet other = TrainingRun.batch(TinyText.windows(9).next(3));
        ours.fit(batch);
        double afterwards = ours.score(other);

        assertThat(afterwards).isEqualTo(ours.score(other)).isNotEqualTo(ours.score(batch));
    }

    private static Layer rnnOutputLayer(boolean bias) {
        return new RnnOutputLayer.Builder(new LossSparseMCXENT())
                .dataFormat(RNNFormat.NCW)
                .nIn(CONFIG.width())
                .nOut(CONFIG.vocabulary())
                .hasBias(bias)
                .activation(Activation.SOFTMAX)
                .build();
    }

    private static MultiLayerNetwork network(Layer output) {
        double rate = output instanceof WordSoftmax ? 1 : 1.0 / TinyText.TOKENS;
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Sgd(rate))
                .list()
                .layer(new EmbeddingSequenceLayer.Builder()
                        .nIn(CONFIG.vocabulary())
                        .nOut(CONFIG.width())
                        .build())
                .layer(new LSTM.Builder()
                        .nIn(CONFIG.width())
                        .nOut(CONFIG.width())
                        .build())
                .layer(output)
                .setInputType(InputType.recurrent(CONFIG.vocabulary(), TinyText.TOKENS, RNNFormat.NCW))
                .build());
        network.init();
        return network;
    }
}
