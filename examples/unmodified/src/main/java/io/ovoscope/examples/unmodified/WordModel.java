package io.ovoscope.examples.unmodified;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
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

/** A word model of two LSTMs, as somebody may have written it who never heard of Ovoscope. */
public final class WordModel {
    private static final int WIDTH = 64;
    private static final int BATCH = 16;
    private static final int LENGTH = 32;

    private WordModel() {}

    /** Trains for as many epochs as the first argument says, else 8: about a minute. */
    public static void main(String[] arguments) throws IOException {
        int epochs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8;
        List<String> vocabulary = Files.readAllLines(Path.of("examples/text/words.txt"));
        MultiLayerNetwork network = network(vocabulary.size());
        network.setListeners(new ScoreIterationListener(100));
        network.fit(new ExistingDataSetIterator(batches(vocabulary)), epochs);
        System.out.println("Trained " + network.getIterationCount() + " steps, loss " + network.score());
    }

    private static MultiLayerNetwork network(int words) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.004))
                .list()
                .layer(new EmbeddingSequenceLayer.Builder()
                        .name("embedding")
                        .nIn(words)
                        .nOut(WIDTH)
                        .build())
                .layer(lstm("lstm1"))
                .layer(lstm("lstm2"))
                .layer(new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .dataFormat(RNNFormat.NCW)
                        .nIn(WIDTH)
                        .nOut(words)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(words, LENGTH, RNNFormat.NCW))
                .build());
        network.init();
        return network;
    }

    private static LSTM lstm(String name) {
        return new LSTM.Builder()
                .name(name)
                .nIn(WIDTH)
                .nOut(WIDTH)
                .activation(Activation.TANH)
                .build();
    }

    /** The text in order, cut into windows; the next word is each word's label. */
    private static List<DataSet> batches(List<String> vocabulary) throws IOException {
        List<Integer> ids = new ArrayList<>();
        for (String sentence : Files.readAllLines(Path.of("examples/text/train.txt"))) {
            ids.add(vocabulary.indexOf("<start>"));
            for (String word : sentence.split(" ", -1)) {
                ids.add(vocabulary.indexOf(word));
            }
        }
        List<DataSet> batches = new ArrayList<>();
        for (int start = 0; start + BATCH * LENGTH < ids.size(); start += BATCH * LENGTH) {
            INDArray features = Nd4j.zeros(BATCH, 1, LENGTH);
            INDArray labels = Nd4j.zeros(BATCH, vocabulary.size(), LENGTH);
            for (int i = 0; i < BATCH * LENGTH; i++) {
                features.putScalar(i / LENGTH, 0, i % LENGTH, ids.get(start + i));
                labels.putScalar(i / LENGTH, ids.get(start + i + 1), i % LENGTH, 1);
            }
            batches.add(new DataSet(features, labels));
        }
        return batches;
    }
}
