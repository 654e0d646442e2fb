package io.ovoscope.javaagent.program;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** What the programs train: next-word models of a language of 20 words. */
final class Models {
    static final int WORDS = 20;
    private static final int WIDTH = 8;
    private static final int LENGTH = 12;

    private Models() {}

    private static RnnOutputLayer output() {
        return new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .dataFormat(RNNFormat.NCW)
                .nIn(WIDTH)
                .nOut(WORDS)
                .activation(Activation.SOFTMAX)
                .build();
    }

    private static LSTM lstm() {
        return new LSTM.Builder()
                .nIn(WIDTH)
                .nOut(WIDTH)
                .activation(Activation.TANH)
                .build();
    }

    private static EmbeddingSequenceLayer embedding() {
        return new EmbeddingSequenceLayer.Builder()
                .nIn(WORDS)
                .nOut(WIDTH)
                .outputDataFormat(RNNFormat.NCW)
                .build();
    }

    /** Two LSTMs, trained by truncated back-propagation: three updates for each batch. */
    static MultiLayerNetwork stack() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new Adam(0.01))
                .list()
                .layer(embedding())
                .layer(lstm())
                .layer(lstm())
                .layer(output())
                .setInputType(InputType.recurrent(WORDS, RNNFormat.NCW))
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(LENGTH / 3)
                .build());
        network.init();
        return network;
    }

    /** With dropout. */
    static ComputationGraph graph() {
        ComputationGraph network = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new Adam(0.01))
                .graphBuilder()
                .addInputs("words")
                .setInputTypes(InputType.recurrent(WORDS, RNNFormat.NCW))
                .addLayer("embedding", embedding(), "words")
                .addLayer("dropout", new DropoutLayer(0.8), "embedding")
                .addLayer("lstm", lstm(), "dropout")
                .addLayer("output", output(), "lstm")
                .setOutputs("output")
                .build());
        network.init();
        return network;
    }

    /** Batches of four sentences with the next word as label. */
    static List<DataSet> batches(int count) {
        Random random = new Random(3);
        List<DataSet> batches = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            INDArray ids = Nd4j.zeros(4, 1, LENGTH);
            INDArray labels = Nd4j.zeros(4, WORDS, LENGTH);
            for (int i = 0; i < 4 * LENGTH; i++) {
                int id = random.nextInt(WORDS);
                ids.putScalar(i / LENGTH, 0, i % LENGTH, id);
                labels.putScalar(i / LENGTH, (id + 1) % WORDS, i % LENGTH, 1);
            }
            batches.add(new DataSet(ids, labels));
        }
        return batches;
    }

    /** SHA-256 of the parameters' bits. */
    static String digest(Model network) throws Exception {
        float[] parameters = network.params().toFloatVector();
        ByteBuffer bytes = ByteBuffer.allocate(4 * parameters.length);
        for (float each : parameters) {
            bytes.putFloat(each);
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }
}
