package io.ovoscope.launcher.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.launcher.process.Child;
import io.ovoscope.launcher.process.ChildFailedException;
import io.ovoscope.launcher.process.Children;
import io.ovoscope.launcher.process.EndingLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The broker in its own process. Start times and memory are logged at warn, so that every run shows them. */
@Timeout(120)
class BrokerProcessIT {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerProcessIT.class);

    private static final BrokerSettings SETTINGS = BrokerSettings.DEFAULT.withMinFreeDiskBytes(0);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void announcesItsAddressAndEndsCleanly() throws Exception {
        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            Child broker = start(children, "cold start");
            new Clients(broker.awaitReady(PATIENCE)).createTopic("works");
            LOG.warn("resident: {}", residentMemory(broker));

            children.end(broker);

            assertThat(broker.exit().get(1, TimeUnit.SECONDS).code()).isZero();
            start(children, "restart after a clean end");
        }
        assertThat(Files.size(directory.resolve("logs/broker.log"))).isLessThan(20_000);
    }

    @Test
    void killedBrokerIsBackWithinTenSecondsWithEveryAcknowledgedRecord() throws Exception {
        List<String> values =
                IntStream.range(0, 500).mapToObj(i -> "value-" + i).toList();
        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            Child first = start(children, "cold start");
            Clients clients = new Clients(first.awaitReady(PATIENCE));
            clients.createTopic("curves");
            clients.send("curves", values);
            assertThat(clients.read("curves", "watch", values.size())).isEqualTo(values);
            leaveTransactionOpen(clients);
            kill(first);
        }

        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            Instant begun = Instant.now();
            Child second = start(children, "restart after kill -9");
            Clients clients = new Clients(second.awaitReady(PATIENCE));
            clients.transactionalProducer("run-1").close(); // fences the transaction left open
            clients.send("curves", List.of("after"));
            assertThat(clients.read("curves", "watch", 1)).containsExactly("after");
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
            assertThat(clients.read("curves", "publish", values.size() + 1))
                    .startsWith(values.toArray(String[]::new))
                    .hasSize(values.size() + 1);
        }
    }

    @Test
    void directoryOfAnotherProcessIsRefusedByItsPid() throws Exception {
        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            Child owner = start(children, "cold start");

            assertThatThrownBy(() -> EmbeddedBroker.start(directory, SETTINGS))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining(directory.toRealPath().toString())
                    .hasMessageContaining("in use by process " + owner.pid());
            new Clients(owner.awaitReady(PATIENCE)).createTopic("still-works");
        }
    }

    @Test
    void directoryStaysLockedAfterAFailedSecondStartInTheOwnersJvm() throws Exception {
        try (EmbeddedBroker owner = EmbeddedBroker.start(directory, SETTINGS);
                Children children = Children.supervise(EndingLimits.DEFAULT)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, SETTINGS))
                    .isInstanceOf(BrokerStartException.class);

            Child other = children.start(BrokerMain.child(directory, SETTINGS), line -> {});

            assertThatThrownBy(() -> other.awaitReady(PATIENCE))
                    .isInstanceOf(ChildFailedException.class)
                    .hasMessageContaining("broker ended with exit code 1")
                    .hasMessageContaining("broker.log:\n  the data directory ")
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
            new Clients(owner.bootstrapServers()).createTopic("still-works");
        }
    }

    private Child start(Children children, String what) throws Exception {
        Instant begun = Instant.now();
        Child broker = children.start(BrokerMain.child(directory, SETTINGS), line -> {});
        broker.awaitReady(PATIENCE);
        LOG.warn("{}: {} ms", what, Duration.between(begun, Instant.now()).toMillis());
        return broker;
    }

    private static void leaveTransactionOpen(Clients clients) throws Exception {
        KafkaProducer<String, String> producer = clients.transactionalProducer("run-1");
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("curves", "never committed")).get();
        producer.close(Duration.ZERO);
    }

    private static void kill(Child child) throws Exception {
        ProcessHandle handle = ProcessHandle.of(child.pid()).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().get(10, TimeUnit.SECONDS);
    }

    private static String residentMemory(Child child) throws Exception {
        return Files.readAllLines(Path.of("/proc/" + child.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElse("unknown");
    }
}
