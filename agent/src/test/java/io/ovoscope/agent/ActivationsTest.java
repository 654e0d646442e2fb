package io.ovoscope.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ovoscope.agent.activation.MonitoredGraph;
import io.ovoscope.agent.activation.MonitoredMultiLayer;
import io.ovoscope.agent.activation.MonitoredNetwork;
import io.ovoscope.agent.activation.NetworkSettings;
import io.ovoscope.agent.activation.Pooling;
import io.ovoscope.agent.activation.WindowContext;
import io.ovoscope.agent.activation.WordEncoder;
import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.agent.snapshot.ScheduleSettings;
import io.ovoscope.wire.LayerInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What is sent against a plain forward pass, sentence by sentence, of a copy that DL4J has written and read back. */
class ActivationsTest {
    private static final long STEPS = 3;

    private final RecordingSender sender = new RecordingSender();
    private final ProbeCorpus corpus = TinyCorpus.of(40);
    private AgentSettings settings = AgentSettings.defaults()
            .withRun("activations")
            .withQueueMaxSnapshots(8)
            .withOverheadBudget(1)
            .withSchedule(ScheduleSettings.defaults().withEvery(1));

    /** Pieces of a word: its number, and for even ones another piece before it. */
    private record TwoPieces() implements WordEncoder {
        @Override
        public int[] encode(String word) {
            int id = Integer.parseInt(word.substring(1));
            return id % 2 == 0 ? new int[] {id - 1, id} : new int[] {id};
        }

        @Override
        public OptionalInt unknownId() {
            return OptionalInt.empty();
        }

        @Override
        public OptionalInt startId() {
            return OptionalInt.of(0);
        }

        @Override
        public String description() {
            return "one or two pieces";
        }
    }

    private OvoscopeAgent attach(MonitoredNetwork network, WordEncoder encoder) {
        return OvoscopeAgent.attach(
                network,
                settings,
                corpus,
                encoder,
                new Surroundings(sender.factory(), Clock.systemUTC(), System::nanoTime));
    }

    private List<LayerInfo> layers() {
        return sender.announcement().manifest().layers();
    }

    @Test
    void rowsOfAStackAreThoseOfAPlainForwardPass() throws IOException {
        MultiLayerNetwork network = TinyNetworks.stack();
        List<MultiLayerNetwork> copies = new ArrayList<>(List.of(restored(network)));
        try (OvoscopeAgent agent = attach(new MonitoredMultiLayer(network), TinyCorpus.vocabulary())) {
            for (DataSet batch : TinyNetworks.batches((int) STEPS)) {
                network.fit(batch);
                copies.add(restored(network));
            }
            assertThat(agent.run()).isEqualTo("activations");
        }
        assertThat(sender.steps()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(layers()).extracting(LayerInfo::name).containsExactly("layer0", "layer1", "layer2");
        for (int step = 0; step <= STEPS; step++) {
            for (int layer = 0; layer < 3; layer++) {
                int index = layer;
                MultiLayerNetwork copy = copies.get(step);
                float[] expected = wordRows(
                        sentence -> copy.feedForward(ids(sentence), false).get(index + 1));
                assertClose(sender.layer(step, layer), expected);
            }
        }
    }

    @Test
    void rowsOfAGraphAreThoseOfAPlainForwardPass() throws IOException {
        settings = settings.withNetwork(NetworkSettings.defaults().withSequenceLength(TinyNetworks.LENGTH));
        ComputationGraph network = TinyNetworks.graph();
        List<ComputationGraph> copies = new ArrayList<>(List.of(restored(network)));
        try (OvoscopeAgent agent = attach(new MonitoredGraph(network), TinyCorpus.vocabulary())) {
            for (DataSet batch : TinyNetworks.batches((int) STEPS)) {
                network.fit(batch);
                copies.add(restored(network));
            }
            assertThat(agent.run()).isEqualTo("activations");
        }
        assertThat(sender.steps()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(layers()).extracting(LayerInfo::name).containsExactly("embedding", "dropout", "block1", "block2");
        for (int step = 0; step <= STEPS; step++) {
            for (LayerInfo layer : layers()) {
                ComputationGraph copy = copies.get(step);
                float[] expected = wordRows(sentence -> output(copy, padded(sentence), layer.name()));
                assertClose(sender.layer(step, layer.index()), expected);
            }
        }
        assertThat(sender.layer(0, 3)).isNotEqualTo(sender.layer(STEPS, 3));
    }

    @Test
    void verticesAreProbedByName() {
        settings = settings.withNetwork(NetworkSettings.defaults()
                .withSequenceLength(TinyNetworks.LENGTH)
                .withLayers("sum", "embedding"));
        ComputationGraph network = TinyNetworks.graph();
        attach(new MonitoredGraph(network), TinyCorpus.vocabulary()).close();
        assertThat(layers()).extracting(LayerInfo::name).containsExactly("embedding", "sum");
        assertClose(sender.layer(0, 1), wordRows(sentence -> output(network, padded(sentence), "sum")));
    }

    @Test
    void timeFirstLayoutIsFoundInTheConfiguration() {
        ComputationGraph network = TinyNetworks.timeFirstGraph();
        attach(new MonitoredGraph(network), TinyCorpus.vocabulary()).close();
        assertClose(
                sender.layer(0, 1),
                wordRows(sentence -> output(network, ids(sentence), "lstm").permute(0, 2, 1)));
    }

    @Test
    void paddingIsMaskedForLayersThatLookAhead() {
        MultiLayerNetwork network = TinyNetworks.oneHotBothWays();
        attach(new MonitoredMultiLayer(network), TinyCorpus.vocabulary()).close();
        assertThat(layers()).extracting(LayerInfo::width).containsExactly(2 * TinyNetworks.WIDTH);
        assertClose(
                sender.layer(0, 0),
                wordRows(
                        sentence -> network.feedForward(oneHot(sentence), false).get(1)));
    }

    @Test
    void rowOfAWordIsTheMeanOfItsPieces() {
        assertPooled(Pooling.MEAN);
    }

    @Test
    void rowOfAWordIsItsLastPieceWhereAskedFor() {
        assertPooled(Pooling.LAST);
    }

    private void assertPooled(Pooling pooling) {
        settings = settings.withNetwork(new NetworkSettings(List.of("layer0"), 0, 7, true, pooling, 0.9));
        MultiLayerNetwork network = TinyNetworks.stack();
        TwoPieces encoder = new TwoPieces();
        attach(new MonitoredMultiLayer(network), encoder).close();
        INDArray table = network.getLayer(0).getParam("W");
        float[] rows = sender.layer(0, 0);
        int row = 0;
        for (List<String> sentence : corpus.sentences()) {
            for (String word : sentence) {
                int[] pieces = encoder.encode(word);
                for (int f = 0; f < TinyNetworks.WIDTH; f++) {
                    float last = table.getFloat(pieces[pieces.length - 1], f);
                    float mean = pieces.length == 1 ? last : (table.getFloat(pieces[0], f) + last) / 2;
                    assertThat(rows[row * TinyNetworks.WIDTH + f])
                            .isCloseTo(pooling == Pooling.MEAN ? mean : last, within(1e-6f));
                }
                row++;
            }
        }
    }

    @Test
    void nonFiniteActivationsPassUnharmedAndAreCounted() {
        MultiLayerNetwork network = TinyNetworks.stack();
        INDArray table = network.getLayer(0).getParam("W");
        table.putScalar(new int[] {4, 2}, Float.NaN);
        table.putScalar(new int[] {5, 3}, Float.NEGATIVE_INFINITY);
        settings = settings.withNetwork(NetworkSettings.defaults().withLayers("layer0"));
        OvoscopeAgent agent = attach(new MonitoredMultiLayer(network), TinyCorpus.vocabulary());
        agent.close();
        float[] rows = sender.layer(0, 0);
        List<String> words = corpus.sentences().stream().flatMap(List::stream).toList();
        for (int row = 0; row < words.size(); row++) {
            int id = Integer.parseInt(words.get(row).substring(1));
            for (int f = 0; f < TinyNetworks.WIDTH; f++) {
                assertThat(Float.floatToRawIntBits(rows[row * TinyNetworks.WIDTH + f]))
                        .isEqualTo(Float.floatToRawIntBits(table.getFloat(id, f)));
            }
        }
        assertThat(agent.metrics().nonFiniteRows())
                .isEqualTo(words.stream()
                        .filter(word -> word.equals("w4") || word.equals("w5"))
                        .count())
                .isPositive();
    }

    @Test
    void manifestSaysHowLongSentencesAreRead() {
        // Of 6, 5 and 5 sentences of 5, 6 and 7 words: 2, 2 and 3 windows each.
        settings = settings.withNetwork(NetworkSettings.defaults().withWindows(4, 0, WindowContext.FOUND));
        attach(new MonitoredMultiLayer(TinyNetworks.stack()), TinyCorpus.vocabulary())
                .close();
        assertThat(sender.announcement().manifest().encoder())
                .isEqualTo("vocabulary of 19 words, lower-cased; 0.0% of the words unknown;"
                        + " 16 sentences in 37 windows of 4 positions, most context on the left");
        int words = corpus.sentences().stream().mapToInt(List::size).sum();
        assertThat(sender.layer(0, 0)).hasSize(words * TinyNetworks.WIDTH);
    }

    @Test
    void aCutProbeSetIsAnnouncedWithAFingerprintOfItsOwn() {
        settings = settings.withNetwork(NetworkSettings.defaults().withTruncation(4));
        attach(new MonitoredMultiLayer(TinyNetworks.stack()), TinyCorpus.vocabulary())
                .close();
        int words = corpus.sentences().stream()
                .mapToInt(sentence -> Math.min(4, sentence.size()))
                .sum();
        assertThat(sender.layer(0, 0)).hasSize(words * TinyNetworks.WIDTH);
        assertThat(sender.announcement().probeSet().rows()).isEqualTo(words);
        assertThat(sender.announcement().manifest().probeSet())
                .isEqualTo(sender.announcement().probeSet().fingerprint())
                .isNotEqualTo(corpus.set().fingerprint());
    }

    private interface Forward {
        /** [1, width, length] of a sentence. */
        INDArray of(List<String> sentence);
    }

    private static INDArray output(ComputationGraph network, INDArray input, String vertex) {
        return Objects.requireNonNull(
                network.feedForward(new INDArray[] {input}, false).get(vertex));
    }

    private float[] wordRows(Forward forward) {
        List<Float> rows = new ArrayList<>();
        for (List<String> sentence : corpus.sentences()) {
            INDArray activations = forward.of(sentence);
            for (int t = 0; t < sentence.size(); t++) {
                for (int f = 0; f < activations.size(1); f++) {
                    rows.add(activations.getFloat(0, f, t));
                }
            }
        }
        float[] array = new float[rows.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = rows.get(i);
        }
        return array;
    }

    private static INDArray ids(List<String> sentence) {
        return Nd4j.create(pieces(sentence, sentence.size()), new long[] {1, 1, sentence.size()}, 'c');
    }

    private static INDArray padded(List<String> sentence) {
        return Nd4j.create(pieces(sentence, TinyNetworks.LENGTH), new long[] {1, 1, TinyNetworks.LENGTH}, 'c');
    }

    private static float[] pieces(List<String> sentence, int length) {
        float[] pieces = new float[length];
        for (int t = 0; t < sentence.size(); t++) {
            pieces[t] = Integer.parseInt(sentence.get(t).substring(1));
        }
        return pieces;
    }

    private static INDArray oneHot(List<String> sentence) {
        INDArray input = Nd4j.zeros(1, TinyNetworks.WORDS, sentence.size());
        for (int t = 0; t < sentence.size(); t++) {
            input.putScalar(0, Integer.parseInt(sentence.get(t).substring(1)), t, 1);
        }
        return input;
    }

    private static MultiLayerNetwork restored(MultiLayerNetwork network) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, bytes, false);
        return ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(bytes.toByteArray()), false);
    }

    private static ComputationGraph restored(ComputationGraph network) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, bytes, false);
        return ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(bytes.toByteArray()), false);
    }

    /** Batches of other sizes may be summed in another order. */
    private static void assertClose(float[] found, float[] expected) {
        assertThat(found)
                .hasSameSizeAs(expected)
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(expected);
    }
}
