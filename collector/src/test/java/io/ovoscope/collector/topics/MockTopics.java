package io.ovoscope.collector.topics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Consumers and producers without a broker, for what a stage does when Kafka or a record misbehaves. */
public final class MockTopics {
    private MockTopics() {}

    /** A consumer that knows partition 0 of a topic, without records so far. */
    public static MockConsumer<String, byte[]> consumer(String topic) {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
        TopicPartition partition = new TopicPartition(topic, 0);
        Node node = new Node(0, "nowhere", 1);
        consumer.updatePartitions(
                topic, List.of(new PartitionInfo(topic, 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, 0L));
        return consumer;
    }

    /** Assigns partition 0 of the topic at the next poll. */
    public static void assign(MockConsumer<String, byte[]> consumer, String topic) {
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(new TopicPartition(topic, 0))));
    }

    /** Adds a record at a poll to come; the partition must have been assigned by then. */
    public static void add(MockConsumer<String, byte[]> consumer, ConsumerRecord<String, byte[]> record) {
        consumer.schedulePollTask(() -> {
            consumer.updateEndOffsets(Map.of(new TopicPartition(record.topic(), 0), record.offset() + 1));
            consumer.addRecord(record);
        });
    }

    /** A producer whose records are all acknowledged. */
    public static MockProducer<String, byte[]> producer() {
        return new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    }

    /** Waits for what another thread does, ten seconds at most; false where it does not come about. */
    public static boolean comesAbout(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        return condition.getAsBoolean();
    }
}
