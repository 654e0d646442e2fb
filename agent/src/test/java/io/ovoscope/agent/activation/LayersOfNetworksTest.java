package io.ovoscope.agent.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ovoscope.agent.TinyCorpus;
import io.ovoscope.agent.TinyNetworks;
import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.wire.LayerInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Which layers of small networks are probed, and where their rows are found, against plain forward passes of single sentences. */
class LayersOfNetworksTest {
    private static final int WIDTH = TinyNetworks.WIDTH;
    private static final int WORDS = TinyNetworks.WORDS;

    private final ProbeCorpus corpus = TinyCorpus.of(40);
    private NetworkSettings settings = NetworkSettings.defaults();

    private ProbeRun prepare(MonitoredNetwork network) {
        return ProbeRun.prepare(
                network, EncodedCorpus.encode(corpus.set(), corpus.sentences(), TinyCorpus.vocabulary(), 1), settings);
    }

    private List<String> names(MonitoredNetwork network) {
        return prepare(network).layers().stream().map(LayerInfo::name).toList();
    }

    private static float[] rows(ProbeRun run, int layer) {
        int width = run.layers().get(layer).width();
        float[] all = new float[run.rows() * width];
        for (int b = 0; b < run.batchCount(); b++) {
            run.forward(b, 0, run.layers().size());
            System.arraycopy(run.rowsOfLayer(layer), 0, all, run.firstRow(b) * width, run.rowsOf(b) * width);
        }
        return all;
    }

    private interface OneSentence {
        /** Activations [time, width]. */
        INDArray of(List<String> words);
    }

    private void assertRows(ProbeRun run, int layer, OneSentence plain) {
        float[] found = rows(run, layer);
        int at = 0;
        for (List<String> words : corpus.sentences()) {
            INDArray expected = plain.of(words);
            for (int t = 0; t < words.size(); t++) {
                for (int f = 0; f < expected.size(1); f++) {
                    assertThat(found[at++]).isCloseTo(expected.getFloat(t, f), within(1e-5f));
                }
            }
        }
        assertThat(at).isEqualTo(found.length);
    }

    private static INDArray ids(List<String> words, int length) {
        float[] ids = new float[length];
        for (int t = 0; t < words.size(); t++) {
            ids[t] = Integer.parseInt(words.get(t).substring(1));
        }
        return Nd4j.create(ids, new long[] {1, 1, length}, 'c');
    }

    private static MultiLayerNetwork stack(Layer... layers) {
        NeuralNetConfiguration.ListBuilder builder =
                new NeuralNetConfiguration.Builder().seed(3).list();
        builder.layer(new EmbeddingSequenceLayer.Builder()
                .nIn(WORDS)
                .nOut(WIDTH)
                .outputDataFormat(RNNFormat.NCW)
                .build());
        for (Layer layer : layers) {
            builder.layer(layer);
        }
        MultiLayerNetwork network = new MultiLayerNetwork(
                builder.setInputType(InputType.recurrent(WORDS, RNNFormat.NCW)).build());
        network.init();
        return network;
    }

    private static LSTM lstm(int in, int out) {
        return new LSTM.Builder().nIn(in).nOut(out).activation(Activation.TANH).build();
    }

    private static RnnOutputLayer output(int width) {
        return new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .dataFormat(RNNFormat.NCW)
                .nIn(width)
                .nOut(WORDS)
                .activation(Activation.SOFTMAX)
                .build();
    }

    private static DenseLayer dense(int in, int out) {
        return new DenseLayer.Builder()
                .nIn(in)
                .nOut(out)
                .activation(Activation.TANH)
                .build();
    }

    @Test
    void layersAreChosenByNameNumberAndPattern() {
        settings = settings.withSequenceLength(TinyNetworks.LENGTH);
        MonitoredGraph graph = new MonitoredGraph(TinyNetworks.graph());
        assertThat(names(graph)).containsExactly("embedding", "dropout", "block1", "block2");
        settings = settings.withLayers("block?");
        assertThat(names(graph)).containsExactly("block1", "block2");
        settings = settings.withLayers("*");
        assertThat(names(graph)).containsExactly("embedding", "dropout", "block1", "block2", "sum");
        settings = settings.withLayers("sum", "0", "-3");
        assertThat(names(graph)).containsExactly("embedding", "block2", "sum");
        settings = settings.withLayers("output");
        assertThat(names(graph)).containsExactly("output");
        settings = settings.withLayers("block", "blo[ck]*", "17", "-7");
        assertThatThrownBy(() -> prepare(graph))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "no layer 'block': expecting some of [embedding, dropout, block1, block2, sum, output]")
                .hasMessageContaining("no layer 'blo[ck]*'")
                .hasMessageContaining("no layer '17'")
                .hasMessageContaining("no layer '-7'")
                .hasMessageContaining("a number from 0 to 5, or a pattern of names with * and ?");
    }

    @Test
    void denseLayersBehindRecurrentOnesHaveTwoDimensions() {
        MultiLayerNetwork network = stack(lstm(WIDTH, WIDTH), dense(WIDTH, 6), output(6));
        ProbeRun run = prepare(new MonitoredMultiLayer(network));
        assertThat(run.layers()).extracting(LayerInfo::width).containsExactly(WIDTH, WIDTH, 6);
        assertRows(run, 2, words -> {
            INDArray rows = network.feedForward(ids(words, words.size()), false).get(3);
            assertThat(rows.shape()).containsExactly(words.size(), 6);
            return rows;
        });
    }

    @Test
    void denseLayersThatGiveNothingAreReadInDl4jsOrder() {
        MultiLayerNetwork network = stack(lstm(WIDTH, WIDTH), dense(WIDTH, 6), output(6));
        network.getLayer(2).getParam("W").assign(0);
        ProbeRun run = prepare(new MonitoredMultiLayer(network));
        network.getLayer(2)
                .getParam("W")
                .assign(Nd4j.linspace(-1, 1, 6L * WIDTH).reshape(WIDTH, 6));
        run.setParameters(network.params());
        assertRows(
                run,
                2,
                words -> network.feedForward(ids(words, words.size()), false).get(3));
    }

    @Test
    void timeFirstIsFoundWhereAsManyPositionsAsFeatures() {
        settings = settings.withSequenceLength(WIDTH);
        ComputationGraph network = TinyNetworks.timeFirstGraph();
        ProbeRun run = prepare(new MonitoredGraph(network));
        assertThat(run.layers()).extracting(LayerInfo::name).containsExactly("embedding", "lstm");
        assertRows(
                run,
                1,
                words -> Objects.requireNonNull(network.feedForward(new INDArray[] {ids(words, words.size())}, false)
                                .get("lstm"))
                        .reshape(words.size(), WIDTH));
    }

    private static ComputationGraph scrambled(int length, boolean acrossBatch) {
        ComputationGraph network = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(5)
                .graphBuilder()
                .addInputs("tokens")
                .setInputTypes(InputType.recurrent(WORDS, length, RNNFormat.NCW))
                .addLayer(
                        "embedding",
                        new EmbeddingSequenceLayer.Builder()
                                .nIn(WORDS)
                                .nOut(WIDTH)
                                .outputDataFormat(RNNFormat.NCW)
                                .build(),
                        "tokens")
                .addLayer("own", new ScrambledAttention(WIDTH, acrossBatch), "embedding")
                .addLayer("output", output(WIDTH), "own")
                .setOutputs("output")
                .build());
        network.init();
        return network;
    }

    private static INDArray own(ComputationGraph network, List<String> words, int length) {
        return Objects.requireNonNull(network.feedForward(new INDArray[] {ids(words, length)}, 2, false, true)
                        .get("own"))
                .reshape(length, WIDTH);
    }

    @Test
    void layoutOfAnOwnLayerIsThatOfItsShapeAndNotOfWhatItSays() {
        settings = settings.withSequenceLength(9).withLayers("own");
        ComputationGraph network = scrambled(9, false);
        assertRows(prepare(new MonitoredGraph(network)), 0, words -> own(network, words, 9));
    }

    @Test
    void layoutThatCannotBeFoundIsRefusedUntilItIsSaid() {
        settings = settings.withSequenceLength(WIDTH).withLayers("own");
        ComputationGraph network = scrambled(WIDTH, false);
        assertThatThrownBy(() -> prepare(new MonitoredGraph(network)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("layer 'own' gives [2, 8, 8] for 2 sentences of 8 positions, which may be [NCW, NWC]:"
                        + " expecting network.layout to say which");
        settings = settings.withLayout(LayoutSetting.NWC);
        assertRows(prepare(new MonitoredGraph(network)), 0, words -> own(network, words, WIDTH));
    }

    @Test
    void layersThatMixTheSentencesOfABatchAreRefused() {
        settings = settings.withSequenceLength(9);
        assertThatThrownBy(() -> prepare(new MonitoredGraph(scrambled(9, true))))
                .hasMessageContaining(
                        "layer 'own' gives other rows for a sentence when another one of its batch changes");
    }

    @Test
    void layersWithOneOutputPerSentenceAreLeftOutAndRefusedByName() {
        MultiLayerNetwork network = stack(
                lstm(WIDTH, WIDTH),
                new LastTimeStep(lstm(WIDTH, WIDTH)),
                new OutputLayer.Builder()
                        .nIn(WIDTH)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build());
        assertThat(names(new MonitoredMultiLayer(network))).containsExactly("layer0", "layer1");
        settings = settings.withLayers("layer2");
        assertThatThrownBy(() -> prepare(new MonitoredMultiLayer(network)))
                .hasMessageContaining("layer 'layer2' gives [2, 8] for 2 sentences of")
                .hasMessageContaining("expecting one output per position");
    }

    @Test
    void windowsOfAModelThatReadsForwardsHaveContextOnTheLeft() {
        settings = settings.withWindows(4, 1, WindowContext.FOUND);
        MultiLayerNetwork network = stack(lstm(WIDTH, WIDTH), output(WIDTH));
        ProbeRun run = prepare(new MonitoredMultiLayer(network));
        assertThat(run.inputDescription()).contains("windows of 4 positions, most context on the left");
        assertRows(run, 1, words -> {
            List<INDArray> rows = new ArrayList<>();
            for (int t = 0; t < words.size(); t++) {
                List<String> read = words.subList(Math.max(0, t - 3), t + 1);
                INDArray given =
                        network.feedForward(ids(read, read.size()), false).get(2);
                rows.add(Nd4j.create(features(given, read.size() - 1)));
            }
            return Nd4j.vstack(rows);
        });
    }

    @Test
    void windowsOfAModelThatReadsBothWaysHaveContextOnBothSides() {
        settings = settings.withWindows(5, 1, WindowContext.FOUND);
        MultiLayerNetwork network =
                stack(new Bidirectional(Bidirectional.Mode.CONCAT, lstm(WIDTH, WIDTH)), output(2 * WIDTH));
        ProbeRun run = prepare(new MonitoredMultiLayer(network));
        assertThat(run.inputDescription()).contains("windows of 5 positions, most context on both sides");
        assertRows(run, 1, words -> {
            List<INDArray> rows = new ArrayList<>();
            for (int t = 0; t < words.size(); t++) {
                int first = Math.max(0, Math.min(t - 2, words.size() - 5));
                List<String> read = words.subList(first, Math.min(words.size(), first + 5));
                INDArray given =
                        network.feedForward(ids(read, read.size()), false).get(2);
                rows.add(Nd4j.create(features(given, t - first)));
            }
            return Nd4j.vstack(rows);
        });
    }

    private static float[][] features(INDArray activations, int time) {
        float[] features = new float[Math.toIntExact(activations.size(1))];
        IntStream.range(0, features.length).forEach(f -> features[f] = activations.getFloat(0, f, time));
        return new float[][] {features};
    }

    @Test
    void longSentencesAreRefusedUnlessSettingsSayWhatBecomesOfThem() {
        settings = settings.withSequenceLength(4);
        assertThatThrownBy(() -> prepare(new MonitoredMultiLayer(stack(lstm(WIDTH, WIDTH), output(WIDTH)))))
                .hasMessageContaining("of 40 probe sentences are longer than the 4 positions")
                .hasMessageContaining("set network.longSentences to WINDOWS or TRUNCATE");
        assertThatThrownBy(() -> NetworkSettings.defaults().withTruncation(0))
                .hasMessageContaining("longSentences TRUNCATE without sequenceLength");
    }
}
