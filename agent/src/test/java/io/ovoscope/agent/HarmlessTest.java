package io.ovoscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.activation.MonitoredGraph;
import io.ovoscope.agent.activation.MonitoredModel;
import io.ovoscope.agent.activation.MonitoredMultiLayer;
import io.ovoscope.agent.send.DropReason;
import io.ovoscope.agent.snapshot.ScheduleSettings;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingGraphTrainer;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Ways of training whose state a probe could disturb: two epochs over the same data objects, alone and under the agent. */
class HarmlessTest {
    private static final int BATCHES = 12;
    private static final int EPOCHS = 2;

    private final RecordingSender sender = new RecordingSender();
    private final AgentSettings settings = AgentSettings.defaults()
            .withRun("harmless")
            .withQueueMaxSnapshots(4)
            .withOverheadBudget(1)
            .withSchedule(ScheduleSettings.defaults().withEvery(1));

    private static MonitoredModel monitored(Model network) {
        return network instanceof MultiLayerNetwork stack
                ? new MonitoredMultiLayer(stack)
                : new MonitoredGraph((ComputationGraph) network);
    }

    private OvoscopeAgent attach(Model network) {
        return OvoscopeAgent.attach(
                monitored(network),
                settings,
                TinyCorpus.of(40),
                TinyCorpus.vocabulary(),
                new Surroundings(sender.factory(), Clock.systemUTC(), System::nanoTime));
    }

    /** Two runs alone that agree with each other, and one under the agent that agrees with both. */
    private <N extends Model> N assertSameBits(Supplier<N> make, BiConsumer<N, List<DataSet>> train) {
        float[] expected = trainAlone(make, train, 11).params().toFloatVector();
        assertThat(trainAlone(make, train, 12).params().toFloatVector()).isEqualTo(expected);
        Nd4j.getRandom().setSeed(13);
        N network = make.get();
        assertThat(network.params().toFloatVector()).isNotEqualTo(expected);
        List<DataSet> batches = masked(BATCHES);
        try (OvoscopeAgent agent = attach(network)) {
            train.accept(network, batches);
            assertThat(agent.metrics().step()).isEqualTo(monitored(network).updates());
        }
        assertThat(network.params().toFloatVector()).isEqualTo(expected);
        assertThat(batches).isEqualTo(masked(BATCHES));
        assertThat(sender.steps()).hasSizeGreaterThan(3).startsWith(0L).endsWith((long)
                monitored(network).updates());
        return network;
    }

    private static <N extends Model> N trainAlone(Supplier<N> make, BiConsumer<N, List<DataSet>> train, long seed) {
        Nd4j.getRandom().setSeed(seed);
        N network = make.get();
        train.accept(network, masked(BATCHES));
        return network;
    }

    /** The second half of every other sentence is padding. */
    private static List<DataSet> masked(int count) {
        List<DataSet> batches = TinyNetworks.batches(count);
        for (DataSet batch : batches) {
            INDArray mask = Nd4j.ones(4, TinyNetworks.LENGTH);
            for (int t = TinyNetworks.LENGTH / 2; t < TinyNetworks.LENGTH; t++) {
                mask.putScalar(1, t, 0);
                mask.putScalar(3, t, 0);
            }
            batch.setFeaturesMaskArray(mask);
            batch.setLabelsMaskArray(mask.dup());
        }
        return batches;
    }

    /** The last snapshot's rows of a layer are those of {@code plain}, sentence by sentence. */
    private void assertPlainRows(int layer, Function<INDArray, INDArray> plain) {
        float[] found = sender.layer(sender.steps().get(sender.steps().size() - 1), layer);
        int at = 0;
        for (List<String> words : TinyCorpus.of(40).sentences()) {
            float[] ids = new float[words.size()];
            for (int w = 0; w < ids.length; w++) {
                ids[w] = TinyCorpus.vocabulary().encode(words.get(w))[0];
            }
            INDArray output = plain.apply(Nd4j.create(ids, new long[] {1, 1, ids.length}, 'c'));
            INDArray byTime = output.rank() == 3 ? output.permute(0, 2, 1) : output;
            float[] expected = byTime.dup('c').data().asFloat();
            assertThat(Arrays.copyOfRange(found, at, at + expected.length))
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(expected);
            at += expected.length;
        }
        assertThat(found).hasSize(at);
    }

    @Test
    void truncatedBackPropagationWithMasks() {
        MultiLayerNetwork network = assertSameBits(TinyNetworks::truncatedStack, (stack, batches) -> {
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                batches.forEach(stack::fit);
            }
        });
        assertThat(network.getIterationCount())
                .describedAs("several updates per batch")
                .isGreaterThan(BATCHES * EPOCHS);
        MultiLayerNetwork copy = network.clone();
        assertPlainRows(1, ids -> copy.feedForward(ids, false).get(2));
    }

    @Test
    void dropoutAndBatchNormalisationWithMasks() {
        ComputationGraph network = assertSameBits(TinyNetworks::normalisedGraph, (graph, batches) -> {
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                batches.forEach(graph::fit);
            }
        });
        assertThat(network.getParam("normalised_mean").toFloatVector())
                .describedAs("running mean, among the parameters that are compared")
                .isNotEqualTo(TinyNetworks.normalisedGraph()
                        .getParam("normalised_mean")
                        .toFloatVector());
        ComputationGraph copy = network.clone();
        int normalised = sender.announcement().manifest().layers().stream()
                .filter(layer -> layer.name().equals("normalised"))
                .findFirst()
                .orElseThrow()
                .index();
        assertPlainRows(
                normalised,
                ids -> Objects.requireNonNull(
                        copy.feedForward(new INDArray[] {ids}, false).get("normalised")));
    }

    /** A state from before attaching, through the first snapshot and the last. */
    @Test
    void stateOfRnnTimeStepIsLeftAlone() throws InterruptedException {
        List<DataSet> batches = TinyNetworks.batches(3);
        MultiLayerNetwork alone = TinyNetworks.stack();
        MultiLayerNetwork network = TinyNetworks.stack();
        batches.forEach(batch -> alone.rnnTimeStep(batch.getFeatures()));
        Map<String, INDArray> expected = alone.rnnGetPreviousState(1);
        assertThat(expected).isNotEmpty();

        network.rnnTimeStep(batches.get(0).getFeatures());
        OvoscopeAgent agent = attach(network);
        network.rnnTimeStep(batches.get(1).getFeatures());
        while (agent.metrics().sent() == 0) {
            Thread.sleep(5);
        }
        network.rnnTimeStep(batches.get(2).getFeatures());
        agent.close();
        assertThat(network.rnnGetPreviousState(1)).isEqualTo(expected);
        INDArray next = batches.get(0).getFeatures();
        assertThat(network.rnnTimeStep(next)).isEqualTo(alone.rnnTimeStep(next));
    }

    @Test
    void earlyStoppingOfAStack() {
        assertSameBits(
                TinyNetworks::stack,
                (stack, batches) -> new EarlyStoppingTrainer(
                                HarmlessTest.<MultiLayerNetwork>stopping(batches),
                                stack,
                                new ExistingDataSetIterator(batches))
                        .fit());
    }

    @Test
    void earlyStoppingOfAGraph() {
        assertSameBits(
                TinyNetworks::normalisedGraph,
                (graph, batches) -> new EarlyStoppingGraphTrainer(
                                HarmlessTest.<ComputationGraph>stopping(batches),
                                graph,
                                new ExistingDataSetIterator(batches))
                        .fit());
    }

    private static <N extends Model> EarlyStoppingConfiguration<N> stopping(List<DataSet> batches) {
        return new EarlyStoppingConfiguration.Builder<N>()
                .epochTerminationConditions(new MaxEpochsTerminationCondition(EPOCHS))
                .scoreCalculator(new DataSetLossCalculator(new ExistingDataSetIterator(batches), true))
                .modelSaver(new InMemoryModelSaver<>())
                .build();
    }

    /** Two of its runs differ without an agent, by the order in which its threads come: there is nothing to compare. */
    @Test
    void parallelTrainingEndsAndIsWatched() {
        MultiLayerNetwork network = TinyNetworks.stack();
        float[] before = network.params().toFloatVector();
        try (OvoscopeAgent agent = attach(network)) {
            parallel(network, TinyNetworks.batches(BATCHES));
            assertThat(agent.metrics().dropped().keySet()).isSubsetOf(DropReason.QUEUE_FULL);
        }
        assertThat(network.params().toFloatVector()).isNotEqualTo(before);
        assertThat(sender.steps()).hasSizeGreaterThan(2).startsWith(0L);
    }

    private static void parallel(MultiLayerNetwork network, List<DataSet> batches) {
        ParallelWrapper wrapper = new ParallelWrapper.Builder<>(network)
                .workers(2)
                .averagingFrequency(2)
                .prefetchBuffer(0)
                .build();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            wrapper.fit(new ExistingDataSetIterator(batches));
        }
        wrapper.shutdown();
    }
}
