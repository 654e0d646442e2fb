package io.ovoscope.agent.activation;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The network in training, as far as the agent touches it. What the agent's own thread asks of it while the training thread waits takes
 * no lock of the network: the training thread may hold it.
 */
public sealed interface MonitoredNetwork permits MonitoredMultiLayer, MonitoredGraph, LooselyMonitored {
    /** Updates applied so far, by the network's own count. */
    int updates();

    /** The live parameters, not a copy. */
    default INDArray parameters() {
        return model().params();
    }

    /** The loss of the newest minibatch; NaN or 0 before the first. */
    default double loss() {
        return model().score();
    }

    Model model();

    /** Whether that is the network itself, and not a layer of it or another. */
    default boolean is(Model other) {
        return model() == other;
    }

    /** Epochs finished, by the network's own count. */
    int epochs();

    /** The live state of the updater, not a copy; null where it has none, as plain gradient descent. */
    @Nullable INDArray updaterState();

    /** How that state is laid out. */
    UpdaterLayout updaterLayout();

    /** As a model file would hold it now. */
    NetworkConfiguration configuration();

    /** Adds a listener to the user's. */
    void add(TrainingListener listener);

    /** Whether the listener is among the network's. */
    boolean hasListener(TrainingListener listener);

    /** Takes that listener away again and leaves the user's. */
    void remove(TrainingListener listener);

    /** A copy with the present parameters, which belongs to the calling thread; training waits meanwhile. */
    ShadowNetwork shadow();

    /** For the manifest, for example {@code ComputationGraph, 6 vertices}. */
    String description();
}
