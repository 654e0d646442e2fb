package io.ovoscope.demo.model;

import java.util.Map;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.samediff.SDLayerParams;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One pre-norm block of a causal transformer (Vaswani et al. 2017; Radford et al. 2019): {@code x + attention(norm(x))},
 * then {@code x + mlp(norm(x))}. Input and output are [batch, width, tokens]; token t sees tokens 0..t. There are no
 * biases and the normalisation has no gain (as in OLMo, Groeneveld et al. 2024), which leaves fewer operations to pay for.
 */
public final class TransformerBlock extends SameDiffLayer {

    private static final long serialVersionUID = 1L;
    private static final String ATTENTION_IN = "Wqkv";
    private static final String ATTENTION_OUT = "Wo";
    private static final String MLP_IN = "W1";
    private static final String MLP_OUT = "W2";
    private static final int MLP_FACTOR = 4;
    private static final double FORBIDDEN = -1e9;

    private int width;
    private int heads;
    private int tokens;
    private double deviation;
    private double residualDeviation;

    /** For DL4J, which fills the fields from JSON. */
    public TransformerBlock() {}

    /**
     * A block of the model that {@code config} describes. Weights that write to the residual stream begin smaller by
     * 1/√(2·layers), as in GPT-2.
     */
    public TransformerBlock(ModelConfig config) {
        this.width = config.width();
        this.heads = config.heads();
        this.tokens = config.windowTokens();
        this.deviation = Networks.GPT2_DEVIATION * config.initScale();
        this.residualDeviation = deviation / Math.sqrt(2.0 * config.layers());
    }

    @Override
    public SDVariable defineLayer(
            SameDiff graph, SDVariable input, Map<String, SDVariable> weights, @Nullable SDVariable mask) {
        SDVariable x = input.permute(0, 2, 1).reshape(-1, width);
        x = x.add(attention(graph, normalised(graph, x), weights));
        x = x.add(mlp(graph, normalised(graph, x), weights));
        return x.reshape(-1, tokens, width).permute(0, 2, 1);
    }

    private SDVariable attention(SameDiff graph, SDVariable x, Map<String, SDVariable> weights) {
        int headWidth = width / heads;
        SDVariable[] queryKeyValue = graph.unstack(
                x.mmul(weights.get(ATTENTION_IN))
                        .reshape(-1, tokens, 3, heads, headWidth)
                        .permute(2, 0, 3, 1, 4)
                        .reshape(3, -1, tokens, headWidth),
                0,
                3);
        SDVariable query = queryKeyValue[0].mul(1 / Math.sqrt(headWidth));
        SDVariable scores =
                graph.mmul(query, queryKeyValue[1], false, true, false).add(graph.constant("future", future()));
        SDVariable mixed = graph.nn.softmax(scores, 2).mmul(queryKeyValue[2]);
        return mixed.reshape(-1, heads, tokens, headWidth)
                .permute(0, 2, 1, 3)
                .reshape(-1, width)
                .mmul(weights.get(ATTENTION_OUT));
    }

    private static SDVariable mlp(SameDiff graph, SDVariable x, Map<String, SDVariable> weights) {
        SDVariable hidden = x.mmul(weights.get(MLP_IN));
        // The sigmoid form of GELU (Hendrycks & Gimpel 2016).
        SDVariable gelu = hidden.mul(graph.nn.sigmoid(hidden.mul(1.702)));
        return gelu.mmul(weights.get(MLP_OUT));
    }

    private static SDVariable normalised(SameDiff graph, SDVariable x) {
        return graph.math.standardize(x, 1);
    }

    private INDArray future() {
        INDArray future = Nd4j.zeros(1, tokens, tokens);
        for (int from = 0; from < tokens; from++) {
            for (int to = from + 1; to < tokens; to++) {
                future.putScalar(0, from, to, FORBIDDEN);
            }
        }
        return future;
    }

    @Override
    public void defineParameters(SDLayerParams shapes) {
        shapes.addWeightParam(ATTENTION_IN, width, 3L * width);
        shapes.addWeightParam(ATTENTION_OUT, width, width);
        shapes.addWeightParam(MLP_IN, width, (long) MLP_FACTOR * width);
        shapes.addWeightParam(MLP_OUT, (long) MLP_FACTOR * width, width);
    }

    @Override
    public void initializeParameters(Map<String, INDArray> weights) {
        weights.forEach((name, values) -> {
            boolean writesResidual = name.equals(ATTENTION_OUT) || name.equals(MLP_OUT);
            values.assign(Nd4j.randn(values.shape()).muli(writesResidual ? residualDeviation : deviation));
        });
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType input) {
        return input;
    }

    @Override
    public @Nullable InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null;
    }

    @Override
    public void setNIn(InputType input, boolean override) {
        // The width is given when the block is made.
    }

    /** Numbers per token. */
    public int getWidth() {
        return width;
    }

    /** Attention heads. */
    public int getHeads() {
        return heads;
    }

    /** Tokens read at once. */
    public int getTokens() {
        return tokens;
    }

    /** Standard deviation of the initial weights. */
    public double getDeviation() {
        return deviation;
    }

    /** Standard deviation of the initial weights that write to the residual stream. */
    public double getResidualDeviation() {
        return residualDeviation;
    }
}
