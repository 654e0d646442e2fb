package io.ovoscope.javaagent.program;

import java.io.File;
import java.util.List;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingResult;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.listeners.ScoreIterationListener;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A program that knows nothing of Ovoscope. Trains what its first argument says, two epochs over the same data objects, and prints
 * {@code parameters} and their digest.
 */
public final class Train {
    private static final int BATCHES = 12;
    private static final int EPOCHS = 2;

    private Train() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "stack" -> stack();
            case "graph" -> graph();
            case "locked" -> locked();
            case "both" -> both();
            case "listeners" -> listeners();
            case "restored" -> restored(new File(arguments[1]));
            case "stopping" -> stopping();
            case "parallel" -> parallel(Models.stack());
            case "parallel-dropout" -> parallel(Models.graph());
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void say(String digest) {
        System.out.println("parameters " + digest);
    }

    private static void stack() throws Exception {
        MultiLayerNetwork network = Models.stack();
        network.fit(new ExistingDataSetIterator(Models.batches(BATCHES)), EPOCHS);
        say(Models.digest(network));
    }

    private static void graph() throws Exception {
        ComputationGraph network = Models.graph();
        List<DataSet> batches = Models.batches(BATCHES);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            batches.forEach(network::fit);
        }
        say(Models.digest(network));
    }

    /** By the overload that holds the network's lock from the beginning. */
    private static void locked() throws Exception {
        MultiLayerNetwork network = Models.stack();
        List<DataSet> batches = Models.batches(BATCHES);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            batches.forEach(each -> network.fit(each.getFeatures(), each.getLabels(), null, null));
        }
        say(Models.digest(network));
    }

    /** A stack and a graph by turns. */
    private static void both() throws Exception {
        MultiLayerNetwork first = Models.stack();
        ComputationGraph second = Models.graph();
        List<DataSet> batches = Models.batches(BATCHES);
        for (DataSet each : batches) {
            first.fit(each);
            second.fit(each);
        }
        say(Models.digest(first));
        say(Models.digest(second));
    }

    /** Sets listeners of its own after training has begun, which throws all others away. */
    private static void listeners() throws Exception {
        MultiLayerNetwork network = Models.stack();
        List<DataSet> batches = Models.batches(BATCHES);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            batches.forEach(network::fit);
            network.setListeners(new ScoreIterationListener(1000));
        }
        say(Models.digest(network));
    }

    /** Saved after the first epoch, and trained on from the file. */
    private static void restored(File file) throws Exception {
        MultiLayerNetwork network = Models.stack();
        List<DataSet> batches = Models.batches(BATCHES);
        batches.forEach(network::fit);
        network.save(file, true);
        MultiLayerNetwork again = MultiLayerNetwork.load(file, true);
        batches.forEach(again::fit);
        say(Models.digest(again));
    }

    private static void stopping() throws Exception {
        MultiLayerNetwork network = Models.stack();
        List<DataSet> batches = Models.batches(BATCHES);
        EarlyStoppingConfiguration<MultiLayerNetwork> configuration = new EarlyStoppingConfiguration.Builder<
                        MultiLayerNetwork>()
                .epochTerminationConditions(new MaxEpochsTerminationCondition(EPOCHS))
                .scoreCalculator(new DataSetLossCalculator(new ExistingDataSetIterator(batches), true))
                .modelSaver(new InMemoryModelSaver<>())
                .build();
        EarlyStoppingResult<MultiLayerNetwork> result =
                new EarlyStoppingTrainer(configuration, network, new ExistingDataSetIterator(batches)).fit();
        say(Models.digest(result.getBestModel()));
        say(Models.digest(network));
    }

    private static void parallel(Model network) throws Exception {
        ParallelWrapper wrapper = new ParallelWrapper.Builder<>(network)
                .workers(2)
                .averagingFrequency(2)
                .prefetchBuffer(0)
                .build();
        List<DataSet> batches = Models.batches(BATCHES);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            wrapper.fit(new ExistingDataSetIterator(batches));
        }
        wrapper.shutdown();
        say(Models.digest(network));
        System.exit(0);
    }
}
