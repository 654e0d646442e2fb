package io.ovoscope.agent.checkpoint;

import io.ovoscope.agent.activation.MonitoredMultiLayer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Measures what docs/checkpoints.md says a checkpoint costs: to be run by hand, with the directory to write to. Between two
 * measurements the parameters are written over, as an update would.
 */
public final class CheckpointCost {
    private static final int ROUNDS = 25;
    private static final int WARM_UP = 5;
    private static final double MILLI = 1e6;
    private static final PrintStream OUT = System.out;

    private CheckpointCost() {}

    /** Argument: a directory. */
    public static void main(String[] arguments) throws IOException {
        for (int width : new int[] {700, 3_200}) {
            for (boolean saveUpdater : new boolean[] {false, true}) {
                measure(Path.of(arguments[0]), width, saveUpdater);
            }
        }
    }

    private static void measure(Path directory, int width, boolean saveUpdater) throws IOException {
        MultiLayerNetwork network = network(width);
        CheckpointSettings settings =
                StoreFixture.settings(directory).withMaxCheckpoints(3, 1).withSaveUpdater(saveUpdater);
        MonitoredMultiLayer monitored = new MonitoredMultiLayer(network);
        CheckpointCounters counters = new CheckpointCounters();
        INDArray buffer = Nd4j.createUninitializedDetached(
                network.params().dataType(), network.params().length());
        double[] parameters = new double[ROUNDS];
        double[] draft = new double[ROUNDS];
        double[] keep = new double[ROUNDS];
        try (Drafts drafts = new Drafts(monitored, settings, counters, 1);
                CheckpointStore store = store(settings, monitored, counters)) {
            for (int round = 0; round < ROUNDS; round++) {
                network.params().addi(1e-3);
                long begin = System.nanoTime();
                buffer.assign(network.params());
                long copied = System.nanoTime();
                Draft noted = Objects.requireNonNull(drafts.draft(round, false));
                long drafted = System.nanoTime();
                store.keep(round, Instant.now(), 1, noted, buffer);
                keep[round] = (System.nanoTime() - drafted) / MILLI;
                drafts.giveBack(noted);
                parameters[round] = (copied - begin) / MILLI;
                draft[round] = (drafted - copied) / MILLI;
            }
        }
        OUT.printf(
                Locale.ROOT,
                "%,d parameters, saveUpdater %s: parameters copied in %s ms, the rest of the training thread %s ms;"
                        + " worker %s ms; %,d bytes; failed %s%n",
                network.numParams(),
                saveUpdater,
                spread(parameters),
                spread(draft),
                spread(keep),
                CheckpointFolder.list(directory).get(0).description().bytes(),
                counters.metrics().failed());
        CheckpointFolder.deleteRun(directory, "cost");
    }

    private static CheckpointStore store(
            CheckpointSettings settings, MonitoredMultiLayer network, CheckpointCounters counters) {
        return new CheckpointStore(
                settings,
                StoreFixture.manifest("cost", Instant.now(), 0),
                network.configuration(),
                counters,
                new CheckpointStore.Outside(
                        () -> 1, list -> {}, Clock.systemUTC(), System::nanoTime, UnaryOperator.identity()));
    }

    private static MultiLayerNetwork network(int width) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .updater(new Adam(0.01))
                .list()
                .layer(new DenseLayer.Builder().nIn(width).nOut(width).build())
                .layer(new OutputLayer.Builder().nIn(width).nOut(width).build())
                .build());
        network.init();
        return network;
    }

    /** Median and the largest, after the first few. */
    private static String spread(double[] millis) {
        double[] sorted = Arrays.copyOfRange(millis, WARM_UP, millis.length);
        Arrays.sort(sorted);
        return String.format(Locale.ROOT, "%.2f (at most %.2f)", sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }
}
