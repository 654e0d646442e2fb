package io.ovoscope.demo.model;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What {@link WordSoftmax} computes. DL4J asks for the gradient first and for the score of the same step afterwards, so
 * the loss found on the way to the gradient is kept until then.
 */
final class WordSoftmaxLayer extends BaseOutputLayer<WordSoftmax> {

    private static final long serialVersionUID = 1L;
    private static final String WEIGHTS = DefaultParamInitializer.WEIGHT_KEY;
    private static final double LEAST_PROBABILITY = Float.MIN_NORMAL;

    private double lossOfStep = Double.NaN;

    WordSoftmaxLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray ignored, LayerWorkspaceMgr workspaces) {
        INDArray rows = rows(workspaces, ArrayType.BP_WORKING_MEM);
        INDArray delta = probabilities(rows, workspaces, ArrayType.BP_WORKING_MEM);
        lossOfStep = meanLoss(delta);
        subtractLabels(delta);
        // DL4J divides by the batch; dividing by the tokens of a window too makes this the gradient of the mean.
        double perToken = 1.0 / input.size(2);
        INDArray weightGradient = gradientViews.get(WEIGHTS);
        Nd4j.gemm(rows, delta, weightGradient, true, false, perToken, 0);
        Gradient gradient = new DefaultGradient();
        gradient.gradientForVariable().put(WEIGHTS, weightGradient);
        INDArray epsilon =
                workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, delta.dataType(), rows.shape(), 'c');
        Nd4j.exec(DynamicCustomOp.builder("matmul")
                .addInputs(delta, getParam(WEIGHTS))
                .addOutputs(epsilon)
                .addIntegerArguments(0, 1, 0)
                .build());
        return new Pair<>(gradient, sequences(epsilon.muli(perToken)));
    }

    @Override
    public double computeScore(double regularisation, boolean training, LayerWorkspaceMgr workspaces) {
        double loss = lossOfStep;
        lossOfStep = Double.NaN;
        if (Double.isNaN(loss)) {
            ArrayType memory = ArrayType.FF_WORKING_MEM;
            loss = meanLoss(probabilities(rows(workspaces, memory), workspaces, memory));
        }
        score = loss + regularisation;
        return score;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray rows = rows(workspaces, ArrayType.FF_WORKING_MEM);
        return sequences(probabilities(rows, workspaces, ArrayType.ACTIVATIONS));
    }

    /** The input as one row per token, [batch · tokens, width]. */
    private INDArray rows(LayerWorkspaceMgr workspaces, ArrayType memory) {
        assertInputSet(true);
        long batch = input.size(0);
        long width = input.size(1);
        long tokens = input.size(2);
        INDArray rows =
                workspaces.createUninitialized(memory, input.dataType(), new long[] {batch * tokens, width}, 'c');
        rows.reshape(batch, tokens, width).assign(input.permute(0, 2, 1));
        return rows;
    }

    private INDArray sequences(INDArray rows) {
        return rows.reshape(input.size(0), input.size(2), rows.size(1)).permute(0, 2, 1);
    }

    private INDArray probabilities(INDArray rows, LayerWorkspaceMgr workspaces, ArrayType memory) {
        INDArray weights = getParam(WEIGHTS);
        long[] shape = {rows.size(0), weights.size(1)};
        INDArray values = workspaces.createUninitialized(memory, rows.dataType(), shape, 'c');
        Nd4j.exec(DynamicCustomOp.builder("matmul")
                .addInputs(rows, weights)
                .addOutputs(values)
                .build());
        Nd4j.exec(DynamicCustomOp.builder("softmax")
                .addInputs(values)
                .addOutputs(values)
                .addIntegerArguments(1)
                .build());
        return values;
    }

    private double meanLoss(INDArray probabilities) {
        DataBuffer data = probabilities.data();
        double sum = 0;
        for (int row = 0; row < probabilities.rows(); row++) {
            sum -= Math.log(Math.max(LEAST_PROBABILITY, data.getFloat(labelAt(probabilities, row))));
        }
        return sum / probabilities.rows();
    }

    private void subtractLabels(INDArray probabilities) {
        DataBuffer data = probabilities.data();
        for (int row = 0; row < probabilities.rows(); row++) {
            long index = labelAt(probabilities, row);
            data.put(index, data.getFloat(index) - 1f);
        }
    }

    private long labelAt(INDArray probabilities, int row) {
        long tokens = labels.size(2);
        int word = labels.getInt((int) (row / tokens), 0, (int) (row % tokens));
        if (word < 0 || word >= probabilities.columns()) {
            throw new IllegalArgumentException(
                    "label " + word + ": expecting a word number below " + probabilities.columns());
        }
        return probabilities.offset() + (long) row * probabilities.columns() + word;
    }

    @Override
    public void setLabels(INDArray labels) {
        lossOfStep = Double.NaN;
        super.setLabels(labels);
    }

    @Override
    public void clear() {
        lossOfStep = Double.NaN;
        super.clear();
    }

    @Override
    protected INDArray getLabels2d(LayerWorkspaceMgr workspaces, ArrayType memory) {
        throw new UnsupportedOperationException("WordSoftmax has word numbers as labels, never rows of them");
    }

    @Override
    public Type type() {
        return Type.RECURRENT;
    }
}
