package io.ovoscope.examples.characters;

import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.OvoscopeAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.listeners.ScoreIterationListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** A character model of two LSTMs, trained on windows of text to say the next character. */
public final class CharacterModel {
    /** The id of a character is its place here; {@code characters.json} says the same to the agent. */
    private static final String ALPHABET = "\n .abcdefghijklmnopqrstuvwxyz";

    private static final int WIDTH = 64;
    private static final int BATCH = 16;
    private static final int LENGTH = 60;

    private CharacterModel() {}

    /** Trains for as many steps as the first argument says, else 400: about a minute. */
    public static void main(String[] arguments) throws IOException {
        int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 400;
        String text = Files.readString(Path.of("examples/text/train.txt"));
        MultiLayerNetwork network = network();
        network.setListeners(new ScoreIterationListener(50));

        AgentSettings settings = AgentSettings.read(Path.of("examples/lstm-characters/agent.yaml"));
        try (OvoscopeAgent agent = OvoscopeAgent.attach(network, settings)) { // the one line
            System.out.println("Training " + steps + " steps, watched as run " + agent.run());
            Random random = new Random(1);
            for (int step = 0; step < steps; step++) {
                network.fit(windows(text, random));
            }
        }
    }

    private static MultiLayerNetwork network() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.005))
                .list()
                .layer(lstm("lstm1", ALPHABET.length()))
                .layer(lstm("lstm2", WIDTH))
                .layer(new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .nIn(WIDTH)
                        .nOut(ALPHABET.length())
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        network.init();
        return network;
    }

    private static LSTM lstm(String name, int inputs) {
        return new LSTM.Builder()
                .name(name)
                .nIn(inputs)
                .nOut(WIDTH)
                .activation(Activation.TANH)
                .build();
    }

    /** One-hot characters [batch, alphabet, time], each with the next one as its label. */
    private static DataSet windows(String text, Random random) {
        INDArray features = Nd4j.zeros(BATCH, ALPHABET.length(), LENGTH);
        INDArray labels = Nd4j.zeros(BATCH, ALPHABET.length(), LENGTH);
        for (int window = 0; window < BATCH; window++) {
            int start = random.nextInt(text.length() - LENGTH - 1);
            for (int time = 0; time < LENGTH; time++) {
                features.putScalar(window, ALPHABET.indexOf(text.charAt(start + time)), time, 1);
                labels.putScalar(window, ALPHABET.indexOf(text.charAt(start + time + 1)), time, 1);
            }
        }
        return new DataSet(features, labels);
    }
}
