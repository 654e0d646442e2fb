package io.ovoscope.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.Topic;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each example for a few steps, started as its README says, on a broker of the test's own. */
class ExamplesIT {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final long LIMIT_SECONDS = 180;

    @TempDir
    private Path directory;

    private EmbeddedBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(directory.resolve("broker"), BrokerSettings.DEFAULT.withMinFreeDiskBytes(0));
        TopicAdmin.ensure(KafkaSettings.plain(broker.bootstrapServers()), TopicSizes.defaults());
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void charactersAreWatched() throws Exception {
        run("-jar", "examples/lstm-characters/target/lstm-characters.jar", "6");
        assertThat(steps("smoke")).containsExactly(0L, 1L, 2L, 4L, 6L);
    }

    @Test
    void transformerIsWatched() throws Exception {
        run("-jar", "examples/transformer-words/target/transformer-words.jar", "6");
        assertThat(steps("smoke")).containsExactly(0L, 1L, 2L, 4L, 6L);
    }

    @Test
    void unmodifiedProgramIsWatchedUnderTheJavaAgent() throws Exception {
        run(
                "-javaagent:javaagent/target/ovoscope-agent.jar=examples/unmodified/agent.yaml",
                "-jar",
                "examples/unmodified/target/unmodified.jar",
                "1");
        assertThat(steps("smoke")).startsWith(0L, 1L).hasSizeGreaterThan(3);
    }

    private void run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(arguments));
        Path log = directory.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "OVOSCOPE_KAFKA", broker.bootstrapServers(), "OVOSCOPE_RUN", "smoke", "OMP_NUM_THREADS", "1"));
        Process process = builder.start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as(Files.readString(log)).isTrue();
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    }

    /** Of all snapshots that have been committed for the run. */
    private Set<Long> steps(String run) {
        Set<Long> steps = new TreeSet<>();
        for (ConsumerRecord<String, byte[]> record : committed()) {
            ActivationPart.Header header =
                    ActivationPart.read(ByteBuffer.wrap(record.value())).header();
            assertThat(header.run()).isEqualTo(run);
            steps.add(header.step());
        }
        return steps;
    }

    private List<ConsumerRecord<String, byte[]>> committed() {
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topic.ACTIVATIONS.named(Topic.DEFAULT_PREFIX)).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
