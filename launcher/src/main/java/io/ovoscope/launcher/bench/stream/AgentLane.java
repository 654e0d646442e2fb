package io.ovoscope.launcher.bench.stream;

import io.ovoscope.agent.send.KafkaSnapshotSender;
import io.ovoscope.agent.send.KafkaTarget;
import io.ovoscope.agent.send.RunAnnouncement;
import io.ovoscope.agent.send.SendFailure;
import io.ovoscope.agent.send.SendSettings;
import io.ovoscope.agent.send.SnapshotSender;
import io.ovoscope.agent.send.SnapshotTransfer;
import io.ovoscope.agent.snapshot.PartWriter;
import io.ovoscope.agent.snapshot.SnapshotCounters;
import io.ovoscope.launcher.bench.agent.MadeProbes;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskLabels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What the agent does with rows once they are pooled: cut, encoded, sent, committed. */
final class AgentLane implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 120_000;

    private final Shape shape;
    private final String run = "stream-" + System.nanoTime();
    private final ProbeSet probes;
    private final float[] rows;
    private final PartWriter parts;
    private final SnapshotSender sender;
    private long step;

    AgentLane(Shape shape, String bootstrapServers) {
        this.shape = shape;
        this.probes = MadeProbes.set(shape.rows() / Shape.SENTENCE_ROWS, Shape.SENTENCE_ROWS);
        this.rows = rows(shape);
        SendSettings settings = SendSettings.defaults().withSendTimeoutMillis(TIMEOUT_MILLIS);
        this.parts = new PartWriter(
                run,
                probes.fingerprint(),
                shape.infos(),
                FloatEncoding.F32,
                settings.partBytes(),
                new SnapshotCounters());
        this.sender = KafkaSnapshotSender.factory(KafkaTarget.at(bootstrapServers), settings)
                .start(new RunAnnouncement(manifest(), probes), this::health);
    }

    private static float[] rows(Shape shape) {
        Random random = new Random(3);
        float[] rows = new float[Shape.BATCH_ROWS * shape.width()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian();
        }
        return rows;
    }

    private RunManifest manifest() {
        return new RunManifest(
                run,
                1,
                0,
                Instant.now(),
                "made up",
                1,
                shape.infos(),
                probes.fingerprint(),
                probes.tasks().stream().map(TaskLabels::info).toList(),
                List.of(),
                "as asked for",
                "none",
                "mean",
                FloatEncoding.F32,
                Baseline.UNTRAINED,
                "benchmark",
                false);
    }

    private Health health() {
        return new Health("bench", "agent", run, Instant.now(), Map.of(), Map.of());
    }

    /** Sends a snapshot and commits it; returns the bytes, copies included. */
    long send() throws SendFailure {
        try (SnapshotTransfer transfer = sender.begin()) {
            long bytes = passes(transfer);
            transfer.commit();
            return bytes;
        }
    }

    /** In the agent's order: layer 0 whole, then the others batch by batch. */
    long passes(SnapshotTransfer transfer) throws SendFailure {
        PartWriter.Moment moment = new PartWriter.Moment(step++, 1, Instant.now());
        long bytes = pass(moment, 0, 1, transfer);
        return bytes + pass(moment, 1, shape.layers(), transfer);
    }

    private long pass(PartWriter.Moment moment, int begin, int end, SnapshotTransfer transfer) throws SendFailure {
        long bytes = 0;
        for (int batch = 0; batch < shape.batches(); batch++) {
            for (int layer = begin; layer < end; layer++) {
                bytes += parts.send(
                        moment,
                        new PartWriter.Rows(layer, shape.rows(), batch * Shape.BATCH_ROWS, shape.rowsOf(batch), rows),
                        transfer);
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        sender.close();
    }
}
