package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.ovoscope.agent.send.DropReason;
import io.ovoscope.agent.send.SendFailure;
import io.ovoscope.agent.send.SnapshotSender;
import io.ovoscope.agent.send.SnapshotTransfer;
import io.ovoscope.launcher.broker.BrokerMain;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.launcher.process.Child;
import io.ovoscope.launcher.process.Children;
import io.ovoscope.launcher.process.EndingLimits;
import io.ovoscope.wire.CheckpointsKept;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.KeptCheckpoint;
import io.ovoscope.wire.ProbeSetAssembly;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent's sender against a real broker: what a reader of committed records sees, and what each fault costs. */
class AgentKafkaIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private int port;
    private AgentTopics topics;

    @BeforeEach
    void choosePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        topics = new AgentTopics("127.0.0.1:" + port);
    }

    private EmbeddedBroker broker() throws Exception {
        return EmbeddedBroker.start(directory, settings());
    }

    private BrokerSettings settings() {
        return BrokerSettings.DEFAULT.withMinFreeDiskBytes(0).withPort(port);
    }

    @Test
    void snapshotIsVisibleWholeOrNotAtAll() throws Exception {
        try (EmbeddedBroker broker = broker()) {
            topics.create(broker.bootstrapServers(), Map.of());
            try (SnapshotSender sender = topics.sender("r/7", 10_000)) {
                try (SnapshotTransfer lost = sender.begin()) {
                    topics.sendParts(lost, "r/7", 0, 3);
                }
                SnapshotTransfer open = sender.begin();
                topics.sendParts(open, "r/7", 1, 3);
                assertThat(topics.committed(Topic.ACTIVATIONS)).isEmpty();
                open.commit();
                open.close();
            }
            List<ConsumerRecord<String, byte[]>> records = topics.committed(Topic.ACTIVATIONS, AgentTopics.RECORDS);
            assertThat(records).hasSize(AgentTopics.RECORDS);
            assertThat(AgentTopics.steps(records)).containsOnly(1L);
            for (int partition = 0; partition < AgentTopics.PARTITIONS; partition++) {
                assertThat(AgentTopics.layers(records, partition)).startsWith(0, 0);
            }
            assertThat(records)
                    .filteredOn(record -> !record.key().equals(RecordKey.layer("r/7", 0)))
                    .allMatch(record -> record.partition() == AgentTopics.defaultPartition(record.key()));
        }
    }

    private static CheckpointsKept kept(long step) {
        Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(step);
        KeptCheckpoint one = new KeptCheckpoint(step, at, "/c/r.step-1.zip", 10, "a".repeat(64), false);
        return new CheckpointsKept("r/7", 9, step, at, List.of(one));
    }

    @Test
    void newestListOfCheckpointsArrivesBesideTheRunsCurvesThoughTheBrokerWasAbsent() throws Exception {
        try (SnapshotSender sender = topics.sender("r/7", 500)) {
            sender.kept(kept(1));
            sender.kept(kept(2));
            assertThat(sender.attempt()).isZero();
            try (EmbeddedBroker broker = broker()) {
                topics.create(broker.bootstrapServers(), Map.of());
                List<ConsumerRecord<String, byte[]>> records = topics.committed(Topic.CURVES, 1);
                assertThat(records).hasSize(1);
                assertThat(records.get(0).key()).isEqualTo(RecordKey.checkpoints("r/7"));
                assertThat(records.get(0).partition()).isEqualTo(AgentTopics.defaultPartition(RecordKey.run("r/7")));
                // The attempt is the broker's word.
                assertThat(CurveRecord.read(records.get(0).value()))
                        .isEqualTo(new CheckpointsKept("r/7", 1, 2, kept(2).takenAt(), kept(2).checkpoints()));
                assertThat(sender.attempt()).isEqualTo(1);
                sender.kept(kept(3));
                assertThat(topics.committed(Topic.CURVES, 2)).hasSize(2);
            }
        }
    }

    @Test
    void lastListOfCheckpointsIsSentWithTheLastReport() throws Exception {
        try (EmbeddedBroker broker = broker()) {
            topics.create(broker.bootstrapServers(), Map.of());
            try (SnapshotSender sender = topics.sender("r/7", 10_000)) {
                sender.begin().close();
                sender.kept(kept(4));
                sender.report(new Health("agent-x", "agent", "r/7", kept(4).takenAt(), Map.of(), Map.of()));
            }
            assertThat(topics.committed(Topic.CURVES, 1))
                    .last()
                    .satisfies(record ->
                            assertThat(CurveRecord.read(record.value()).step()).isEqualTo(4));
        }
    }

    @Test
    void manifestAndProbeSetAreThereBeforeTheFirstSnapshot() throws Exception {
        try (EmbeddedBroker broker = broker()) {
            topics.create(broker.bootstrapServers(), Map.of());
            try (SnapshotSender sender = topics.sender("r7", 10_000)) {
                sender.begin().close();
                RunManifest manifest = topics.manifest("r7");
                assertThat(manifest.attempt()).isEqualTo(1);
                ProbeSetAssembly assembly = new ProbeSetAssembly(manifest.probeSet());
                assertThat(topics.committed(Topic.PROBE_SETS))
                        .singleElement()
                        .satisfies(record -> assertThat(assembly.add(ByteBuffer.wrap(record.value())))
                                .isPresent());
                sender.report(new Health("agent-x", "agent", "r7", manifest.startedAt(), Map.of("a", 1L), Map.of()));
            }
            assertThat(topics.committed(Topic.HEALTH))
                    .extracting(record -> Health.read(record.value()).process())
                    .contains("agent-x");
        }
    }

    @Test
    void absentBrokerIsSaidAtOnceAfterTheFirstWaitAndUsedWhenItAppears() throws Exception {
        try (SnapshotSender sender = topics.sender("r7", 1_000)) {
            assertFails(sender, DropReason.BROKER_UNREACHABLE);
            long begin = System.nanoTime();
            assertFails(sender, DropReason.BROKER_UNREACHABLE);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(200));
            try (EmbeddedBroker broker = broker()) {
                topics.create(broker.bootstrapServers(), Map.of());
                topics.sendUntilCommitted(sender, "r7", 5, PATIENCE);
                assertThat(topics.committedSteps(1)).containsOnly(5L);
                assertThat(topics.manifest("r7").attempt()).isEqualTo(1);
            }
        }
    }

    @Test
    void missingTopicsAreNamedWithWhatCreatesThem() throws Exception {
        try (EmbeddedBroker broker = broker();
                SnapshotSender sender = topics.sender("r7", 2_000)) {
            assertThatThrownBy(sender::begin)
                    .asInstanceOf(type(SendFailure.class))
                    .satisfies(failure -> assertThat(failure.reason()).isEqualTo(DropReason.TOPIC_MISSING))
                    .satisfies(failure -> assertThat(failure)
                            .hasMessageContaining("ovoscope.activations")
                            .hasMessageContaining("./ovoscope collect"));
            topics.create(broker.bootstrapServers(), Map.of());
            topics.sendUntilCommitted(sender, "r7", 2, PATIENCE);
        }
    }

    @Test
    void killedBrokerCostsWholeSnapshotsInBoundedTimeAndIsUsedAgain() throws Exception {
        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            Child first = children.start(BrokerMain.child(directory, settings()), line -> {});
            topics.create(first.awaitReady(PATIENCE), Map.of());
            try (SnapshotSender sender = topics.sender("r7", 1_500)) {
                topics.sendUntilCommitted(sender, "r7", 1, PATIENCE);
                SnapshotTransfer open = sender.begin();
                topics.sendParts(open, "r7", 2, 3);
                ProcessHandle killed = ProcessHandle.of(first.pid()).orElseThrow();
                killed.destroyForcibly();
                killed.onExit().get(10, TimeUnit.SECONDS);
                long begin = System.nanoTime();
                assertThatThrownBy(open::commit).isInstanceOf(SendFailure.class);
                open.close();
                assertFails(sender, DropReason.BROKER_UNREACHABLE);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
                try (Children again = Children.supervise(EndingLimits.DEFAULT)) {
                    again.start(BrokerMain.child(directory, settings()), line -> {})
                            .awaitReady(PATIENCE);
                    topics.sendUntilCommitted(sender, "r7", 4, PATIENCE);
                    assertThat(topics.committedSteps(2)).containsOnly(1L, 4L);
                    assertThat(topics.manifest("r7").attempt()).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void olderOfTwoAgentsOfOneRunIsFencedForGood() throws Exception {
        try (EmbeddedBroker broker = broker()) {
            topics.create(broker.bootstrapServers(), Map.of());
            try (SnapshotSender older = topics.sender("r7", 10_000)) {
                topics.sendUntilCommitted(older, "r7", 1, PATIENCE);
                try (SnapshotSender newer = topics.sender("r7", 10_000)) {
                    topics.sendUntilCommitted(newer, "r7", 1, PATIENCE);
                    assertThat(topics.manifest("r7").attempt()).isEqualTo(2);
                    assertThatThrownBy(() -> topics.sendSnapshot(older, "r7", 2))
                            .asInstanceOf(type(SendFailure.class))
                            .extracting(SendFailure::reason)
                            .isEqualTo(DropReason.FENCED);
                    assertThatThrownBy(older::begin)
                            .hasMessageContaining("another agent (attempt 2")
                            .hasMessageContaining("has taken over run 'r7'");
                    topics.sendUntilCommitted(newer, "r7", 4, PATIENCE);
                    assertFails(older, DropReason.FENCED);
                    assertThat(topics.committedSteps(3)).containsOnly(1L, 4L);
                }
            }
        }
    }

    @Test
    void nameOfAnotherModelIsRefusedWithWhatDiffers() throws Exception {
        try (EmbeddedBroker broker = broker()) {
            topics.create(broker.bootstrapServers(), Map.of());
            try (SnapshotSender sender = topics.sender("r7", 10_000)) {
                sender.begin().close();
            }
            try (SnapshotSender other = topics.sender("r7", 10_000, 999)) {
                assertThatThrownBy(other::begin)
                        .asInstanceOf(type(SendFailure.class))
                        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(DropReason.RUN_REFUSED))
                        .satisfies(failure -> assertThat(failure)
                                .hasMessageContaining(
                                        "run 'r7' exists with another number of parameters (100, here 999)"));
                int told = topics.committed(Topic.HEALTH).size();
                other.report(
                        new Health("agent-refused", "agent", "r7", kept(1).takenAt(), Map.of("lost", 1L), Map.of()));
                assertThat(topics.committed(Topic.HEALTH, told + 1))
                        .as("an agent that may send nothing is heard all the same")
                        .extracting(record -> Health.read(record.value()).process())
                        .contains("agent-refused");
            }
            assertThat(topics.manifest("r7").parameters()).isEqualTo(100);
        }
    }

    @Test
    void tooLargeRecordsCostTheirSnapshotOnly() throws Exception {
        try (EmbeddedBroker broker = broker()) {
            topics.create(broker.bootstrapServers(), Map.of("max.message.bytes", "20000"));
            try (SnapshotSender sender = topics.sender("r7", 10_000)) {
                topics.sendUntilCommitted(sender, "r7", 1, PATIENCE);
                assertThatThrownBy(() -> topics.sendLarge(sender, "r7", 2, 30_000))
                        .asInstanceOf(type(SendFailure.class))
                        .extracting(SendFailure::reason)
                        .isEqualTo(DropReason.RECORD_TOO_LARGE);
                topics.sendUntilCommitted(sender, "r7", 4, PATIENCE);
                assertThat(topics.committedSteps(2)).containsOnly(1L, 4L);
            }
        }
    }

    private static void assertFails(SnapshotSender sender, DropReason reason) {
        assertThatThrownBy(sender::begin)
                .asInstanceOf(type(SendFailure.class))
                .extracting(SendFailure::reason)
                .isEqualTo(reason);
    }
}
