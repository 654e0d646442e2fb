package io.ovoscope.agent.activation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A copy of the network with parameters of its own and no listeners: whatever is done to it, training does not notice. It belongs
 * to the thread that made it.
 */
sealed interface ShadowNetwork permits ShadowMultiLayer, ShadowGraph, ShadowSameDiff {
    NetworkInput input();

    /** Everything that gives activations, in the order of the forward pass. */
    List<CandidateLayer> candidates();

    /**
     * Whether a part of it is a SameDiff graph: such a part keeps the length of its first input, and DL4J gives it no mask of the
     * rank that it declares.
     */
    boolean hasSameDiff();

    /** Whether padding can be masked. */
    default boolean takesMask() {
        return !hasSameDiff();
    }

    /** Whether all of its layers and vertices are DL4J's own, so that the configuration knows the layout of what each gives. */
    boolean isAllOfDl4j();

    /** Copies parameters in. */
    void setParameters(INDArray parameters);

    /** Those copied in last; the network's own. */
    INDArray parameters();

    /**
     * Runs in inference mode from the input as far as the last of the positions.
     *
     * @param input as {@link #input} says; stays the caller's
     * @param mask [sentences, time], 1 for what counts; null for none; stays the caller's
     * @param layers those wanted, in ascending order of position
     */
    Activations forward(INDArray input, @Nullable INDArray mask, List<? extends PlacedLayer> layers);
}
