package io.ovoscope.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Language models of some hundred parameters, and something for them to learn. */
public final class TinyNetworks {
    public static final int WORDS = 20;
    public static final int WIDTH = 8;
    public static final int LENGTH = 10;

    private TinyNetworks() {}

    private static NeuralNetConfiguration.Builder base() {
        return new NeuralNetConfiguration.Builder().seed(7).updater(new Adam(0.01));
    }

    private static RnnOutputLayer output(int width, RNNFormat format) {
        return new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .dataFormat(format)
                .nIn(width)
                .nOut(WORDS)
                .activation(Activation.SOFTMAX)
                .build();
    }

    private static EmbeddingSequenceLayer embedding(RNNFormat format) {
        return new EmbeddingSequenceLayer.Builder()
                .nIn(WORDS)
                .nOut(WIDTH)
                .outputDataFormat(format)
                .build();
    }

    private static LSTM lstm() {
        return new LSTM.Builder()
                .nIn(WIDTH)
                .nOut(WIDTH)
                .activation(Activation.TANH)
                .dropOut(0.8)
                .build();
    }

    /** Embedding and two LSTMs with dropout. */
    public static MultiLayerNetwork stack() {
        MultiLayerNetwork network = new MultiLayerNetwork(base().list()
                .layer(embedding(RNNFormat.NCW))
                .layer(lstm())
                .layer(lstm())
                .layer(output(WIDTH, RNNFormat.NCW))
                .setInputType(InputType.recurrent(WORDS, LENGTH, RNNFormat.NCW))
                .build());
        network.init();
        return network;
    }

    /** Two LSTMs by truncated back-propagation: three updates for a batch. */
    public static MultiLayerNetwork truncatedStack() {
        MultiLayerNetwork network = new MultiLayerNetwork(base().list()
                .layer(embedding(RNNFormat.NCW))
                .layer(lstm())
                .layer(lstm())
                .layer(output(WIDTH, RNNFormat.NCW))
                .setInputType(InputType.recurrent(WORDS, LENGTH, RNNFormat.NCW))
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(4)
                .build());
        network.init();
        return network;
    }

    /** Embedding, an LSTM with dropout (a layer of its own takes no mask in DL4J), batch normalisation of positions. */
    public static ComputationGraph normalisedGraph() {
        ComputationGraph network = new ComputationGraph(base().graphBuilder()
                .addInputs("tokens")
                .setInputTypes(InputType.recurrent(WORDS, RNNFormat.NCW))
                .addLayer("embedding", embedding(RNNFormat.NCW), "tokens")
                .addLayer("lstm", lstm(), "embedding")
                .addLayer(
                        "normalised",
                        new BatchNormalization.Builder().nIn(WIDTH).nOut(WIDTH).build(),
                        new RnnToFeedForwardPreProcessor(RNNFormat.NCW),
                        "lstm")
                .addLayer("output", output(WIDTH, RNNFormat.NCW), "normalised")
                .setOutputs("output")
                .build());
        network.init();
        return network;
    }

    /** One-hot characters into an LSTM that reads both ways. */
    public static MultiLayerNetwork oneHotBothWays() {
        MultiLayerNetwork network = new MultiLayerNetwork(base().list()
                .layer(new Bidirectional(
                        Bidirectional.Mode.CONCAT,
                        new LSTM.Builder()
                                .nIn(WORDS)
                                .nOut(WIDTH)
                                .activation(Activation.TANH)
                                .build()))
                .layer(output(2 * WIDTH, RNNFormat.NCW))
                .setInputType(InputType.recurrent(WORDS, RNNFormat.NCW))
                .build());
        network.init();
        return network;
    }

    /** A small causal transformer: embedding, dropout, two attention blocks with a residual around the second. */
    public static ComputationGraph graph() {
        ComputationGraph network = new ComputationGraph(base().graphBuilder()
                .addInputs("tokens")
                .setInputTypes(InputType.recurrent(WORDS, LENGTH, RNNFormat.NCW))
                .addLayer("embedding", embedding(RNNFormat.NCW), "tokens")
                .addLayer("dropout", new DropoutLayer(0.8), "embedding")
                .addLayer("block1", new CausalBlock(WIDTH, LENGTH), "dropout")
                .addLayer("block2", new CausalBlock(WIDTH, LENGTH), "block1")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "block1", "block2")
                .addLayer("output", output(WIDTH, RNNFormat.NCW), "sum")
                .setOutputs("output")
                .build());
        network.init();
        return network;
    }

    /** Time before features. */
    public static ComputationGraph timeFirstGraph() {
        LSTM lstm = lstm();
        lstm.setRnnDataFormat(RNNFormat.NWC);
        ComputationGraph network = new ComputationGraph(base().graphBuilder()
                .addInputs("tokens")
                .addLayer("embedding", embedding(RNNFormat.NWC), "tokens")
                .addLayer("lstm", lstm, "embedding")
                .addLayer("output", output(WIDTH, RNNFormat.NWC), "lstm")
                .setOutputs("output")
                .build());
        network.init();
        return network;
    }

    /** Batches of four random sentences with the next word as label. */
    public static List<DataSet> batches(int count) {
        Random random = new Random(3);
        List<DataSet> batches = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            float[] ids = new float[4 * LENGTH];
            INDArray labels = Nd4j.zeros(4, WORDS, LENGTH);
            for (int i = 0; i < ids.length; i++) {
                ids[i] = random.nextInt(WORDS);
                labels.putScalar(i / LENGTH, (int) (ids[i] + 1) % WORDS, i % LENGTH, 1);
            }
            batches.add(new DataSet(Nd4j.create(ids, new long[] {4, 1, LENGTH}, 'c'), labels));
        }
        return batches;
    }
}
