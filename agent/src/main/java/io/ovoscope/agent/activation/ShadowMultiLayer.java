package io.ovoscope.agent.activation;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.samediff.AbstractSameDiffLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The shadow of a stack of layers. */
final class ShadowMultiLayer implements ShadowNetwork {
    private final MultiLayerNetwork network;
    private final NetworkInput input;

    ShadowMultiLayer(MultiLayerNetwork original) {
        network = new MultiLayerNetwork(original.getLayerWiseConfigurations().clone());
        network.init(original.params().dup(), false);
        input = NetworkInput.of(layer(0));
    }

    @Override
    public NetworkInput input() {
        return input;
    }

    @Override
    public List<CandidateLayer> candidates() {
        List<InputType> types = network.getLayerWiseConfigurations().clone().getLayerActivationTypes(input.type());
        List<CandidateLayer> candidates = new ArrayList<>();
        for (int i = 0; i < network.getnLayers(); i++) {
            String name = layer(i).getLayerName() == null ? "layer" + i : layer(i).getLayerName();
            boolean isOutput = network.getLayer(i) instanceof IOutputLayer;
            candidates.add(new CandidateLayer(name, i, true, isOutput, types.get(i)));
        }
        return candidates;
    }

    @Override
    public boolean hasSameDiff() {
        for (int i = 0; i < network.getnLayers(); i++) {
            if (layer(i) instanceof AbstractSameDiffLayer) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isAllOfDl4j() {
        for (int i = 0; i < network.getnLayers(); i++) {
            if (!NetworkInput.isOfDl4j(layer(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void setParameters(INDArray parameters) {
        network.setParams(parameters);
    }

    @Override
    public INDArray parameters() {
        return network.params();
    }

    @Override
    public Activations forward(INDArray features, @Nullable INDArray mask, List<? extends PlacedLayer> layers) {
        int last = layers.get(layers.size() - 1).position();
        network.setLayerMaskArrays(mask, null);
        try {
            List<INDArray> all = network.feedForwardToLayer(last, features, false);
            List<INDArray> wanted =
                    layers.stream().map(layer -> all.get(layer.position() + 1)).toList();
            return new Activations(wanted, all.subList(1, all.size()));
        } finally {
            network.clearLayerMaskArrays();
            network.setInput(null);
        }
    }

    private Layer layer(int index) {
        return network.getLayer(index).conf().getLayer();
    }
}
