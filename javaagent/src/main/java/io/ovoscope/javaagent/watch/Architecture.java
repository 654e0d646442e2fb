package io.ovoscope.javaagent.watch;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** What two networks have in common where one may be the other, restored. */
final class Architecture {
    private Architecture() {}

    /** Names and shapes of the parameters. Not the configuration, which DL4J changes while it trains (the length of the input, say). */
    static String of(Model network) {
        return network.paramTable().entrySet().stream()
                .map(each -> each.getKey() + Arrays.toString(each.getValue().shape()))
                .collect(Collectors.joining(" ", network.getClass().getSimpleName() + " ", ""));
    }

    /** Updates that the network has had, by its own count: a network that was restored has had some. */
    static int updates(Model network) {
        return network instanceof MultiLayerNetwork stack
                ? stack.getIterationCount()
                : ((ComputationGraph) network).getIterationCount();
    }
}
