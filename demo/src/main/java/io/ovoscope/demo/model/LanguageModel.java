package io.ovoscope.demo.model;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A causal language model, freshly initialised: word numbers [batch, 1, tokens] in, a distribution over the next word for
 * every token out.
 */
public sealed interface LanguageModel {

    /** The size it was made with. */
    ModelConfig config();

    /**
     * The network itself. It takes part in training, so forward other text through a copy of it; listeners are to be
     * added before the first update.
     */
    Model network();

    /** The layers to probe, from the embedding upwards. */
    List<ProbedLayer> probedLayers();

    /** One update; features [batch, 1, tokens], labels [batch, 1, tokens]. */
    void fit(DataSet batch);

    /** Mean loss of the last update, in nats per token. */
    default double loss() {
        return network().score();
    }

    /** A new model of the given size, to be trained with the given schedule. */
    static LanguageModel create(ModelConfig model, TrainingConfig training) {
        return switch (model.architecture()) {
            case TRANSFORMER -> new Transformer(model, Networks.transformer(model, training));
            case LSTM -> new Recurrent(model, Networks.lstm(model, training));
        };
    }

    /**
     * A transformer. Vertices: {@code emb}, {@code x0} (with positions), {@code block1} and so on, {@code lnf},
     * {@code out}.
     */
    record Transformer(ModelConfig config, ComputationGraph network) implements LanguageModel {

        @Override
        public List<ProbedLayer> probedLayers() {
            return layers(config, "x0", "block");
        }

        @Override
        public void fit(DataSet batch) {
            network.fit(batch);
        }
    }

    /**
     * A stack of LSTM layers: {@code emb}, {@code lstm1} and so on, {@code out}.
     */
    record Recurrent(ModelConfig config, MultiLayerNetwork network) implements LanguageModel {

        @Override
        public List<ProbedLayer> probedLayers() {
            return layers(config, "emb", "lstm");
        }

        @Override
        public void fit(DataSet batch) {
            network.fit(batch);
        }
    }

    private static List<ProbedLayer> layers(ModelConfig config, String embedding, String prefix) {
        List<ProbedLayer> layers = new ArrayList<>();
        layers.add(new ProbedLayer(0, embedding, config.width()));
        for (int layer = 1; layer <= config.layers(); layer++) {
            layers.add(new ProbedLayer(layer, prefix + layer, config.width()));
        }
        return List.copyOf(layers);
    }
}
