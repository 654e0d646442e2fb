package io.ovoscope.agent.activation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.autodiff.listeners.Loss;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A SameDiff graph in training. No checkpoints are made of it. */
public final class MonitoredSameDiff implements MonitoredNetwork {
    private final SameDiff graph;
    private final SameDiffInput input;
    private final FlatVariables variables;
    private @Nullable Loss heard;

    /**
     * Of a graph that is not training at the moment.
     *
     * @param graph the user's
     * @throws IllegalArgumentException where its placeholders are not those of the input
     */
    public MonitoredSameDiff(SameDiff graph, SameDiffInput input) {
        if (Thread.holdsLock(graph)) {
            throw new IllegalArgumentException(
                    "SameDiff graph that is training: expecting to be attached before fit, not by a listener within it");
        }
        SameDiffPlaceholders.check(graph, input);
        this.graph = graph;
        this.input = input;
        this.variables = new FlatVariables(graph);
    }

    /** SameDiff counts iterations over all calls of {@code fit}, in its training configuration. */
    @Override
    public int updates() {
        return graph.getTrainingConfig() == null ? 0 : graph.getTrainingConfig().getIterationCount();
    }

    @Override
    public int epochs() {
        return graph.getTrainingConfig() == null ? 0 : graph.getTrainingConfig().getEpochCount();
    }

    @Override
    public int device() {
        return variables.device();
    }

    @Override
    public long parameterCount() {
        return variables.count();
    }

    @Override
    public DataType parameterType() {
        return variables.type();
    }

    @Override
    public void copyParameters(INDArray buffer) {
        variables.copyTo(buffer);
    }

    /** Takes note of what the trainer says after an update. */
    public void heard(Loss newest) {
        heard = newest;
    }

    /**
     * That of the newest update, without regularisation; NaN where it is unknown: SameDiff runs what the gradients need and no more, and where
     * that leaves out the loss itself, as with its own losses, it says 0.
     */
    @Override
    public double loss() {
        @Nullable Loss newest = heard;
        if (newest == null || !isLossKnown()) {
            return Double.NaN;
        }
        return graph.getLossVariables().stream()
                .mapToInt(newest.lossNames()::indexOf)
                .mapToDouble(index -> newest.lossValues()[index])
                .sum();
    }

    /** Not where SameDiff says 0 for one of the loss variables; what it says is NaN is known. */
    @Override
    public boolean isLossKnown() {
        @Nullable Loss newest = heard;
        List<String> names = graph.getLossVariables();
        return newest != null
                && !names.isEmpty()
                && names.stream()
                        .mapToInt(newest.lossNames()::indexOf)
                        .allMatch(index -> index >= 0 && newest.lossValues()[index] != 0);
    }

    @Override
    public @Nullable INDArray updaterState() {
        return null;
    }

    /** Adds a listener to the user's. */
    public void add(Listener listener) {
        graph.addListeners(listener);
    }

    /** Whether the listener is among the graph's. */
    public boolean hasListener(Listener listener) {
        return graph.getListeners().stream().anyMatch(each -> each == listener);
    }

    /** Takes that listener away again and leaves the user's. */
    public void remove(Listener listener) {
        List<Listener> listeners = new ArrayList<>(graph.getListeners());
        listeners.removeIf(each -> each == listener);
        graph.setListeners(listeners);
    }

    @Override
    public ShadowNetwork shadow() {
        return new ShadowSameDiff(graph, input);
    }

    @Override
    public String description() {
        return "SameDiff, " + graph.getOps().size() + " operations";
    }
}
