package io.ovoscope.agent.activation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network of DL4J's layers, which keeps its parameters in one array and hears of updates by a {@link TrainingListener}. */
public sealed interface MonitoredModel extends MonitoredNetwork
        permits MonitoredMultiLayer, MonitoredGraph, LooselyMonitored {
    Model model();

    /** Whether that is the network itself, and not a layer of it or another. */
    default boolean is(Model other) {
        return model() == other;
    }

    /** The live parameters, not a copy. */
    default INDArray parameters() {
        return model().params();
    }

    @Override
    default int device() {
        return Nd4j.getAffinityManager().getDeviceForArray(parameters());
    }

    @Override
    default long parameterCount() {
        return parameters().length();
    }

    @Override
    default DataType parameterType() {
        return parameters().dataType();
    }

    @Override
    default void copyParameters(INDArray buffer) {
        ArrayCopy.into(buffer, parameters());
    }

    @Override
    default double loss() {
        return model().score();
    }

    @Override
    default boolean isLossKnown() {
        return true;
    }

    /** How the updater's state is laid out. */
    UpdaterLayout updaterLayout();

    /** As a model file would hold it now. */
    NetworkConfiguration configuration();

    /** Adds a listener to the user's; those of ours that are silent go. */
    void add(TrainingListener listener);

    /** A listener that may have to stay among a network's when it hears no more. */
    interface Passing {
        boolean isSilent();
    }

    /** Where {@code ComputationGraph.clone} is used again and again, which gives the copy its original's listeners, there would be more and more. */
    static List<TrainingListener> withoutSilent(Collection<TrainingListener> listeners) {
        List<TrainingListener> left = new ArrayList<>(listeners);
        left.removeIf(each -> each instanceof Passing passing && passing.isSilent());
        return left;
    }

    /** Whether the listener is among the network's. */
    boolean hasListener(TrainingListener listener);

    /** Takes that listener away again and leaves the user's. */
    void remove(TrainingListener listener);
}
