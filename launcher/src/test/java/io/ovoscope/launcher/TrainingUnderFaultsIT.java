package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.AgentMetrics;
import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.checkpoint.CheckpointSettings;
import io.ovoscope.agent.send.DropReason;
import io.ovoscope.agent.send.KafkaTarget;
import io.ovoscope.agent.send.SendSettings;
import io.ovoscope.agent.snapshot.ScheduleSettings;
import io.ovoscope.launcher.broker.BrokerMain;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.process.Child;
import io.ovoscope.launcher.process.Children;
import io.ovoscope.launcher.process.EndingLimits;
import io.ovoscope.testkit.SmallDisk;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever goes wrong around it, training ends as it would have, to the last bit; no step waits; every snapshot that is lost is counted,
 * by its reason; and where the cause goes away, snapshots arrive again.
 */
class TrainingUnderFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SEND_TIMEOUT_MILLIS = 3_000;
    /** A step that waited for a broker would take longer; one on a busy machine does not. */
    private static final Duration NOT_WAITED = Duration.ofMillis(SEND_TIMEOUT_MILLIS - 500);

    private static final int CLOSE_TIMEOUT_MILLIS = 10_000;
    /** The limit, the time for the worker to stop, and the sender's own. */
    private static final Duration CLOSED_WITHIN =
            Duration.ofMillis(CLOSE_TIMEOUT_MILLIS + 2 * SEND_TIMEOUT_MILLIS + 4_000);

    @TempDir
    private Path directory;

    private AgentSettings settings = AgentSettings.defaults();
    private AgentTopics topics = new AgentTopics("");
    private int port;

    @BeforeEach
    void choosePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        topics = new AgentTopics("127.0.0.1:" + port);
        settings = AgentSettings.defaults()
                .withRun("training")
                .withOverheadBudget(1)
                .withQueueMaxSnapshots(2)
                .withCloseTimeoutMillis(CLOSE_TIMEOUT_MILLIS)
                .withSchedule(ScheduleSettings.defaults().withEvery(1))
                .withSend(SendSettings.defaults()
                        .withSendTimeoutMillis(SEND_TIMEOUT_MILLIS)
                        .withHealthIntervalMillis(200))
                .withKafka(KafkaTarget.at("127.0.0.1:" + port));
    }

    private Child broker(Children children, Path data) throws Exception {
        Child broker = children.start(
                BrokerMain.child(
                        data, BrokerSettings.DEFAULT.withMinFreeDiskBytes(0).withPort(port)),
                line -> {});
        broker.awaitReady(PATIENCE);
        return broker;
    }

    private static void signal(String signal, Child process) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static void assertUnharmed(FaultyTraining training) {
        assertThat(training.longestStep()).isLessThan(NOT_WAITED);
        long begin = System.nanoTime();
        training.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(CLOSED_WITHIN);
        AgentMetrics end = training.metrics();
        assertThat(end.sent() + end.droppedTotal()).as(end.toString()).isEqualTo(end.taken());
        // Step 0, one after each step, and at the end the last again if it was lost.
        assertThat(end.taken()).isBetween(training.steps() + 1L, training.steps() + 2L);
        assertThat(training.parameters()).isEqualTo(training.parametersWithoutAgent());
    }

    /** The last health record says what the agent knew when it ended. */
    private void assertVisible(AgentMetrics end) throws InterruptedException {
        List<ConsumerRecord<String, byte[]>> health = topics.committed(Topic.HEALTH, 1);
        Map<String, Long> last =
                Health.read(health.get(health.size() - 1).value()).counters();
        assertThat(last).containsEntry("snapshots.sent", end.sent());
        end.dropped()
                .forEach(
                        (reason, count) -> assertThat(last).containsEntry("snapshots.dropped." + reason.text(), count));
    }

    @Test
    void brokerThatComesLateIsUsedFromThenOn() throws Exception {
        try (Children children = Children.supervise(EndingLimits.DEFAULT);
                FaultyTraining training = new FaultyTraining(settings)) {
            training.trainUntilDropped(DropReason.BROKER_UNREACHABLE);
            broker(children, directory);
            topics.create("127.0.0.1:" + port, Map.of());
            training.trainUntilSent(20);
            assertUnharmed(training);
            assertVisible(training.metrics());
        }
    }

    @Test
    void brokerThatIsKilledAndComesBackIsUsedAgain() throws Exception {
        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            Child first = broker(children, directory);
            topics.create("127.0.0.1:" + port, Map.of());
            try (FaultyTraining training = new FaultyTraining(settings)) {
                training.trainUntilSent(5);
                signal("KILL", first);
                training.trainUntilBrokerIsMissed().train(50);
                broker(children, directory);
                training.trainUntilSent(20);
                assertUnharmed(training);
                assertVisible(training.metrics());
            }
        }
    }

    @Test
    void brokerThatIsFrozenIsUsedAgainWhenItThaws() throws Exception {
        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            Child broker = broker(children, directory);
            topics.create("127.0.0.1:" + port, Map.of());
            try (FaultyTraining training = new FaultyTraining(settings)) {
                training.trainUntilSent(5);
                signal("STOP", broker);
                try {
                    training.trainUntilBrokerIsMissed().train(100);
                } finally {
                    signal("CONT", broker);
                }
                training.trainUntilSent(20);
                assertUnharmed(training);
                assertVisible(training.metrics());
            }
        }
    }

    @Test
    void agentThatIsClosedWhileTheBrokerIsFrozenEndsInTime() throws Exception {
        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            Child broker = broker(children, directory);
            topics.create("127.0.0.1:" + port, Map.of());
            try (FaultyTraining training = new FaultyTraining(settings)) {
                training.trainUntilSent(5);
                signal("STOP", broker);
                training.train(20);
                assertUnharmed(training);
            } finally {
                signal("CONT", broker);
            }
        }
    }

    /** Slow as a machine that swaps: it runs for a tenth of the time. */
    @Test
    void slowBrokerCostsSnapshotsAndNoTime() throws Exception {
        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            Child broker = broker(children, directory);
            topics.create("127.0.0.1:" + port, Map.of());
            try (FaultyTraining training = new FaultyTraining(settings)) {
                training.trainUntilSent(5);
                Brake brake = Brake.on(broker);
                try {
                    training.trainUntilDropped(DropReason.QUEUE_FULL).train(100);
                } finally {
                    brake.release();
                }
                training.trainUntilSent(20);
                assertUnharmed(training);
                assertVisible(training.metrics());
            }
        }
    }

    @Test
    void brokerWhoseDiskIsFullCostsSnapshotsAndIsUsedAgainWhenThereIsRoom() throws Exception {
        try (Children children = Children.supervise(EndingLimits.DEFAULT);
                SmallDisk disk = SmallDisk.mount(Files.createDirectory(directory.resolve("disk")), 160)) {
            Child broker = broker(children, disk.path());
            topics.create("127.0.0.1:" + port, Map.of());
            try (FaultyTraining training = new FaultyTraining(settings)) {
                training.trainUntilSent(5);
                disk.fill();
                // A broker that cannot write its log ends itself, sooner or later.
                training.trainUntil(
                                "snapshots dropped",
                                metrics -> metrics.droppedTotal()
                                        > metrics.dropped().getOrDefault(DropReason.QUEUE_FULL, 0L))
                        .train(100);
                disk.empty();
                if (broker.isAlive()) {
                    signal("KILL", broker);
                }
                broker.exit().get(20, TimeUnit.SECONDS);
                broker(children, disk.path());
                training.trainUntilSent(20);
                assertUnharmed(training);
                assertVisible(training.metrics());
            }
        }
    }

    @Test
    void topicThatTakesNoRecordsAsLargeCostsEverySnapshotAndSaysSo() throws Exception {
        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            broker(children, directory);
            topics.create("127.0.0.1:" + port, Map.of("max.message.bytes", "2000"));
            try (FaultyTraining training = new FaultyTraining(settings)) {
                training.trainUntilDropped(DropReason.RECORD_TOO_LARGE).train(50);
                assertUnharmed(training);
                assertThat(training.metrics().sent()).isZero();
                assertVisible(training.metrics());
            }
        }
    }

    @Test
    void directoryOfCheckpointsThatIsFullOrRemovedCostsCheckpointsOnly() throws Exception {
        try (Children children = Children.supervise(EndingLimits.DEFAULT);
                SmallDisk disk = SmallDisk.mount(Files.createDirectory(directory.resolve("disk")), 96)) {
            broker(children, directory.resolve("broker"));
            topics.create("127.0.0.1:" + port, Map.of());
            Path checkpoints = Files.createDirectory(disk.path().resolve("checkpoints"));
            AgentSettings kept =
                    settings.withCheckpoints(CheckpointSettings.defaults().withDirectory(checkpoints.toString()));
            try (FaultyTraining training = new FaultyTraining(kept)) {
                training.trainUntil(
                        "checkpoints written", metrics -> metrics.checkpoints().written() > 3);
                disk.fill();
                training.trainUntil(
                        "checkpoints failed",
                        metrics -> !metrics.checkpoints().failed().isEmpty());
                disk.empty();
                long written = training.metrics().checkpoints().written();
                training.trainUntil(
                        "checkpoints written again",
                        metrics -> metrics.checkpoints().written() > written);
                delete(checkpoints);
                training.trainUntilSent(20);
                assertUnharmed(training);
                assertVisible(training.metrics());
            }
        }
    }

    @Test
    void secondAgentOfTheNameTakesTheRunOverAndBothTrainingsEndAsTheyWould() throws Exception {
        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            broker(children, directory);
            topics.create("127.0.0.1:" + port, Map.of());
            try (FaultyTraining first = new FaultyTraining(settings)) {
                first.trainUntilSent(5);
                try (FaultyTraining second = first.beside(settings)) {
                    second.trainUntilSent(5);
                    first.trainUntilDropped(DropReason.FENCED);
                    second.trainUntilSent(5);
                    assertUnharmed(first);
                    assertUnharmed(second);
                    assertThat(second.metrics().dropped()).doesNotContainKey(DropReason.FENCED);
                    assertThat(topics.manifest("training").attempt()).isEqualTo(2);
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
