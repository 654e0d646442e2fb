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

/** Adds a learned vector per position to word embeddings of shape [batch, width, tokens]. */
public final class PositionEmbedding extends SameDiffLayer {

    private static final long serialVersionUID = 1L;
    private static final String POSITIONS = "P";
    private static final double DEVIATION = 0.02;

    private int width;
    private int tokens;

    /** For DL4J, which fills the fields from JSON. */
    public PositionEmbedding() {}

    /** Positions of the model that {@code config} describes. */
    public PositionEmbedding(ModelConfig config) {
        this.width = config.width();
        this.tokens = config.windowTokens();
    }

    @Override
    public SDVariable defineLayer(
            SameDiff graph, SDVariable input, Map<String, SDVariable> weights, @Nullable SDVariable mask) {
        return input.add(weights.get(POSITIONS));
    }

    @Override
    public void defineParameters(SDLayerParams shapes) {
        shapes.addWeightParam(POSITIONS, 1, width, tokens);
    }

    @Override
    public void initializeParameters(Map<String, INDArray> weights) {
        weights.forEach(
                (name, values) -> values.assign(Nd4j.randn(values.shape()).muli(DEVIATION)));
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
        // The width is given when the layer is made.
    }

    /** Numbers per token. */
    public int getWidth() {
        return width;
    }

    /** Positions there are. */
    public int getTokens() {
        return tokens;
    }
}
