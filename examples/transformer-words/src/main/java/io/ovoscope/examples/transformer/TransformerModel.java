package io.ovoscope.examples.transformer;

import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.OvoscopeAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.listeners.ScoreIterationListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** A word model: three blocks of a transformer, trained on windows of text to say the next word. */
public final class TransformerModel {
    private static final int WIDTH = 48;
    private static final int BLOCKS = 3;
    private static final int BATCH = 16;
    /** Words read at once; {@code network.sequenceLength} in the agent's settings. */
    private static final int LENGTH = 32;

    private TransformerModel() {}

    /** Trains for as many steps as the first argument says, else 800: about a minute. */
    public static void main(String[] arguments) throws IOException {
        int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 800;
        List<String> vocabulary = Files.readAllLines(Path.of("examples/text/words.txt"));
        List<Integer> text = text(vocabulary);
        ComputationGraph network = network(vocabulary.size());
        network.setListeners(new ScoreIterationListener(100));

        AgentSettings settings = AgentSettings.read(Path.of("examples/transformer-words/agent.yaml"));
        try (OvoscopeAgent agent = OvoscopeAgent.attach(network, settings)) { // the one line
            System.out.println("Training " + steps + " steps, watched as run " + agent.run());
            Random random = new Random(1);
            for (int step = 0; step < steps; step++) {
                network.fit(windows(text, vocabulary.size(), random));
            }
        }
    }

    /** The ids of the text's words, with the start before every sentence. */
    private static List<Integer> text(List<String> vocabulary) throws IOException {
        List<Integer> ids = new ArrayList<>();
        for (String sentence : Files.readAllLines(Path.of("examples/text/train.txt"))) {
            ids.add(vocabulary.indexOf("<start>"));
            for (String word : sentence.split(" ", -1)) {
                ids.add(vocabulary.indexOf(word));
            }
        }
        return ids;
    }

    private static ComputationGraph network(int words) {
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.002))
                .graphBuilder()
                .addInputs("words")
                .setInputTypes(InputType.recurrent(words, LENGTH, RNNFormat.NCW))
                .addLayer(
                        "embedding",
                        new EmbeddingSequenceLayer.Builder()
                                .nIn(words)
                                .nOut(WIDTH)
                                .build(),
                        "words");
        String below = "embedding";
        for (int block = 1; block <= BLOCKS; block++) {
            graph.addLayer("block" + block, new CausalBlock(WIDTH, LENGTH), below);
            below = "block" + block;
        }
        RnnOutputLayer output = new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .dataFormat(RNNFormat.NCW)
                .nIn(WIDTH)
                .nOut(words)
                .activation(Activation.SOFTMAX)
                .build();
        ComputationGraph network = new ComputationGraph(
                graph.addLayer("output", output, below).setOutputs("output").build());
        network.init();
        return network;
    }

    /** Ids [batch, 1, time], each with the next word as its label, one-hot. */
    private static DataSet windows(List<Integer> text, int words, Random random) {
        INDArray features = Nd4j.zeros(BATCH, 1, LENGTH);
        INDArray labels = Nd4j.zeros(BATCH, words, LENGTH);
        for (int window = 0; window < BATCH; window++) {
            int start = random.nextInt(text.size() - LENGTH - 1);
            for (int time = 0; time < LENGTH; time++) {
                features.putScalar(window, 0, time, text.get(start + time));
                labels.putScalar(window, text.get(start + time + 1), time, 1);
            }
        }
        return new DataSet(features, labels);
    }
}
