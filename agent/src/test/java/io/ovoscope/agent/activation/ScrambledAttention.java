package io.ovoscope.agent.activation;

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
 * A user's own layer: every position attends to all, and what it gives is [sentences, time, features] whatever its configuration says;
 * with a mean over the batch on top if asked for, which no layer should do.
 */
public final class ScrambledAttention extends SameDiffLayer {
    private static final long serialVersionUID = 1L;

    public int width;
    public boolean acrossBatch;

    public ScrambledAttention() {}

    ScrambledAttention(int width, boolean acrossBatch) {
        this.width = width;
        this.acrossBatch = acrossBatch;
    }

    @Override
    public SDVariable defineLayer(
            SameDiff graph, SDVariable input, Map<String, SDVariable> parameters, @Nullable SDVariable mask) {
        SDVariable x = input.permute(0, 2, 1);
        SDVariable scores = graph.mmul(x, x, false, true, false);
        SDVariable mixed = x.add(graph.nn.softmax(scores, 2).mmul(x)).mul(parameters.get("scale"));
        return acrossBatch ? mixed.add(input.permute(0, 2, 1).mean(true, 0)) : mixed;
    }

    @Override
    public void defineParameters(SDLayerParams parameters) {
        parameters.addWeightParam("scale", 1, 1, width);
    }

    @Override
    public void initializeParameters(Map<String, INDArray> parameters) {
        parameters
                .values()
                .forEach(each -> each.assign(Nd4j.linspace(1, 2, width).reshape(1, 1, width)));
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return inputType;
    }

    @Override
    public @Nullable InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        return null;
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {}
}
