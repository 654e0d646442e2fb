package io.ovoscope.launcher.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedBrokerIT {

    private static final BrokerSettings SETTINGS = BrokerSettings.DEFAULT.withMinFreeDiskBytes(0);

    @TempDir
    private Path directory;

    @Test
    void committedTransactionsAreReadAndAbortedOnesAreNot() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, SETTINGS)) {
            Clients clients = new Clients(broker.bootstrapServers());
            clients.createTopic("snapshots");
            try (KafkaProducer<String, String> producer = clients.transactionalProducer("run-1")) {
                transaction(producer, "aborted-1", "aborted-2");
                producer.abortTransaction();
                transaction(producer, "committed-1", "committed-2");
                producer.commitTransaction();
            }

            assertThat(clients.read("snapshots", "score", 2)).containsExactly("committed-1", "committed-2");
        }
    }

    private static void transaction(KafkaProducer<String, String> producer, String... values) throws Exception {
        producer.beginTransaction();
        for (String value : values) {
            producer.send(new ProducerRecord<>("snapshots", value)).get();
        }
    }

    @Test
    void restartKeepsRecordsAndGroupOffsets() throws Exception {
        String firstAddress;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, SETTINGS)) {
            firstAddress = broker.bootstrapServers();
            Clients clients = new Clients(firstAddress);
            clients.createTopic("curves");
            clients.send("curves", List.of("a", "b"));
            assertThat(clients.read("curves", "watch", 2)).containsExactly("a", "b");
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, SETTINGS)) {
            assertThat(broker.bootstrapServers()).isNotEqualTo(firstAddress);
            Clients clients = new Clients(broker.bootstrapServers());
            clients.send("curves", List.of("c"));
            assertThat(clients.read("curves", "watch", 1)).containsExactly("c");
            assertThat(clients.read("curves", "publish", 3)).containsExactly("a", "b", "c");
        }
    }

    @Test
    void secondStartInThisJvmNamesDirectoryAndProcess() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, SETTINGS)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, SETTINGS))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining(directory.toRealPath().toString())
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
            new Clients(broker.bootstrapServers()).createTopic("still-works");
        }
    }

    @Test
    void closedBrokerGivesItsDirectoryUp() throws Exception {
        EmbeddedBroker first = EmbeddedBroker.start(directory, SETTINGS);
        first.close();
        first.close();

        try (EmbeddedBroker second = EmbeddedBroker.start(directory, SETTINGS)) {
            new Clients(second.bootstrapServers()).createTopic("works");
        }
    }

    @Test
    void wantedPortIsUsed() throws Exception {
        int port = freePort();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, SETTINGS.withPort(port))) {
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void occupiedPortIsNamedAndTheDirectoryStaysUsable() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, SETTINGS.withPort(taken.getLocalPort())))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1")
                    .hasMessageContaining("Address already in use")
                    .hasMessageContaining("choose another");
        }
        EmbeddedBroker.start(directory, SETTINGS).close();
    }

    @Test
    void fileInPlaceOfTheDirectoryIsAClearError() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");

        assertThatThrownBy(() -> EmbeddedBroker.start(file.resolve("data"), SETTINGS))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining("cannot write to the data directory " + file.resolve("data"));
    }

    @Test
    void tooLittleFreeDiskIsAClearError() {
        assertThatThrownBy(() -> EmbeddedBroker.start(directory, SETTINGS.withMinFreeDiskBytes(Long.MAX_VALUE)))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageMatching(".* has [0-9]+ MiB free: expecting at least 8796093022207 MiB");
    }

    @Test
    void damagedDirectoryIsAClearErrorAndGivenUp() throws Exception {
        EmbeddedBroker.start(directory, SETTINGS).close();
        Path properties = directory.resolve("kafka/meta.properties");
        Files.writeString(properties, Files.readString(properties).replace("node.id=1", "node.id=2"));

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, SETTINGS))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("Kafka does not start in " + directory.resolve("kafka"))
                    .hasMessageContaining("node");
        }
    }

    @Test
    void formattingThatWasKilledHalfWayIsDoneAgain() throws Exception {
        Path halfDone = Files.createDirectories(directory.resolve("kafka.unfinished"));
        Files.writeString(halfDone.resolve("bootstrap.checkpoint"), "half");

        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, SETTINGS)) {
            new Clients(broker.bootstrapServers()).createTopic("works");
        }
        assertThat(halfDone).doesNotExist();
    }

    @Test
    void writingToAMisspeltTopicDoesNotCreateIt() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, SETTINGS);
                KafkaProducer<String, String> producer =
                        new Clients(broker.bootstrapServers()).producer(Map.of("max.block.ms", 1_000))) {
            assertThatThrownBy(() ->
                            producer.send(new ProducerRecord<>("misspelt", "x")).get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void recordsOfSeveralMebibytesAreTaken() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, SETTINGS)) {
            Clients clients = new Clients(broker.bootstrapServers());
            clients.createTopic("probes");
            try (KafkaProducer<String, String> producer = clients.producer(Map.of("max.request.size", 16 << 20))) {
                producer.send(new ProducerRecord<>("probes", "x".repeat(8 << 20)))
                        .get();
            }
            assertThat(clients.read("probes", "score", 1))
                    .singleElement()
                    .satisfies(value -> assertThat(value).hasSize(8 << 20));
        }
    }

    @Test
    void retentionBySizeFreesTheDiskWithinSeconds() throws Exception {
        int mebibyte = 1 << 20;
        String size = Integer.toString(mebibyte);
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, SETTINGS)) {
            Clients clients = new Clients(broker.bootstrapServers());
            clients.createTopic("activations", Map.of("retention.bytes", size, "segment.bytes", size));
            clients.send("activations", Collections.nCopies(40, "x".repeat(mebibyte / 4)));
            assertThat(bytesOf("activations-0")).isGreaterThan(8L * mebibyte);

            Instant end = Instant.now().plusSeconds(15);
            while (bytesOf("activations-0") > 3L * mebibyte && Instant.now().isBefore(end)) {
                Thread.sleep(100);
            }

            assertThat(bytesOf("activations-0")).isLessThanOrEqualTo(3L * mebibyte);
        }
    }

    /** The records of a partition; its indexes are sparse files, whose sizes mean nothing. */
    private long bytesOf(String partition) {
        File[] files = directory.resolve("kafka").resolve(partition).toFile().listFiles();
        assertThat(files).isNotNull();
        return Arrays.stream(files)
                .filter(file -> file.getName().contains(".log"))
                .mapToLong(File::length)
                .sum();
    }

    @Test
    void onlyLoopbackIsListenedOn() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, SETTINGS)) {
            int port = Integer.parseInt(broker.bootstrapServers().split(":", -1)[1]);
            List<InetAddress> others = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .toList();
            for (InetAddress other : others) {
                assertThatThrownBy(() -> new Socket(other, port)).isInstanceOf(IOException.class);
            }
            new Socket(InetAddress.getLoopbackAddress(), port).close();
        }
    }
}
