package io.ovoscope.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ovoscope.agent.activation.MonitoredSameDiff;
import io.ovoscope.agent.activation.NetworkSettings;
import io.ovoscope.agent.activation.SameDiffInput;
import io.ovoscope.agent.checkpoint.CheckpointSettings;
import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.agent.snapshot.ScheduleSettings;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.LayerInfo;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.BaseListener;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.autodiff.listeners.Loss;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.listeners.impl.ScoreListener;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** SameDiff graphs under the agent: what is sent, against {@code SameDiff.output}, and what training comes to, against training alone. */
class SameDiffTest {
    private static final int BATCHES = 12;
    private static final int EPOCHS = 2;
    private static final SameDiffInput IDS = SameDiffInput.ids("ids").withVocabulary(TinyGraphs.WORDS);

    private final RecordingSender sender = new RecordingSender();
    private final ProbeCorpus corpus = TinyCorpus.of(40);
    private AgentSettings settings = AgentSettings.defaults()
            .withRun("samediff")
            .withQueueMaxSnapshots(8)
            .withOverheadBudget(1)
            .withSchedule(ScheduleSettings.defaults().withEvery(1))
            .withNetwork(NetworkSettings.defaults().withLayers("embedding", "hidden", "channels"));

    private OvoscopeAgent attach(SameDiff graph, SameDiffInput input) {
        return OvoscopeAgent.attach(
                new MonitoredSameDiff(graph, input),
                settings,
                corpus,
                TinyCorpus.vocabulary(),
                new Surroundings(sender.factory(), Clock.systemUTC(), System::nanoTime));
    }

    private static Map<String, float[]> trained(SameDiff graph) {
        Map<String, float[]> values = new TreeMap<>();
        for (SDVariable variable : graph.variables()) {
            if (variable.getVariableType() == VariableType.VARIABLE) {
                values.put(variable.name(), variable.getArr().dup().data().asFloat());
            }
        }
        return values;
    }

    private static void assertSame(Map<String, float[]> found, Map<String, float[]> expected) {
        assertThat(found.keySet()).containsExactly("bias", "out", "table", "weights");
        expected.forEach(
                (name, values) -> assertThat(found.get(name)).describedAs(name).isEqualTo(values));
    }

    private static Map<String, float[]> trainAlone() {
        SameDiff graph = TinyGraphs.withAdam(TinyGraphs.causal());
        graph.fit(new ExistingDataSetIterator(TinyGraphs.batches(BATCHES)), EPOCHS);
        return trained(graph);
    }

    @Test
    void trainingEndsWithTheSameBits() {
        Map<String, float[]> expected = trainAlone();
        assertSame(trainAlone(), expected);
        SameDiff graph = TinyGraphs.withAdam(TinyGraphs.causal());
        assertThat(trained(graph).get("table")).isNotEqualTo(expected.get("table"));
        List<DataSet> batches = TinyGraphs.batches(BATCHES);
        try (OvoscopeAgent agent = attach(graph, IDS)) {
            graph.fit(new ExistingDataSetIterator(batches), EPOCHS);
            assertThat(agent.metrics().step()).isEqualTo(BATCHES * EPOCHS);
        }
        assertSame(trained(graph), expected);
        assertThat(sender.steps()).hasSizeGreaterThan(3).startsWith(0L).endsWith((long) BATCHES * EPOCHS);
        assertThat(graph.getListeners()).isEmpty();
        assertThat(batches.get(0).getFeatures())
                .isEqualTo(TinyGraphs.batches(1).get(0).getFeatures());
    }

    @Test
    void rowsAreThoseOfPlainOutputAtThatStep() throws Exception {
        SameDiff graph = TinyGraphs.withAdam(TinyGraphs.causal());
        List<SameDiff> copies = new ArrayList<>(List.of(graph.dup()));
        try (OvoscopeAgent agent = attach(graph, IDS)) {
            for (DataSet batch : TinyGraphs.batches(3)) {
                graph.fit(batch);
                copies.add(graph.dup());
                awaitSent(agent);
            }
        }
        assertThat(sender.steps()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(sender.announcement().manifest().layers())
                .extracting(LayerInfo::name)
                .containsExactly("embedding", "hidden", "channels");
        for (int step = 0; step < copies.size(); step++) {
            assertRows(step, 0, "embedding", copies.get(step), Layout.TIME_FIRST);
            assertRows(step, 1, "hidden", copies.get(step), Layout.TIME_FIRST);
            assertRows(step, 2, "channels", copies.get(step), Layout.CHANNELS_FIRST);
        }
        assertThat(sender.layer(3, 1)).isNotEqualTo(sender.layer(0, 1));
    }

    private static void awaitSent(OvoscopeAgent agent) throws InterruptedException {
        while (agent.metrics().sent() <= agent.metrics().step()) {
            Thread.sleep(5);
        }
    }

    private enum Layout {
        TIME_FIRST,
        CHANNELS_FIRST
    }

    /** Sentence by sentence; rows of positions follow each other in both [1, time, width] and [time, width]. */
    private void assertRows(int step, int layer, String name, SameDiff plain, Layout layout) {
        float[] found = sender.layer(step, layer);
        int row = 0;
        for (List<String> words : corpus.sentences()) {
            float[] ids = new float[TinyGraphs.LENGTH];
            for (int w = 0; w < words.size(); w++) {
                ids[w] = TinyCorpus.vocabulary().encode(words.get(w))[0];
            }
            INDArray output =
                    plain.outputSingle(Map.of("ids", Nd4j.create(ids, new long[] {1, TinyGraphs.LENGTH}, 'c')), name);
            float[] values = (layout == Layout.CHANNELS_FIRST ? output.permute(0, 2, 1) : output)
                    .dup('c')
                    .data()
                    .asFloat();
            int count = words.size() * TinyGraphs.WIDTH;
            int begin = row * TinyGraphs.WIDTH;
            float[] ours = Arrays.copyOfRange(found, begin, begin + count);
            assertThat(ours).usingComparatorWithPrecision(1e-6f).containsExactly(Arrays.copyOf(values, count));
            row += words.size();
        }
        assertThat(found).hasSize(row * TinyGraphs.WIDTH);
    }

    @Test
    void embeddingIsTheRowOfTheTable() {
        SameDiff graph = TinyGraphs.causal();
        attach(graph, IDS).close();
        INDArray table = graph.getVariable("table").getArr();
        float[] rows = sender.layer(0, 0);
        int at = 0;
        for (List<String> words : corpus.sentences()) {
            for (String word : words) {
                float[] expected =
                        table.getRow(TinyCorpus.vocabulary().encode(word)[0]).toFloatVector();
                assertThat(Arrays.copyOfRange(rows, at, at + TinyGraphs.WIDTH)).isEqualTo(expected);
                at += TinyGraphs.WIDTH;
            }
        }
    }

    @Test
    void stepsAreCountedOverCallsOfFitAndEpochs() {
        SameDiff graph = TinyGraphs.withAdam(TinyGraphs.causal());
        graph.fit(TinyGraphs.batches(1).get(0));
        try (OvoscopeAgent agent = attach(graph, IDS)) {
            assertThat(agent.metrics().step()).isEqualTo(1);
            graph.fit(TinyGraphs.batches(1).get(0));
            graph.fit(new ExistingDataSetIterator(TinyGraphs.batches(2)), 2);
            graph.output(Map.of("ids", TinyGraphs.batches(1).get(0).getFeatures()), "hidden");
            assertThat(agent.metrics().step()).isEqualTo(6);
        }
        assertThat(sender.steps()).startsWith(1L).endsWith(6L);
    }

    @Test
    void lossThatSameDiffDoesNotComputeIsUnknown() {
        SameDiff graph = TinyGraphs.withAdam(TinyGraphs.causal());
        try (OvoscopeAgent agent = attach(graph, IDS)) {
            graph.fit(new ExistingDataSetIterator(TinyGraphs.batches(2)), 1);
            assertThat(agent.metrics().loss()).isNaN();
        }
        List<ActivationPart> last = sender.parts(2);
        assertThat(last).isNotEmpty();
        assertThat(last.get(0).header().loss()).isNaN();
    }

    /** A random operation in training draws from the training thread's numbers, whatever the probes do. */
    @Test
    void noiseInTrainingStaysTheSameAndIsTurnedOffForTheProbes() {
        Map<String, float[]> expected = trainNoisy(TinyGraphs.noisy());
        assertSame(trainNoisy(TinyGraphs.noisy()), expected);
        SameDiff graph = TinyGraphs.noisy();
        settings = settings.withNetwork(NetworkSettings.defaults().withLayers("embedding", "noised", "hidden"));
        OvoscopeAgent agent = attach(graph, IDS.with("noise", 0));
        Map<String, float[]> found = trainNoisy(graph);
        agent.close();
        assertSame(found, expected);
        assertThat(sender.steps()).hasSizeGreaterThan(3).endsWith((long) BATCHES * EPOCHS);
        assertThat(sender.layer(BATCHES * EPOCHS, 1)).isEqualTo(sender.layer(BATCHES * EPOCHS, 0));
    }

    private static Map<String, float[]> trainNoisy(SameDiff graph) {
        graph.setTrainingConfig(TrainingConfig.builder()
                .updater(new Adam(0.01))
                .dataSetFeatureMapping("ids", "noise")
                .dataSetLabelMapping("next")
                .build());
        Nd4j.getRandom().setSeed(21);
        INDArray much = Nd4j.scalar(0.5f);
        List<DataSet> batches = TinyGraphs.batches(BATCHES);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            for (DataSet batch : batches) {
                graph.fit(new MultiDataSet(
                        new INDArray[] {batch.getFeatures(), much}, new INDArray[] {batch.getLabels()}));
            }
        }
        return trained(graph);
    }

    @Test
    void layerThatIsRandomInInferenceModeIsRefused() {
        settings = settings.withNetwork(NetworkSettings.defaults().withLayers("embedding", "hidden"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> attach(TinyGraphs.noisy(), IDS.with("noise", 0.5)))
                .withMessageContaining("layer 'hidden' gives other values each time for the same input")
                .withMessageNotContaining("layer 'embedding'");
    }

    @Test
    void layerThatACopyOfTheGraphGivesOtherwiseIsRefused() {
        settings = settings.withNetwork(NetworkSettings.defaults().withLayers("hidden", "scaled"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> attach(TinyGraphs.withVariance(), IDS))
                .withMessageContaining("layer 'scaled' gives other values in a copy")
                .withMessageNotContaining("layer 'hidden'");
        settings = settings.withNetwork(NetworkSettings.defaults().withLayers("hidden"));
        attach(TinyGraphs.withVariance(), IDS).close();
        assertThat(sender.steps()).containsExactly(0L);
    }

    @Test
    void graphThatCannotBeCopiedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> attach(TinyGraphs.withLogSoftmax(), IDS))
                .withMessageContaining("SameDiff.save and SameDiff.load");
    }

    @Test
    void paddingIsMaskedWhereTheGraphTakesAMask() {
        settings = settings.withNetwork(NetworkSettings.defaults().withLayers("context"));
        SameDiff graph = TinyGraphs.masked();
        attach(graph, IDS.withMask("mask")).close();
        INDArray table = graph.getVariable("table").getArr();
        float[] rows = sender.layer(0, 0);
        int at = 0;
        for (List<String> words : corpus.sentences()) {
            int[] ids = words.stream()
                    .mapToInt(word -> TinyCorpus.vocabulary().encode(word)[0])
                    .toArray();
            INDArray mean = table.getRows(ids).mean(true, 0);
            for (int id : ids) {
                float[] expected = table.getRow(id, true).add(mean).toFloatVector();
                assertThat(Arrays.copyOfRange(rows, at, at + TinyGraphs.WIDTH))
                        .usingComparatorWithPrecision(1e-6f)
                        .containsExactly(expected);
                at += TinyGraphs.WIDTH;
            }
        }
    }

    @Test
    void usersListenersStayWhenTheAgentGoes() {
        SameDiff graph = TinyGraphs.withAdam(TinyGraphs.causal());
        Listener users = new ScoreListener(1000);
        graph.addListeners(users);
        OvoscopeAgent agent = attach(graph, IDS);
        assertThat(graph.getListeners()).hasSize(2);
        agent.close();
        assertThat(graph.getListeners()).containsExactly(users);
    }

    @Test
    void whatDoesNotFitIsRefusedAndTheGraphIsLeftAsItWas() {
        SameDiff graph = TinyGraphs.causal();
        AgentSettings fitting = settings;
        assertRefused(
                graph, SameDiffInput.ids("tokens").with("hidden", 1), "no placeholder 'tokens'", "'hidden'", "ids");
        assertRefused(graph, SameDiffInput.ids("next"), "placeholder 'next' of shape [-1, 10, 20]", "piece ids");
        assertRefused(graph, IDS.withVocabulary(5), "expecting ids from 0 to 4");
        settings = fitting.withNetwork(NetworkSettings.defaults());
        assertRefused(graph, IDS, "network.layers is empty", "embedding", "hidden");
        settings = fitting.withNetwork(NetworkSettings.defaults().withLayers("hiden"));
        assertRefused(graph, IDS, "no layer 'hiden'", "hidden");
        settings = fitting.withNetwork(NetworkSettings.defaults().withLayers("hidden", "loss"));
        assertRefused(graph, IDS, "layers [hidden, loss]", "placeholder \"next\" is required", "than [ids]");
        settings = fitting.withCheckpoints(CheckpointSettings.defaults().withDirectory("checkpoints"));
        assertRefused(graph, IDS, "checkpoints.directory 'checkpoints'", "SameDiff.save");
        assertThat(graph.getListeners()).isEmpty();
    }

    private void assertRefused(SameDiff graph, SameDiffInput input, String... saying) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> attach(graph, input))
                .satisfies(e -> assertThat(e.getMessage()).contains(saying));
    }

    @Test
    void attachingWithinFitIsRefusedRatherThanWaitedFor() {
        SameDiff graph = TinyGraphs.withAdam(TinyGraphs.causal());
        List<String> said = new ArrayList<>();
        graph.addListeners(new BaseListener() {
            @Override
            public boolean isActive(Operation operation) {
                return true;
            }

            @Override
            public void iterationDone(
                    SameDiff gradients, At at, org.nd4j.linalg.dataset.api.MultiDataSet batch, Loss loss) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> attach(graph, IDS))
                        .satisfies(e -> said.add(String.valueOf(e.getMessage())));
            }
        });
        graph.fit(TinyGraphs.batches(1).get(0));
        assertThat(said).singleElement().asString().contains("before fit");
    }

    @Test
    void lossIsThatOfAllLossVariablesWithoutRegularisation() {
        SameDiff graph = TinyGraphs.causal();
        graph.setLossVariables("loss", "hidden");
        MonitoredSameDiff network = new MonitoredSameDiff(graph, IDS);
        assertThat(network.isLossKnown()).isFalse();
        network.heard(new Loss(List.of("loss", "hidden", "L2Regularization"), new double[] {1.5, 0.25, 7}));
        assertThat(network.isLossKnown()).isTrue();
        assertThat(network.loss()).isEqualTo(1.75);
        network.heard(new Loss(List.of("loss", "hidden"), new double[] {Double.NaN, 0.25}));
        assertThat(network.isLossKnown()).isTrue();
        assertThat(network.loss()).isNaN();
        network.heard(new Loss(List.of("loss", "hidden"), new double[] {1.5, 0}));
        assertThat(network.isLossKnown()).describedAs("one was not computed").isFalse();
        assertThat(network.loss()).isNaN();
    }

    @Test
    void memoryOutsideOfTheHeapIsFlatOverManySnapshots() throws Exception {
        SameDiff graph = TinyGraphs.withAdam(TinyGraphs.causal());
        List<DataSet> batches = TinyGraphs.batches(2);
        long rowBytes = 4L * corpus.set().rows() * 3 * TinyGraphs.WIDTH;
        try (OvoscopeAgent agent = attach(graph, IDS)) {
            train(graph, agent, batches, 20);
            long before = allocated();
            train(graph, agent, batches, 100);
            assertThat(allocated() - before).isLessThan(100 * rowBytes / 4);
        }
    }

    private static void train(SameDiff graph, OvoscopeAgent agent, List<DataSet> batches, int steps) throws Exception {
        for (int step = 0; step < steps; step++) {
            graph.fit(batches.get(step % batches.size()));
            awaitSent(agent);
        }
    }

    private static long allocated() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return Pointer.totalBytes();
    }
}
