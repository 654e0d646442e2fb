package io.ovoscope.demo.model;

import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * Output layer of a language model: softmax over the vocabulary for every token, with cross-entropy against word numbers.
 * Input [batch, width, tokens], labels [batch, 1, tokens]; the score is the mean loss in nats per token. It gives the
 * gradient of DL4J's {@code RnnOutputLayer} with {@code LossSparseMCXENT}, divided by the number of tokens, at about half
 * of its cost: the softmax is computed once per step instead of three times, and no one-hot labels are made.
 */
public final class WordSoftmax extends BaseOutputLayer {

    private static final long serialVersionUID = 1L;

    /** For DL4J, which fills the fields from JSON. */
    public WordSoftmax() {}

    /** The output layer of the model that {@code config} describes. */
    public WordSoftmax(ModelConfig config) {
        setLayerName("out");
        setNIn(config.width());
        setNOut(config.vocabulary());
        setHasBias(false);
        setActivationFn(new ActivationSoftmax());
        setLossFn(new LossSparseMCXENT());
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray weights,
            boolean initialise,
            DataType type) {
        WordSoftmaxLayer layer = new WordSoftmaxLayer(conf, type);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(weights);
        Map<String, INDArray> table = initializer().init(conf, weights, initialise);
        layer.setParamTable(table);
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return DefaultParamInitializer.getInstance();
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType input) {
        if (input instanceof InputType.InputTypeRecurrent recurrent) {
            return InputType.recurrent(getNOut(), recurrent.getTimeSeriesLength(), RNNFormat.NCW);
        }
        throw new IllegalStateException("input " + input + ": expecting a sequence [batch, width, tokens]");
    }

    @Override
    public void setNIn(InputType input, boolean override) {
        // The width is given when the layer is made.
    }

    @Override
    public @Nullable InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType input) {
        long parameters = getNIn() * getNOut();
        return new LayerMemoryReport.Builder(getLayerName(), WordSoftmax.class, input, getOutputType(-1, input))
                .standardMemory(parameters, 2 * parameters)
                .workingMemory(0, 0, 0, getNOut())
                .cacheMemory(0, 0)
                .build();
    }
}
