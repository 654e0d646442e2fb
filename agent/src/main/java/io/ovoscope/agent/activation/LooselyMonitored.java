package io.ovoscope.agent.activation;

import java.lang.ref.WeakReference;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network in training that is not kept in memory for being watched, for those who learn of its end from the garbage collector. Its
 * parameters are kept: what training came to can be read when the network is gone.
 */
public final class LooselyMonitored implements MonitoredModel {
    private final WeakReference<Model> network;
    private final Function<Model, MonitoredModel> view;
    private final String description;
    private volatile INDArray parameters;
    private volatile int updates;
    private volatile int epochs;

    private LooselyMonitored(Model network, Function<Model, MonitoredModel> view) {
        this.network = new WeakReference<>(network);
        this.view = view;
        MonitoredModel now = view.apply(network);
        this.description = now.description();
        this.parameters = now.parameters();
        this.updates = now.updates();
        this.epochs = now.epochs();
    }

    /**
     * Of a stack or a graph.
     *
     * @param network that has parameters: {@code init()} has been called
     * @throws IllegalArgumentException where it is neither a {@link MultiLayerNetwork} nor a {@link ComputationGraph}
     */
    public static LooselyMonitored of(Model network) {
        if (network instanceof MultiLayerNetwork) {
            return new LooselyMonitored(network, model -> new MonitoredMultiLayer((MultiLayerNetwork) model));
        }
        if (network instanceof ComputationGraph) {
            return new LooselyMonitored(network, model -> new MonitoredGraph((ComputationGraph) model));
        }
        throw new IllegalArgumentException(
                "network of " + network.getClass() + ": expecting a MultiLayerNetwork or a ComputationGraph");
    }

    @Override
    public boolean is(Model other) {
        return network.refersTo(other);
    }

    /** As long as the network is there, its own count; then the last that was asked for. */
    @Override
    public int updates() {
        @Nullable MonitoredModel there = there();
        updates = there == null ? updates : there.updates();
        return updates;
    }

    @Override
    public int epochs() {
        @Nullable MonitoredModel there = there();
        epochs = there == null ? epochs : there.epochs();
        return epochs;
    }

    /** As long as the network is there, its own; then those it had when it was last asked. */
    @Override
    public INDArray parameters() {
        @Nullable MonitoredModel there = there();
        parameters = there == null ? parameters : there.parameters();
        return parameters;
    }

    /** NaN where the network is gone. */
    @Override
    public double loss() {
        @Nullable MonitoredModel there = there();
        return there == null ? Double.NaN : there.loss();
    }

    @Override
    public Model model() {
        Model there = network.get();
        if (there == null) {
            throw new IllegalStateException("the network is gone");
        }
        return there;
    }

    @Override
    public @Nullable INDArray updaterState() {
        return view.apply(model()).updaterState();
    }

    @Override
    public UpdaterLayout updaterLayout() {
        return view.apply(model()).updaterLayout();
    }

    @Override
    public NetworkConfiguration configuration() {
        return view.apply(model()).configuration();
    }

    @Override
    public boolean hasListener(TrainingListener listener) {
        @Nullable MonitoredModel there = there();
        return there != null && there.hasListener(listener);
    }

    @Override
    public void add(TrainingListener listener) {
        view.apply(model()).add(listener);
    }

    /** A network that is gone has no listeners. */
    @Override
    public void remove(TrainingListener listener) {
        @Nullable MonitoredModel there = there();
        if (there != null) {
            there.remove(listener);
        }
    }

    @Override
    public ShadowNetwork shadow() {
        return view.apply(model()).shadow();
    }

    @Override
    public String description() {
        return description;
    }

    private @Nullable MonitoredModel there() {
        @Nullable Model model = network.get();
        return model == null ? null : view.apply(model);
    }
}
