package io.ovoscope.demo.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.demo.model.LanguageModel.Recurrent;
import io.ovoscope.demo.model.LanguageModel.Transformer;
import io.ovoscope.demo.model.ModelConfig.Architecture;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

class LanguageModelTest {

    @TempDir
    private Path directory;

    @Test
    void probedLayersAreFoundInTheNetworks() {
        Transformer transformer = (Transformer) model(Architecture.TRANSFORMER);
        Recurrent recurrent = (Recurrent) model(Architecture.LSTM);

        assertThat(transformer.probedLayers())
                .containsExactly(
                        new ProbedLayer(0, "x0", 16),
                        new ProbedLayer(1, "block1", 16),
                        new ProbedLayer(2, "block2", 16));
        assertThat(transformer.probedLayers())
                .allSatisfy(layer ->
                        assertThat(transformer.network().getLayer(layer.name())).isNotNull());
        assertThat(recurrent.probedLayers()).extracting(ProbedLayer::name).containsExactly("emb", "lstm1", "lstm2");
        assertThat(recurrent.network().getLayerNames()).containsExactly("emb", "lstm1", "lstm2", "out");
    }

    @Test
    void freshTransformerKnowsNothing() {
        LanguageModel model = model(Architecture.TRANSFORMER);
        double ignorance = Math.log(model.config().vocabulary());

        model.fit(batch());

        assertThat(model.loss()).isBetween(ignorance - 1, ignorance + 1);
    }

    @Test
    void activationsDoNotSeeTheFuture() {
        ComputationGraph network = trained().network();
        INDArray words = batch().getFeatures();
        INDArray changed = words.dup();
        int from = 5;
        for (int row = 0; row < words.size(0); row++) {
            changed.putScalar(row, 0, from, (words.getInt(row, 0, from) + 1) % 10);
        }

        Map<String, INDArray> before = network.feedForward(new INDArray[] {words}, false);
        Map<String, INDArray> after = network.feedForward(new INDArray[] {changed}, false);

        for (String layer : List.of("x0", "block1", "block2", "lnf", "out")) {
            INDArray one = before.getOrDefault(layer, words);
            INDArray other = after.getOrDefault(layer, words);
            assertThat(tokens(one, 0, from)).as(layer).isEqualTo(tokens(other, 0, from));
            assertThat(tokens(one, from, from + 1)).as(layer).isNotEqualTo(tokens(other, from, from + 1));
        }
        // Above the embedding a later word feels the change, so the test is not blind.
        assertThat(tokens(before.getOrDefault("block2", words), from + 1, from + 2))
                .isNotEqualTo(tokens(after.getOrDefault("block2", words), from + 1, from + 2));
    }

    @Test
    void lstmDoesNotSeeTheFutureEither() {
        MultiLayerNetwork network = ((Recurrent) model(Architecture.LSTM)).network();
        INDArray words = batch().getFeatures();
        INDArray changed = words.dup();
        changed.putScalar(0, 0, 5, (words.getInt(0, 0, 5) + 1) % 10);

        INDArray before = network.feedForward(words, false).get(3);
        INDArray after = network.feedForward(changed, false).get(3);

        assertThat(tokens(before, 0, 5)).isEqualTo(tokens(after, 0, 5));
        assertThat(tokens(before, 5, 6)).isNotEqualTo(tokens(after, 5, 6));
    }

    @Test
    void transformerComesBackFromItsFileUnchanged() throws IOException {
        ComputationGraph network = trained().network();
        File file = directory.resolve("transformer.zip").toFile();
        ModelSerializer.writeModel(network, file, true);

        ComputationGraph restored = ModelSerializer.restoreComputationGraph(file, true);

        assertThat(restored.params()).isEqualTo(network.params());
        assertThat(restored.getConfiguration().toJson())
                .isEqualTo(network.getConfiguration().toJson());
        assertThat(restored.outputSingle(batch().getFeatures())).isEqualTo(network.outputSingle(batch().getFeatures()));
        restored.fit(batch());
        network.fit(batch());
        assertThat(restored.params()).isEqualTo(network.params());
    }

    @Test
    void lstmComesBackFromItsFileUnchanged() throws IOException {
        MultiLayerNetwork network = ((Recurrent) model(Architecture.LSTM)).network();
        network.fit(batch());
        File file = directory.resolve("lstm.zip").toFile();
        ModelSerializer.writeModel(network, file, true);

        MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file, true);

        assertThat(restored.params()).isEqualTo(network.params());
        assertThat(restored.output(batch().getFeatures())).isEqualTo(network.output(batch().getFeatures()));
    }

    private static Transformer trained() {
        Transformer model = (Transformer) model(Architecture.TRANSFORMER);
        for (int i = 0; i < 5; i++) {
            model.fit(batch());
        }
        return model;
    }

    private static LanguageModel model(Architecture architecture) {
        return LanguageModel.create(TinyText.model(architecture, 3), TinyText.training(20));
    }

    private static DataSet batch() {
        return TrainingRun.batch(TinyText.windows(1).next(8));
    }

    private static INDArray tokens(INDArray activations, int from, int to) {
        return activations
                .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to))
                .dup();
    }
}
