package io.ovoscope.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * A small language model as a plain SameDiff graph: a table looked up by one-hot rows ({@code gather} has no working backward pass), the
 * mean of a position and those before it, one dense layer and the next word. Layers in three layouts.
 */
public final class TinyGraphs {
    public static final int WORDS = TinyNetworks.WORDS;
    public static final int WIDTH = TinyNetworks.WIDTH;
    public static final int LENGTH = TinyNetworks.LENGTH;

    private TinyGraphs() {}

    /** Deterministic in inference mode. */
    public static SameDiff causal() {
        SameDiff graph = SameDiff.create();
        SDVariable embedding = embedding(graph);
        finish(graph, embedding);
        return graph;
    }

    /** Multiplies the embedding by noise about 1, whose width is a placeholder: 0 turns it off. */
    public static SameDiff noisy() {
        SameDiff graph = SameDiff.create();
        SDVariable embedding = embedding(graph);
        SDVariable share = graph.placeHolder("noise", DataType.FLOAT);
        SDVariable noise = graph.random().normal(0.0, 1.0, DataType.FLOAT, LENGTH, WIDTH);
        finish(graph, embedding.mul("noised", noise.mul(share).add(1.0)));
        return graph;
    }

    /** Reads a mask, and both ways: each position becomes the mean of all that are not masked. */
    public static SameDiff masked() {
        SameDiff graph = SameDiff.create();
        SDVariable embedding = embedding(graph);
        SDVariable mask = graph.placeHolder("mask", DataType.FLOAT, -1, LENGTH);
        SDVariable mean = embedding
                .mul(graph.reshape(mask, -1, LENGTH, 1))
                .sum(true, 1)
                .div(graph.reshape(mask.sum(true, 1), -1, 1, 1));
        finish(graph, embedding.add("context", mean));
        return graph;
    }

    /** With the variance of each position's features, as of a whole population: a setting that SameDiff loses in a file. */
    public static SameDiff withVariance() {
        SameDiff graph = causal();
        SDVariable embedding = graph.getVariable("embedding");
        embedding.div("scaled", graph.variance(embedding, false, true, 2).add(1.0));
        return graph;
    }

    /** With an operation that SameDiff writes to a file and cannot read. */
    public static SameDiff withLogSoftmax() {
        SameDiff graph = causal();
        graph.nn().logSoftmax("scores", graph.getVariable("logits"), 1);
        return graph;
    }

    private static SDVariable embedding(SameDiff graph) {
        SDVariable ids = graph.placeHolder("ids", DataType.FLOAT, -1, LENGTH);
        SDVariable table = graph.var("table", values(1, WORDS, WIDTH));
        SDVariable oneHot = graph.oneHot(ids.castTo(DataType.INT32), WORDS, -1, 1.0, 0.0, DataType.FLOAT);
        return graph.reshape("embedding", oneHot.reshape(-1, WORDS).mmul(table), -1, LENGTH, WIDTH);
    }

    private static void finish(SameDiff graph, SDVariable input) {
        SDVariable labels = graph.placeHolder("next", DataType.FLOAT, -1, LENGTH, WORDS);
        SDVariable flat = input.permute(1, 0, 2).reshape(LENGTH, -1);
        SDVariable mixed = graph.constant("mix", means())
                .mmul(flat)
                .reshape(LENGTH, -1, WIDTH)
                .permute(1, 0, 2)
                .reshape(-1, WIDTH);
        SDVariable hidden = graph.math()
                .tanh(
                        "hidden",
                        mixed.mmul(graph.var("weights", values(2, WIDTH, WIDTH)))
                                .add(graph.var("bias", values(3, 1, WIDTH))));
        graph.permute("channels", hidden.reshape(-1, LENGTH, WIDTH), 0, 2, 1);
        SDVariable logits = hidden.mmul("logits", graph.var("out", values(4, WIDTH, WORDS)));
        graph.loss().softmaxCrossEntropy("loss", labels.reshape(-1, WORDS), logits, null);
        graph.setLossVariables("loss");
    }

    /** [time, time]: each position's row takes the mean of it and those before it. */
    private static INDArray means() {
        INDArray means = Nd4j.zeros(DataType.FLOAT, LENGTH, LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            for (int j = 0; j <= i; j++) {
                means.putScalar(i, j, 1.0 / (i + 1));
            }
        }
        return means;
    }

    private static INDArray values(long seed, int rows, int columns) {
        Random random = new Random(seed);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.5 * random.nextGaussian());
        }
        return Nd4j.create(values, new long[] {rows, columns}, 'c');
    }

    public static SameDiff withAdam(SameDiff graph) {
        graph.setTrainingConfig(TrainingConfig.builder()
                .updater(new Adam(0.01))
                .dataSetFeatureMapping("ids")
                .dataSetLabelMapping("next")
                .build());
        return graph;
    }

    /** Batches of four random sentences with the next word as label. */
    public static List<DataSet> batches(int count) {
        Random random = new Random(3);
        List<DataSet> batches = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            float[] ids = new float[4 * LENGTH];
            INDArray labels = Nd4j.zeros(4, LENGTH, WORDS);
            for (int i = 0; i < ids.length; i++) {
                ids[i] = random.nextInt(WORDS);
                labels.putScalar(i / LENGTH, i % LENGTH, (int) (ids[i] + 1) % WORDS, 1);
            }
            batches.add(new DataSet(Nd4j.create(ids, new long[] {4, LENGTH}, 'c'), labels));
        }
        return batches;
    }
}
