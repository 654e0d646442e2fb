package io.ovoscope.agent.activation;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The network in training, as far as the agent touches it. What the agent's own thread asks of it while the training thread waits takes
 * no lock of the network: the training thread may hold it.
 */
public sealed interface MonitoredNetwork permits MonitoredModel, MonitoredSameDiff {
    /** Updates applied so far, by the network's own count. */
    int updates();

    /** How many numbers are trained. */
    long parameterCount();

    /** The GPU that they are on, as ND4J counts; 0 on a processor. */
    int device();

    /** What they are kept as. */
    DataType parameterType();

    /**
     * Copies the live parameters.
     *
     * @param buffer of that many and that type; one of a few that are used again and again
     */
    void copyParameters(INDArray buffer);

    /** The loss of the newest minibatch; NaN or 0 before the first. */
    double loss();

    /** Whether the trainer tells its loss: SameDiff does not compute what its gradients do not need. */
    boolean isLossKnown();

    /** Epochs finished, by the network's own count. */
    int epochs();

    /** The live state of the updater, not a copy; null where it has none, as plain gradient descent, or where no checkpoint is made. */
    @Nullable INDArray updaterState();

    /** A copy with the present parameters, which belongs to the calling thread; training waits meanwhile. */
    ShadowNetwork shadow();

    /** For the manifest, for example {@code ComputationGraph, 6 vertices}. */
    String description();
}
