package io.ovoscope.javaagent;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.Topic;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A broker with the topics of a collector, and what agents have sent there. */
final class Broker implements AutoCloseable {
    static final String PROGRAM_TOPIC = "program";

    private final EmbeddedBroker broker;

    private Broker(EmbeddedBroker broker) {
        this.broker = broker;
    }

    static Broker start(Path directory) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(directory, BrokerSettings.DEFAULT.withMinFreeDiskBytes(0));
        TopicAdmin.ensure(KafkaSettings.plain(broker.bootstrapServers()), TopicSizes.defaults());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(PROGRAM_TOPIC, 1, (short) 1)))
                    .all()
                    .get();
        }
        return new Broker(broker);
    }

    String address() {
        return broker.bootstrapServers();
    }

    /** The steps of every run and attempt of which a layer has been committed, as {@code run/attempt}. */
    Map<String, Set<Long>> steps() {
        Map<String, Set<Long>> steps = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> record : committed(Topic.ACTIVATIONS.named(Topic.DEFAULT_PREFIX))) {
            ActivationPart.Header header =
                    ActivationPart.read(ByteBuffer.wrap(record.value())).header();
            steps.computeIfAbsent(header.run() + "/" + header.attempt(), run -> new TreeSet<>())
                    .add(header.step());
        }
        return steps;
    }

    /** As the run was announced last. */
    RunManifest manifest(String run) {
        List<ConsumerRecord<String, byte[]>> records = committed(Topic.RUNS.named(Topic.DEFAULT_PREFIX)).stream()
                .filter(record -> record.key().equals(RecordKey.run(run)))
                .toList();
        return RunManifest.read(records.get(records.size() - 1).value());
    }

    /** All records of a topic that are committed. */
    List<ConsumerRecord<String, byte[]>> committed(String topic) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", address(), "isolation.level", "read_committed", "auto.offset.reset", "earliest");
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        broker.close();
    }
}
