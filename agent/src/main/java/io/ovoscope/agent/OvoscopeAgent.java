package io.ovoscope.agent;

import io.ovoscope.agent.activation.MonitoredGraph;
import io.ovoscope.agent.activation.MonitoredMultiLayer;
import io.ovoscope.agent.activation.MonitoredNetwork;
import io.ovoscope.agent.activation.MonitoredSameDiff;
import io.ovoscope.agent.activation.SameDiffInput;
import io.ovoscope.agent.activation.WordEncoder;
import io.ovoscope.agent.encoding.Encoders;
import io.ovoscope.agent.probeset.ProbeCorpora;
import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.agent.send.KafkaSnapshotSender;
import io.ovoscope.agent.snapshot.SnapshotTaker;
import java.io.IOException;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.autodiff.samediff.SameDiff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a network while it is trained. Attached, it takes snapshots of the parameters on a schedule, runs a fixed probe set through
 * a copy of the network on a thread of its own, and sends what every layer makes of every word to Kafka, where collectors probe it.
 *
 * <pre>{@code
 * try (OvoscopeAgent agent = OvoscopeAgent.attach(network, settings, corpus, encoder)) {
 *     network.fit(batches, epochs);
 * }
 * }</pre>
 *
 * <p>Training goes on exactly as without it: the final parameters are equal bit for bit. After attaching nothing it does throws into
 * training or waits there; what fails is logged once, counted ({@link #metrics}) and reported to the health topic. A broker that is
 * absent, now or later, costs whole snapshots and nothing else.
 */
public final class OvoscopeAgent implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OvoscopeAgent.class);

    private final MonitoredNetwork network;
    private final Hearing listener;
    private final SnapshotTaker taker;
    private final Engine engine;
    private boolean closed;

    private OvoscopeAgent(MonitoredNetwork network, SnapshotTaker taker, Engine engine) {
        this.network = network;
        this.taker = taker;
        this.engine = engine;
        this.listener = Hearing.of(network, taker);
    }

    /**
     * Attaches to a network that is not training at the moment, and takes the first snapshot: step 0, or where the network has been
     * trained before, the step it has reached.
     *
     * @param corpus the probe set with its words; frozen for the whole run
     * @param encoder does to a word what the training's own input does
     * @throws IllegalArgumentException where settings, probe set, encoder and network do not fit together, saying what to change;
     *     never because of the broker
     */
    public static OvoscopeAgent attach(
            MultiLayerNetwork network, AgentSettings settings, ProbeCorpus corpus, WordEncoder encoder) {
        return attach(new MonitoredMultiLayer(network), settings, corpus, encoder, surroundings(settings));
    }

    /** The same for a graph with one input. */
    public static OvoscopeAgent attach(
            ComputationGraph network, AgentSettings settings, ProbeCorpus corpus, WordEncoder encoder) {
        return attach(new MonitoredGraph(network), settings, corpus, encoder, surroundings(settings));
    }

    /**
     * The same for a SameDiff graph.
     *
     * @param input its placeholders; which of its variables are layers, {@code settings.network().layers()} says
     * @throws IllegalArgumentException also where settings want checkpoints: none are made of SameDiff graphs
     */
    public static OvoscopeAgent attach(
            SameDiff graph, SameDiffInput input, AgentSettings settings, ProbeCorpus corpus, WordEncoder encoder) {
        return attach(new MonitoredSameDiff(graph, input), settings, corpus, encoder, surroundings(settings));
    }

    /**
     * The same with the probe set and the encoder that the settings name ({@code sources}, {@code probeSet}, {@code encoder}).
     *
     * @throws io.ovoscope.agent.probeset.sentence.MalformedTextException naming everything that is wrong with their files
     * @throws IOException where one of their files is missing or cannot be read
     */
    public static OvoscopeAgent attach(MultiLayerNetwork network, AgentSettings settings) throws IOException {
        return attach(network, settings, corpus(settings), Encoders.from(settings.encoder()));
    }

    /** The same for a graph with one input. */
    public static OvoscopeAgent attach(ComputationGraph network, AgentSettings settings) throws IOException {
        return attach(network, settings, corpus(settings), Encoders.from(settings.encoder()));
    }

    /** The same for a SameDiff graph. */
    public static OvoscopeAgent attach(SameDiff graph, SameDiffInput input, AgentSettings settings) throws IOException {
        return attach(graph, input, settings, corpus(settings), Encoders.from(settings.encoder()));
    }

    private static ProbeCorpus corpus(AgentSettings settings) throws IOException {
        return ProbeCorpora.from(settings.sources().sources(), settings.probeSet());
    }

    static OvoscopeAgent attach(
            MonitoredNetwork network,
            AgentSettings settings,
            ProbeCorpus corpus,
            WordEncoder encoder,
            Surroundings surroundings) {
        OvoscopeAgent agent = prepare(network, settings, corpus, encoder, surroundings);
        agent.begin();
        return agent;
    }

    /**
     * The first half of attaching, for those who bound the time it may take: all that is slow and may fail. The calling thread need not
     * be the one that trains, which must wait meanwhile; the network is read and nothing of it is changed. {@link #begin} follows, or
     * {@link #abandon}.
     *
     * @throws IllegalArgumentException as {@link #attach}
     */
    public static OvoscopeAgent prepare(
            MonitoredNetwork network, AgentSettings settings, ProbeCorpus corpus, WordEncoder encoder) {
        return prepare(network, settings, corpus, encoder, surroundings(settings));
    }

    private static OvoscopeAgent prepare(
            MonitoredNetwork network,
            AgentSettings settings,
            ProbeCorpus corpus,
            WordEncoder encoder,
            Surroundings surroundings) {
        Engine engine = Engine.start(network, settings, corpus, encoder, surroundings);
        return new OvoscopeAgent(network, engine.taker(), engine);
    }

    /** The second half, on the training thread: takes the first snapshot and listens from now on. */
    public void begin() {
        taker.takeFirst();
        listener.begin();
    }

    /** Listens again where something has thrown its listener away; says whether something had. On the training thread. */
    public boolean listenAgain() {
        if (listener.isThere()) {
            return false;
        }
        listener.begin();
        return true;
    }

    private static Surroundings surroundings(AgentSettings settings) {
        return new Surroundings(
                KafkaSnapshotSender.factory(settings.kafka(), settings.send()), Clock.systemUTC(), System::nanoTime);
    }

    /** Name of the run: the one in the settings, or the one made up. */
    public String run() {
        return engine.run();
    }

    /** How the agent is doing now. */
    public AgentMetrics metrics() {
        return engine.metrics();
    }

    /**
     * Takes the listener away, takes a last snapshot of what training came to, waits at most {@code closeTimeoutMillis} for the
     * snapshots under way, and reports for the last time. To be called when training has ended, by the thread that trained. Never throws.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        Closing closing = new Closing(run());
        closing.step("comparing the count of updates", this::warnIfUnheard);
        closing.step("taking the listener from the network", listener::end);
        closing.step("taking the last snapshot", () -> engine.takeLast(() -> true));
        closing.step("ending the worker and the sender", engine::close);
    }

    /**
     * As {@link #close}, but from any thread and while training goes on: takes no last snapshot and leaves the network alone. The run is
     * not called finished.
     */
    public void abandon() {
        if (closed) {
            return;
        }
        closed = true;
        listener.silence();
        new Closing(run()).step("ending the worker and the sender", engine::abandon);
    }

    /**
     * As {@link #close}, but for a program that ends while the network's own thread may go on, and from any thread: leaves the network
     * alone, with its listeners, which that thread may be going through.
     *
     * @param isQuiet whether the network has not been trained since; where it has, there is no last snapshot and the run is not called
     *     finished
     */
    public void end(BooleanSupplier isQuiet) {
        if (closed) {
            return;
        }
        closed = true;
        listener.silence();
        Closing closing = new Closing(run());
        closing.step("comparing the count of updates", this::warnIfUnheard);
        closing.step("taking the last snapshot", () -> engine.takeLast(isQuiet));
        closing.step("ending the worker and the sender", () -> engine.end(isQuiet));
    }

    /** {@code setListeners} after attaching throws the agent's listener away. */
    private void warnIfUnheard() {
        if (network.updates() > taker.step()) {
            log.warn(
                    "run {}: the network has had {} updates and the agent heard of {}: something has removed its listener"
                            + " (setListeners after attaching? use addListeners)",
                    run(),
                    network.updates(),
                    taker.step());
        }
    }
}
