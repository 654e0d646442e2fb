package io.ovoscope.demo.model;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Builds and initialises the two kinds of network. */
final class Networks {

    /** Standard deviation of GPT-2's initial weights. */
    static final double GPT2_DEVIATION = 0.02;

    private Networks() {}

    static ComputationGraph transformer(ModelConfig model, TrainingConfig training) {
        GraphBuilder graph = base(model, training)
                .graphBuilder()
                .addInputs("words")
                .setInputTypes(inputType(model))
                .addLayer("emb", embedding(model).build(), "words")
                .addLayer("x0", new PositionEmbedding(model), "emb");
        String below = "x0";
        for (int block = 1; block <= model.layers(); block++) {
            graph.addLayer("block" + block, new TransformerBlock(model), below);
            below = "block" + block;
        }
        graph.addLayer("lnf", new FeatureNorm(), below)
                .addLayer("out", new WordSoftmax(model), "lnf")
                .setOutputs("out");
        ComputationGraph network = new ComputationGraph(graph.build());
        seed(model);
        network.init();
        return network;
    }

    static MultiLayerNetwork lstm(ModelConfig model, TrainingConfig training) {
        ListBuilder list = base(model, training)
                .list()
                .layer(embedding(model)
                        .weightInit(new NormalDistribution(0, GPT2_DEVIATION * model.initScale()))
                        .build());
        for (int layer = 1; layer <= model.layers(); layer++) {
            list.layer(new LSTM.Builder()
                    .name("lstm" + layer)
                    .nIn(model.width())
                    .nOut(model.width())
                    .activation(Activation.TANH)
                    .build());
        }
        list.layer(new WordSoftmax(model)).setInputType(inputType(model));
        MultiLayerNetwork network = new MultiLayerNetwork(list.build());
        seed(model);
        network.init();
        return network;
    }

    private static NeuralNetConfiguration.Builder base(ModelConfig model, TrainingConfig training) {
        return new NeuralNetConfiguration.Builder()
                .seed(model.seed())
                .updater(new Adam(training.schedule()))
                .weightInit(WeightInit.XAVIER);
    }

    private static EmbeddingSequenceLayer.Builder embedding(ModelConfig model) {
        return new EmbeddingSequenceLayer.Builder()
                .name("emb")
                .nIn(model.vocabulary())
                .nOut(model.width());
    }

    /** The vocabulary must stand here: with any other size DL4J resets the number of rows of the embedding. */
    private static InputType inputType(ModelConfig model) {
        return InputType.recurrent(model.vocabulary(), model.windowTokens(), RNNFormat.NCW);
    }

    /** Our own layers draw from ND4J's one generator, whatever was drawn from it before. */
    private static void seed(ModelConfig model) {
        Nd4j.getRandom().setSeed(model.seed());
    }
}
