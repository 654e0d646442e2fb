package io.ovoscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.activation.MonitoredSameDiff;
import io.ovoscope.agent.activation.NetworkSettings;
import io.ovoscope.agent.activation.SameDiffInput;
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
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

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
}
