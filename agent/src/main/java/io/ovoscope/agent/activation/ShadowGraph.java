package io.ovoscope.agent.activation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.samediff.AbstractSameDiffLayer;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shadow of a graph with one input. */
final class ShadowGraph implements ShadowNetwork {
    private static final Logger log = LoggerFactory.getLogger(ShadowGraph.class);

    private final ComputationGraph network;
    private final NetworkInput input;

    ShadowGraph(ComputationGraph original) {
        ComputationGraphConfiguration configuration =
                original.getConfiguration().clone();
        if (configuration.getNetworkInputs().size() != 1) {
            throw new IllegalArgumentException("network inputs " + configuration.getNetworkInputs()
                    + ": expecting one, the sequence of word pieces");
        }
        network = new ComputationGraph(configuration);
        network.init(original.params().dup(), false);
        input = NetworkInput.of(firstLayer());
    }

    private org.deeplearning4j.nn.conf.layers.Layer firstLayer() {
        String name = network.getConfiguration().getNetworkInputs().get(0);
        Map<String, List<String>> inputs = network.getConfiguration().getVertexInputs();
        return Arrays.stream(network.getVertices())
                .filter(vertex -> vertex.hasLayer()
                        && inputs.getOrDefault(vertex.getVertexName(), List.of())
                                .contains(name))
                .map(vertex -> vertex.getLayer().conf().getLayer())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no layer reads the network input '" + name + "'"));
    }

    @Override
    public NetworkInput input() {
        return input;
    }

    @Override
    public List<CandidateLayer> candidates() {
        Map<String, InputType> types = types();
        int[] order = network.topologicalSortOrder();
        List<CandidateLayer> candidates = new ArrayList<>();
        for (int position = 0; position < order.length; position++) {
            GraphVertex vertex = network.getVertices()[order[position]];
            if (!vertex.isInputVertex()) {
                boolean isOutput = vertex.hasLayer() && vertex.getLayer() instanceof IOutputLayer;
                String name = vertex.getVertexName();
                candidates.add(new CandidateLayer(name, position, vertex.hasLayer(), isOutput, types.get(name)));
            }
        }
        return candidates;
    }

    /** Empty where DL4J cannot work them out for a graph that it trains: with preprocessors that were set by hand. */
    private Map<String, InputType> types() {
        try {
            // On a copy, and without overriding: DL4J sets layer sizes while it works the types out.
            return network.getConfiguration().clone().getLayerActivationTypes(false, false, input.type());
        } catch (RuntimeException e) {
            log.debug("DL4J does not work out what the layers give; it is looked for", e);
            return Map.of();
        }
    }

    @Override
    public boolean hasSameDiff() {
        boolean layer = Arrays.stream(network.getLayers())
                .anyMatch(each -> each.conf().getLayer() instanceof AbstractSameDiffLayer);
        boolean vertex = network.getConfiguration().getVertices().values().stream()
                .anyMatch(each -> each instanceof SameDiffVertex);
        return layer || vertex;
    }

    @Override
    public boolean isAllOfDl4j() {
        return Arrays.stream(network.getLayers())
                        .allMatch(each -> NetworkInput.isOfDl4j(each.conf().getLayer()))
                && network.getConfiguration().getVertices().values().stream().allMatch(NetworkInput::isOfDl4j);
    }

    @Override
    public void setParameters(INDArray parameters) {
        network.setParams(parameters);
    }

    @Override
    public INDArray parameters() {
        return network.params();
    }

    /**
     * Never by {@code feedForward(INDArray, boolean)}: the network would keep the given array as its input and write the next batch
     * into it.
     */
    @Override
    public Activations forward(INDArray features, @Nullable INDArray mask, List<? extends PlacedLayer> layers) {
        int last = layers.get(layers.size() - 1).position();
        network.setLayerMaskArrays(mask == null ? null : new INDArray[] {mask}, null);
        try {
            Map<String, INDArray> all =
                    new HashMap<>(network.feedForward(new INDArray[] {features}, last, false, true));
            all.keySet().removeAll(network.getConfiguration().getNetworkInputs());
            return new Activations(
                    layers.stream().map(layer -> all.get(layer.name())).toList(), all.values());
        } finally {
            network.clearLayerMaskArrays();
            network.clear();
        }
    }
}
