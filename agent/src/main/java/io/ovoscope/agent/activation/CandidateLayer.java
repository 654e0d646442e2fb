package io.ovoscope.agent.activation;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.jspecify.annotations.Nullable;

/**
 * Something in the network that gives activations.
 *
 * @param name in the network's configuration
 * @param position in the order of the forward pass
 * @param isLayer false for a graph vertex without a layer, which is probed only by name
 * @param isOutput whether it computes the loss
 * @param type of its activations, by the configuration; null where that does not say
 */
record CandidateLayer(
        String name,
        int position,
        boolean isLayer,
        boolean isOutput,
        @Nullable InputType type) implements PlacedLayer {
    InputType.@Nullable InputTypeRecurrent sequence() {
        return type instanceof InputType.InputTypeRecurrent recurrent ? recurrent : null;
    }
}
