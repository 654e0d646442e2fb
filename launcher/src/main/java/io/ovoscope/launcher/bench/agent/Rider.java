package io.ovoscope.launcher.bench.agent;

import io.ovoscope.agent.AgentMetrics;
import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.OvoscopeAgent;
import io.ovoscope.agent.activation.NetworkSettings;
import io.ovoscope.agent.send.DropReason;
import io.ovoscope.agent.send.KafkaTarget;
import io.ovoscope.agent.snapshot.ScheduleSettings;
import io.ovoscope.demo.model.ProbedLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.optimize.listeners.CheckpointListener;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A side, ready to listen.
 *
 * @param listeners none, or the one that is timed
 * @param agent how it is doing; nothing happens in it on the other sides
 * @param end frees what it holds
 */
record Rider(Side side, List<TimedListener> listeners, Supplier<Sent> agent, Runnable end) implements AutoCloseable {
    private static final int NO_LIMIT = 1;
    private static final int KEPT_FILES = 2;
    private static final Sent NOTHING = new Sent(0, 0, 0, 0);

    /** What has become of an agent's snapshots, and how long it has run the probe set through the network. */
    record Sent(long taken, long sent, long dropped, double passSeconds) {
        static Sent of(OvoscopeAgent agent) {
            AgentMetrics metrics = agent.metrics();
            return new Sent(metrics.taken(), metrics.sent(), metrics.droppedTotal(), metrics.workerSeconds());
        }
    }

    /** Prepares a side; the network has no listeners before and after. */
    static Rider of(Side side, Trained trained, Order order) throws IOException {
        return switch (side) {
            case BARE -> new Rider(side, List.of(), () -> NOTHING, () -> {});
            case COPY -> copying(trained);
            case AGENT_BUDGET, AGENT_50, AGENT_1 -> watching(side, trained, order);
            case STATS_50, STATS_1 -> reporting(side);
            case CHECKPOINT_50 -> saving(trained, Path.of(order.scratch()));
        };
    }

    private static Rider copying(Trained trained) {
        INDArray parameters = trained.parameters();
        INDArray buffer = Nd4j.createUninitializedDetached(parameters.dataType(), parameters.length());
        TrainingListener copy = new BaseTrainingListener() {
            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                if (iteration % Side.COPY.every() == 0) {
                    buffer.assign(parameters);
                }
            }
        };
        return new Rider(
                Side.COPY,
                List.of(new TimedListener(copy, () -> trained.network().getIterationCount() / Side.COPY.every())),
                () -> NOTHING,
                buffer::close);
    }

    private static Rider watching(Side side, Trained trained, Order order) {
        MadeProbes probes = MadeProbes.of(order.size());
        String[] layers =
                trained.model().probedLayers().stream().map(ProbedLayer::name).toArray(String[]::new);
        AgentSettings usual = AgentSettings.defaults();
        AgentSettings settings = usual.withRun("bench-" + side + "-" + System.nanoTime())
                .withOverheadBudget(side == Side.AGENT_BUDGET ? usual.overheadBudget() : NO_LIMIT)
                .withSchedule(new ScheduleSettings(side.every(), 0, 0, 2, List.of()))
                .withNetwork(NetworkSettings.defaults()
                        .withSequenceLength(Size.WINDOW_TOKENS)
                        .withLayers(layers))
                .withKafka(KafkaTarget.at(order.bootstrapServers()));
        OvoscopeAgent agent = OvoscopeAgent.attach(trained.network(), settings, probes.corpus(), probes.encoder());
        TrainingListener listener = trained.network().getListeners().iterator().next();
        trained.listeners(List.of());
        return new Rider(
                side, List.of(new TimedListener(listener, () -> copied(agent))), () -> Sent.of(agent), agent::close);
    }

    /** Snapshots for which there was a buffer. */
    private static long copied(OvoscopeAgent agent) {
        AgentMetrics metrics = agent.metrics();
        return metrics.taken() - metrics.dropped().getOrDefault(DropReason.QUEUE_FULL, 0L);
    }

    private static Rider reporting(Side side) {
        CountingStorage storage = new CountingStorage();
        return new Rider(
                side,
                List.of(new TimedListener(new StatsListener(storage, side.every()), storage::updates)),
                () -> NOTHING,
                () -> {});
    }

    private static Rider saving(Trained trained, Path scratch) throws IOException {
        Path folder = Files.createDirectories(scratch.resolve("saved-" + System.nanoTime()));
        CheckpointListener listener = new CheckpointListener.Builder(folder.toFile())
                .keepLast(KEPT_FILES)
                .saveEveryNIterations(Side.CHECKPOINT_50.every())
                .build();
        int every = Side.CHECKPOINT_50.every();
        return new Rider(
                Side.CHECKPOINT_50,
                List.of(new TimedListener(listener, () -> trained.network().getIterationCount() / every)),
                () -> NOTHING,
                () -> {});
    }

    /** Whether nothing is under way behind the training's back. */
    boolean isIdle() {
        Sent now = agent.get();
        return now.sent() + now.dropped() == now.taken();
    }

    @Override
    public void close() {
        end.run();
    }
}
