package io.ovoscope.examples.transformer;

import java.util.Map;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.samediff.SDLayerParams;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLayer;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A block of a transformer with one head: attention to the words so far, then two dense layers, each added to what comes in. From and to
 * [batch, width, time]. Order is learned from what may be seen alone: there are no position embeddings.
 */
public final class CausalBlock extends SameDiffLayer {
    private static final long serialVersionUID = 1L;

    private int width;
    private int length;

    /** For DL4J, which fills the fields from JSON. */
    public CausalBlock() {}

    CausalBlock(int width, int length) {
        this.width = width;
        this.length = length;
    }

    @Override
    public SDVariable defineLayer(SameDiff graph, SDVariable input, Map<String, SDVariable> weights, SDVariable mask) {
        SDVariable x = input.permute(0, 2, 1).reshape(-1, width);
        x = x.add(attention(graph, graph.math.standardize(x, 1), weights));
        SDVariable hidden = graph.nn.relu(graph.math.standardize(x, 1).mmul(weights.get("in")), 0);
        return x.add(hidden.mmul(weights.get("out"))).reshape(-1, length, width).permute(0, 2, 1);
    }

    private SDVariable attention(SameDiff graph, SDVariable x, Map<String, SDVariable> weights) {
        SDVariable query =
                x.mmul(weights.get("query")).mul(1 / Math.sqrt(width)).reshape(-1, length, width);
        SDVariable key = x.mmul(weights.get("key")).reshape(-1, length, width);
        SDVariable value = x.mmul(weights.get("value")).reshape(-1, length, width);
        SDVariable scores = graph.mmul(query, key, false, true, false).add(graph.constant("future", future()));
        return graph.nn.softmax(scores, 2).mmul(value).reshape(-1, width);
    }

    private INDArray future() {
        INDArray future = Nd4j.zeros(1, length, length);
        for (int from = 0; from < length; from++) {
            for (int to = from + 1; to < length; to++) {
                future.putScalar(0, from, to, -1e9);
            }
        }
        return future;
    }

    @Override
    public void defineParameters(SDLayerParams shapes) {
        shapes.addWeightParam("query", width, width);
        shapes.addWeightParam("key", width, width);
        shapes.addWeightParam("value", width, width);
        shapes.addWeightParam("in", width, 4L * width);
        shapes.addWeightParam("out", 4L * width, width);
    }

    @Override
    public void initializeParameters(Map<String, INDArray> weights) {
        weights.values().forEach(each -> each.assign(Nd4j.randn(each.shape()).muli(0.1)));
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType input) {
        return input;
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null;
    }

    @Override
    public void setNIn(InputType input, boolean override) {
        // The width is given.
    }

    public int getWidth() {
        return width;
    }

    public int getLength() {
        return length;
    }
}
