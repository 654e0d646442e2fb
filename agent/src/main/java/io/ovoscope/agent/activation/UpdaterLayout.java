package io.ovoscope.agent.activation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterUtils;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where the blocks of an updater's state end. DL4J merges neighbouring parameters into one block where their updaters are equal, and
 * lays out the state block by block (all of Adam's first moments of a block, then all of its second). A learning-rate schedule
 * without {@code equals} is merged where layers share one object, as built, and is not where each layer has read one of its own from
 * a file: the state is then taken for what it is not.
 *
 * @param blockEnds number of parameters up to the end of each block
 */
public record UpdaterLayout(List<Long> blockEnds) {
    public UpdaterLayout {
        blockEnds = List.copyOf(blockEnds);
    }

    static UpdaterLayout of(ComputationGraph graph) {
        return of(Arrays.stream(graph.topologicalSortOrder())
                .mapToObj(index -> graph.getVertices()[index])
                .filter(vertex -> vertex.numParams() > 0)
                .toList());
    }

    /** As DL4J's {@code BaseMultiLayerUpdater} does it, for layers in the order of their parameters. */
    static UpdaterLayout of(List<? extends Trainable> layers) {
        List<Long> ends = new ArrayList<>();
        @Nullable Trainable lastLayer = null;
        String last = "";
        long end = 0;
        for (Trainable layer : layers) {
            Map<String, INDArray> parameters = layer.paramTable(false);
            if (parameters == null) {
                continue;
            }
            for (Map.Entry<String, INDArray> parameter : parameters.entrySet()) {
                String name = parameter.getKey();
                if (lastLayer != null && !UpdaterUtils.updaterConfigurationsEquals(lastLayer, last, layer, name)) {
                    ends.add(end);
                }
                end += parameter.getValue().length();
                lastLayer = layer;
                last = name;
            }
        }
        ends.add(end);
        return new UpdaterLayout(ends);
    }
}
