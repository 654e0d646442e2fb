package io.ovoscope.agent;

import io.ovoscope.agent.activation.CutCorpus;
import io.ovoscope.agent.activation.EncodedCorpus;
import io.ovoscope.agent.activation.MonitoredNetwork;
import io.ovoscope.agent.activation.NetworkConfiguration;
import io.ovoscope.agent.activation.ProbeRun;
import io.ovoscope.agent.activation.WordEncoder;
import io.ovoscope.agent.checkpoint.CheckpointCounters;
import io.ovoscope.agent.checkpoint.CheckpointKeeper;
import io.ovoscope.agent.checkpoint.CheckpointStore;
import io.ovoscope.agent.checkpoint.Drafts;
import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.agent.send.RunAnnouncement;
import io.ovoscope.agent.send.SnapshotSender;
import io.ovoscope.agent.snapshot.FollowedFindings;
import io.ovoscope.agent.snapshot.OverheadBudget;
import io.ovoscope.agent.snapshot.PartWriter;
import io.ovoscope.agent.snapshot.SnapshotCounters;
import io.ovoscope.agent.snapshot.SnapshotLosses;
import io.ovoscope.agent.snapshot.SnapshotQueue;
import io.ovoscope.agent.snapshot.SnapshotTaker;
import io.ovoscope.agent.snapshot.SnapshotWorker;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.RunManifest;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's parts, joined in the order of the line: taker → queue → worker → checkpoint store and sender. */
final class Engine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Engine.class);
    private static final long STOP_MILLIS = 2_000;

    private final String run;
    private final String process = "agent-" + UUID.randomUUID().toString().substring(0, 8);
    private final AgentSettings settings;
    private final Surroundings surroundings;
    private final WorkerThread thread;
    private final SnapshotCounters counters = new SnapshotCounters();
    private final OverheadBudget budget;
    private final FollowedFindings findings;
    private final SnapshotQueue queue;
    private final CheckpointCounters checkpointCounters = new CheckpointCounters();
    private final Drafts drafts;
    private final @Nullable CheckpointStore store;
    private final SnapshotTaker taker;
    private final SnapshotSender sender;
    private final SnapshotWorker worker;
    private volatile boolean trainingEnded;

    /** Checks that everything fits together, on the thread that will work, and starts it. */
    static Engine start(
            MonitoredNetwork network,
            AgentSettings settings,
            ProbeCorpus given,
            WordEncoder encoder,
            Surroundings surroundings) {
        ProbeCorpus corpus = CutCorpus.fit(given, encoder, settings.network());
        EncodedCorpus encoded = EncodedCorpus.encode(
                corpus.set(), corpus.sentences(), encoder, settings.network().maxUnknownShare());
        WorkerThread thread = new WorkerThread();
        try {
            ProbeRun probeRun = thread.call(() -> probeRun(network, encoded, settings));
            @Nullable NetworkConfiguration configuration = settings.checkpoints().isOn()
                    ? thread.call(() -> Drafts.check(network, settings.checkpoints()))
                    : null;
            RunAnnouncement announcement = Manifests.announce(network, settings, corpus, probeRun, surroundings);
            corpus.remarks().forEach(remark -> log.info("probe set: {}", remark));
            corpus.skipped().forEach(task -> log.info("probe set: without {}, because {}", task.task(), task.reason()));
            log.info("run {}: {}", announcement.run(), probeRun.inputDescription());
            return new Engine(network, settings, announcement, probeRun, configuration, surroundings, thread);
        } catch (RuntimeException | Error e) {
            thread.close(STOP_MILLIS);
            throw e;
        }
    }

    /** On the network's GPU, where there are several: ND4J gives a new thread the next one, and moves there what the thread reads. */
    private static ProbeRun probeRun(MonitoredNetwork network, EncodedCorpus encoded, AgentSettings settings) {
        Nd4j.getAffinityManager().unsafeSetDevice(network.device());
        return ProbeRun.prepare(network, encoded, settings.network());
    }

    private Engine(
            MonitoredNetwork network,
            AgentSettings settings,
            RunAnnouncement announcement,
            ProbeRun probeRun,
            @Nullable NetworkConfiguration configuration,
            Surroundings surroundings,
            WorkerThread thread) {
        this.run = announcement.run();
        this.settings = settings;
        this.surroundings = surroundings;
        this.thread = thread;
        this.budget = new OverheadBudget(settings.overheadBudget(), surroundings.nanoTime());
        this.findings = settings.schedule().findings();
        this.queue = new SnapshotQueue(settings.queueMaxSnapshots(), network.parameterType(), network.parameterCount());
        this.drafts = new Drafts(network, settings.checkpoints(), checkpointCounters, settings.queueMaxSnapshots());
        SnapshotLosses losses = new SnapshotLosses(run, counters);
        this.taker = new SnapshotTaker(
                network,
                settings.schedule().schedule(findings),
                budget,
                queue,
                drafts,
                counters,
                losses,
                surroundings.clock(),
                surroundings.nanoTime());
        PartWriter parts = new PartWriter(
                run,
                announcement.manifest().probeSet(),
                probeRun.layers(),
                settings.send().precision(),
                settings.send().partBytes(),
                counters);
        this.sender = findings.isOn()
                ? surroundings
                        .sender()
                        .start(announcement, this::health, finding -> findings.told(finding, counters.step()))
                : surroundings.sender().start(announcement, this::health);
        this.store = configuration == null ? null : store(announcement.manifest(), configuration);
        this.worker = new SnapshotWorker(
                probeRun,
                parts,
                queue,
                drafts,
                store == null ? CheckpointKeeper.NONE : store,
                sender,
                budget,
                counters,
                losses,
                surroundings.nanoTime());
        thread.run(worker::run);
    }

    private CheckpointStore store(RunManifest manifest, NetworkConfiguration configuration) {
        return new CheckpointStore(
                settings.checkpoints(),
                manifest,
                configuration,
                checkpointCounters,
                new CheckpointStore.Outside(
                        sender::attempt,
                        sender::kept,
                        surroundings.clock(),
                        surroundings.nanoTime(),
                        UnaryOperator.identity()));
    }

    String run() {
        return run;
    }

    SnapshotTaker taker() {
        return taker;
    }

    /** What training came to; half of the time limit for closing may go into waiting for a buffer. */
    void takeLast(BooleanSupplier isOver) {
        taker.takeLast(settings.closeTimeoutMillis() / 2, isOver);
    }

    AgentMetrics metrics() {
        return new AgentMetrics(
                counters.step(),
                counters.loss(),
                counters.taken(),
                counters.sent(),
                counters.droppedByReason(),
                counters.skippedCount(),
                queue.size(),
                counters.bytes(),
                counters.rows(),
                counters.nonFiniteRows(),
                counters.saturatedValues(),
                counters.trainingThreadSeconds(),
                counters.workerSeconds(),
                counters.sendSeconds(),
                budget.spentSeconds(),
                budget.allowedSeconds(),
                findings.spacing(counters.step()),
                checkpointCounters.metrics());
    }

    /** The link may ask for health before the sender is known here. */
    private int attempt() {
        @Nullable SnapshotSender started = sender;
        return started == null ? 0 : started.attempt();
    }

    private Health health() {
        return metrics().health(process, run, attempt(), surroundings.clock().instant(), trainingEnded);
    }

    /** Bounded: the worker's time limit, a little more for it to stop, and the sender's own limit. Never throws. */
    @Override
    public void close() {
        end(() -> true, true);
    }

    /**
     * As {@link #close}, but training may go on: the run is not called finished, and the buffers are left to the garbage collector, since
     * the training thread may be copying into one.
     */
    void abandon() {
        end(() -> false, false);
    }

    /**
     * As {@link #close}, but training may go on all the same: the buffers are left alone, as by {@link #abandon}.
     *
     * @param isTrainingOver asked before the last report: whether the run is finished
     */
    void end(BooleanSupplier isTrainingOver) {
        end(isTrainingOver, false);
    }

    private void end(BooleanSupplier isTrainingOver, boolean freesBuffers) {
        Closing closing = new Closing(run);
        closing.step("ending the worker", () -> endWorker(freesBuffers));
        trainingEnded = isTrainingOver.getAsBoolean();
        closing.step("the last report", () -> sender.report(health()));
        closing.step("closing the sender", sender::close);
        closing.step("the summary", this::logSummary);
    }

    private void endWorker(boolean freesBuffers) {
        worker.finish();
        boolean ended = thread.close(settings.closeTimeoutMillis());
        if (!ended) {
            worker.stop();
            thread.interrupt();
            ended = thread.close(STOP_MILLIS);
        }
        worker.giveUp();
        if (ended && freesBuffers) {
            queue.close();
            drafts.close();
        }
        if (store != null && ended) {
            store.close();
        }
    }

    private void logSummary() {
        AgentMetrics end = metrics();
        log.info(
                "run {}: {} snapshots sent, {} dropped {}, {} skipped for the budget; {} of {} allowed",
                run,
                end.sent(),
                end.droppedTotal(),
                end.dropped(),
                end.skippedForBudget(),
                seconds(end.spentSeconds()),
                seconds(end.allowedSeconds()));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
