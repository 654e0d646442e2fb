package io.ovoscope.agent;

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

/** One head of causal attention with a residual: [sentences, width, length] in and out, for one length. */
public final class CausalBlock extends SameDiffLayer {
    private static final long serialVersionUID = 1L;

    /** DL4J writes and reads public fields. */
    public int width;

    public int length;

    public CausalBlock() {}

    public CausalBlock(int width, int length) {
        this.width = width;
        this.length = length;
    }

    @Override
    public SDVariable defineLayer(
            SameDiff graph, SDVariable input, Map<String, SDVariable> parameters, @Nullable SDVariable mask) {
        SDVariable x = input.permute(0, 2, 1);
        SDVariable flat = x.reshape(-1, width);
        SDVariable query = flat.mmul(parameters.get("Wq")).reshape(-1, length, width);
        SDVariable key = flat.mmul(parameters.get("Wk")).reshape(-1, length, width);
        SDVariable value = flat.mmul(parameters.get("Wv")).reshape(-1, length, width);
        SDVariable scores = graph.mmul(query, key, false, true, false)
                .mul(1 / Math.sqrt(width))
                .add(graph.constant("future", future()));
        SDVariable mixed = graph.nn.softmax(scores, 2).mmul(value);
        return x.add(mixed).permute(0, 2, 1);
    }

    private INDArray future() {
        float[][] mask = new float[length][length];
        for (int i = 0; i < length; i++) {
            for (int j = i + 1; j < length; j++) {
                mask[i][j] = -1e9f;
            }
        }
        return Nd4j.createFromArray(mask).reshape(1, length, length);
    }

    @Override
    public void defineParameters(SDLayerParams parameters) {
        parameters.addWeightParam("Wq", width, width);
        parameters.addWeightParam("Wk", width, width);
        parameters.addWeightParam("Wv", width, width);
    }

    @Override
    public void initializeParameters(Map<String, INDArray> parameters) {
        parameters.values().forEach(each -> each.assign(Nd4j.randn(each.shape()).muli(0.3)));
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
