package io.ovoscope.agent.replay;

import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.Manifests;
import io.ovoscope.agent.activation.CutCorpus;
import io.ovoscope.agent.activation.EncodedCorpus;
import io.ovoscope.agent.activation.MonitoredNetwork;
import io.ovoscope.agent.activation.ProbeRun;
import io.ovoscope.agent.activation.WordEncoder;
import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.agent.send.KafkaSnapshotSender;
import io.ovoscope.agent.send.RunAnnouncement;
import io.ovoscope.agent.send.SendFailure;
import io.ovoscope.agent.send.SenderFactory;
import io.ovoscope.agent.send.SnapshotSender;
import io.ovoscope.agent.send.SnapshotTransfer;
import io.ovoscope.agent.snapshot.PartWriter;
import io.ovoscope.agent.snapshot.SnapshotCounters;
import io.ovoscope.agent.snapshot.SnapshotPasses;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.RunManifest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs a probe set through checkpoints and sends what every layer makes of every word, as an agent does while training goes on; the
 * points that collectors make of it are marked as replayed. It joins the run of the settings where that is there, beside an agent that
 * may be watching it, and makes a new one where it is not.
 *
 * <pre>{@code
 * List<CheckpointFile> files = ListenerFolder.read(directory, Optional.empty()).checkpoints();
 * try (Replay replay = Replay.open(files, settings.withRun("r7"), corpus, encoder)) {
 *     for (CheckpointFile file : files) {
 *         replay.send(file);
 *     }
 * }
 * }</pre>
 *
 * <p>To be used by the thread that opened it.
 */
public final class Replay implements AutoCloseable {
    private final RunAnnouncement announcement;
    private final SnapshotSender sender;
    private final SnapshotPasses passes;
    private final LongAdder sent = new LongAdder();
    private final String process = "replay-" + UUID.randomUUID().toString().substring(0, 8);
    private final Clock clock;

    private Replay(RunAnnouncement announcement, ProbeRun probeRun, AgentSettings settings, Outside outside) {
        this.announcement = announcement;
        this.clock = outside.clock();
        RunManifest manifest = announcement.manifest();
        PartWriter parts = new PartWriter(
                manifest.run(),
                manifest.probeSet(),
                probeRun.layers(),
                settings.send().precision(),
                settings.send().partBytes(),
                new SnapshotCounters());
        this.passes = SnapshotPasses.ofCheckpoints(probeRun, parts);
        this.sender = outside.sender().start(announcement, this::health);
    }

    /** What a replay has from outside. */
    record Outside(SenderFactory sender, Clock clock) {}

    /**
     * Looks at all files, reads the first, runs the first batch of the probe set through it, and joins the run or makes it.
     *
     * @param files at least one
     * @param settings of which run, network, kafka and send count; the run must have a name
     * @param corpus the probe set with its words
     * @param encoder does to a word what the training's own input does
     * @throws CheckpointProblems naming every file that cannot be read, is not what its checksum says or holds another network; or saying
     *     what of probe set, network or encoder is not that of the run; or why the broker cannot be reached
     * @throws IllegalArgumentException where settings, probe set, encoder and network do not fit together
     */
    public static Replay open(
            List<CheckpointFile> files, AgentSettings settings, ProbeCorpus corpus, WordEncoder encoder)
            throws CheckpointProblems {
        SenderFactory sender = KafkaSnapshotSender.joining(settings.kafka(), settings.send());
        return open(files, settings, corpus, encoder, new Outside(sender, Clock.systemUTC()));
    }

    static Replay open(
            List<CheckpointFile> files, AgentSettings settings, ProbeCorpus given, WordEncoder encoder, Outside outside)
            throws CheckpointProblems {
        if (files.isEmpty() || settings.run().isEmpty()) {
            throw new IllegalArgumentException(files.size() + " checkpoints, run '" + settings.run()
                    + "': expecting one or more, and a run with a name");
        }
        CheckpointProblems.requireNone(FileCheck.problems(files, OptionalLong.empty()));
        ProbeCorpus corpus = CutCorpus.fit(given, encoder, settings.network());
        EncodedCorpus encoded = EncodedCorpus.encode(
                corpus.set(), corpus.sentences(), encoder, settings.network().maxUnknownShare());
        MonitoredNetwork network = network(files.get(0));
        ProbeRun probeRun = ProbeRun.prepare(network, encoded, settings.network());
        long firstStep = files.stream().mapToLong(CheckpointFile::step).min().orElse(0);
        Instant now = outside.clock().instant();
        RunAnnouncement announcement = Manifests.ofCheckpoints(network, settings, corpus, probeRun, firstStep, now);
        Replay replay = new Replay(announcement, probeRun, settings, outside);
        try {
            replay.join();
            return replay;
        } catch (CheckpointProblems | RuntimeException e) {
            replay.close();
            throw e;
        }
    }

    private static MonitoredNetwork network(CheckpointFile file) throws CheckpointProblems {
        try {
            return new ModelFile(file.path()).network();
        } catch (IOException e) {
            throw new CheckpointProblems(String.valueOf(e.getMessage()), e);
        }
    }

    /** A transfer that is given up: where the run's name stands for something else, it is refused. */
    private void join() throws CheckpointProblems {
        try (SnapshotTransfer transfer = sender.begin()) {
            attempt = transfer.attempt();
        } catch (SendFailure e) {
            throw problem("the run cannot be joined", e);
        }
    }

    private int attempt;

    /** The attempt of the run that the snapshots are sent under. */
    public int attempt() {
        return attempt;
    }

    /** What the run would be announced as, were it not there. */
    public RunManifest manifest() {
        return announcement.manifest();
    }

    /**
     * Sends a checkpoint; when this returns, collectors see it.
     *
     * @param file one of the same network; not necessarily of those that were looked at
     * @throws CheckpointProblems where it cannot be read, holds another network, or cannot be sent
     */
    public void send(CheckpointFile file) throws CheckpointProblems {
        try (INDArray parameters = parameters(file);
                SnapshotTransfer transfer = sender.begin()) {
            passes.send(file.step(), file.loss(), file.takenAt(), parameters, transfer);
            transfer.commit();
            sent.increment();
        } catch (IOException e) {
            throw new CheckpointProblems(String.valueOf(e.getMessage()), e);
        } catch (SendFailure e) {
            throw problem(file.path() + " (step " + file.step() + ") was not sent", e);
        }
    }

    private INDArray parameters(CheckpointFile file) throws IOException, CheckpointProblems {
        INDArray parameters = new ModelFile(file.path()).parameters();
        long expected = announcement.manifest().parameters();
        if (parameters.length() != expected) {
            throw new CheckpointProblems(List.of(file.path() + ": a network of " + parameters.length()
                    + " parameters: expecting " + expected + ", as the first checkpoint has"));
        }
        return parameters;
    }

    private static CheckpointProblems problem(String what, SendFailure e) {
        return new CheckpointProblems(what + ": " + e.getMessage(), e);
    }

    private Health health() {
        return new Health(
                process, "replay", announcement.run(), clock.instant(), Map.of("snapshots.sent", sent.sum()), Map.of());
    }

    /** Frees what it holds, within a bounded time; what was sent stays. */
    @Override
    public void close() {
        sender.close();
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }
}
