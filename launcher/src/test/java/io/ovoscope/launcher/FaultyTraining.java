package io.ovoscope.launcher;

import io.ovoscope.agent.AgentMetrics;
import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.OvoscopeAgent;
import io.ovoscope.agent.activation.WordVocabulary;
import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.agent.send.DropReason;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** A small language model that is trained under an agent while things go wrong around it. */
final class FaultyTraining implements AutoCloseable {
    private static final int WORDS = 12;
    private static final int WIDTH = 16;
    private static final int LENGTH = 5;
    private static final int SENTENCES = 40;
    /** As many different batches as there are; every epoch, and the training without an agent, meets the same objects. */
    private static final int BATCHES = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<DataSet> batches;
    private final MultiLayerNetwork network = network();
    private final OvoscopeAgent agent;
    private int steps;
    private long longestStepNanos;

    FaultyTraining(AgentSettings settings) {
        this(settings, batches());
    }

    private FaultyTraining(AgentSettings settings, List<DataSet> batches) {
        this.batches = batches;
        this.agent = OvoscopeAgent.attach(network, settings, corpus(), vocabulary());
    }

    /** Another training on the same data, under an agent of its own. */
    FaultyTraining beside(AgentSettings settings) {
        return new FaultyTraining(settings, batches);
    }

    FaultyTraining train(int more) {
        for (int i = 0; i < more; i++) {
            long begin = System.nanoTime();
            network.fit(batches.get(steps % BATCHES));
            longestStepNanos = Math.max(longestStepNanos, System.nanoTime() - begin);
            steps++;
        }
        return this;
    }

    /** Goes on training until the agent's figures are as described. */
    FaultyTraining trainUntil(String what, Predicate<AgentMetrics> reached) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.test(agent.metrics())) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what + "; " + agent.metrics());
            }
            train(1);
            Thread.sleep(1);
        }
        return this;
    }

    /** Until as many more snapshots have arrived. */
    FaultyTraining trainUntilSent(long more) throws InterruptedException {
        long target = agent.metrics().sent() + more;
        return trainUntil(target + " snapshots sent", metrics -> metrics.sent() >= target);
    }

    FaultyTraining trainUntilDropped(DropReason reason) throws InterruptedException {
        long before = dropped(reason);
        return trainUntil("one more dropped as " + reason.text(), metrics -> dropped(reason) > before);
    }

    /** Until one is lost because there is no broker: whether it waited for it in vain or the connection is known to be gone. */
    FaultyTraining trainUntilBrokerIsMissed() throws InterruptedException {
        long before = missed();
        return trainUntil("one more dropped for want of a broker", metrics -> missed() > before);
    }

    private long missed() {
        return dropped(DropReason.TIMEOUT) + dropped(DropReason.BROKER_UNREACHABLE);
    }

    private long dropped(DropReason reason) {
        return agent.metrics().dropped().getOrDefault(reason, 0L);
    }

    AgentMetrics metrics() {
        return agent.metrics();
    }

    int steps() {
        return steps;
    }

    /** The longest that a fit call took, listeners included. */
    Duration longestStep() {
        return Duration.ofNanos(longestStepNanos);
    }

    float[] parameters() {
        return network.params().toFloatVector();
    }

    /** What as many steps come to without an agent. */
    float[] parametersWithoutAgent() {
        MultiLayerNetwork bare = network();
        for (int step = 0; step < steps; step++) {
            bare.fit(batches.get(step % BATCHES));
        }
        return bare.params().toFloatVector();
    }

    @Override
    public void close() {
        agent.close();
    }

    /** Without dropout, whose random numbers all networks of a JVM share. */
    private static MultiLayerNetwork network() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.01))
                .list()
                .layer(new EmbeddingSequenceLayer.Builder()
                        .nIn(WORDS)
                        .nOut(WIDTH)
                        .build())
                .layer(new LSTM.Builder()
                        .nIn(WIDTH)
                        .nOut(WIDTH)
                        .activation(Activation.TANH)
                        .build())
                .layer(new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .dataFormat(RNNFormat.NCW)
                        .nIn(WIDTH)
                        .nOut(WORDS)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(WORDS, LENGTH, RNNFormat.NCW))
                .build());
        network.init();
        return network;
    }

    private static List<DataSet> batches() {
        return new Random(1)
                .ints(BATCHES)
                .mapToObj(seed -> batch(new Random(seed)))
                .toList();
    }

    private static DataSet batch(Random random) {
        INDArray ids = Nd4j.zeros(2, 1, LENGTH);
        INDArray labels = Nd4j.zeros(2, WORDS, LENGTH);
        for (int i = 0; i < 2 * LENGTH; i++) {
            int id = random.nextInt(WORDS);
            ids.putScalar(i / LENGTH, 0, i % LENGTH, id);
            labels.putScalar(i / LENGTH, (id + 1) % WORDS, i % LENGTH, 1);
        }
        return new DataSet(ids, labels);
    }

    /** Sentences of {@link #LENGTH} words each. */
    private static ProbeCorpus corpus() {
        int rows = SENTENCES * LENGTH;
        int[] heads = new int[rows];
        Arrays.fill(heads, ProbeSet.NO_HEAD);
        TaskInfo task = new TaskInfo("UPOS", Level.MORPHOLOGY, TaskInput.TOKEN, LabelSource.GOLD, List.of("N", "V"));
        ProbeSet set = new ProbeSet(
                new ProbeSet.Words(
                        IntStream.range(0, rows).map(row -> row / LENGTH).toArray(),
                        IntStream.range(0, rows).map(row -> row % 2).toArray(),
                        new int[rows],
                        heads),
                new ProbeSet.Sentences(
                        new int[SENTENCES],
                        new int[SENTENCES],
                        IntStream.range(0, SENTENCES).toArray()),
                List.of(TaskLabels.ofTokens(
                        task, IntStream.range(0, rows).map(row -> row % 2).toArray())));
        List<String> words = List.of("dogs", "bark", "dogs", "bark", "dogs");
        return new ProbeCorpus(
                set, IntStream.range(0, SENTENCES).mapToObj(s -> words).toList(), List.of(), List.of());
    }

    private static WordVocabulary vocabulary() {
        return new WordVocabulary(Map.of("dogs", 1, "bark", 2), 0, true);
    }
}
