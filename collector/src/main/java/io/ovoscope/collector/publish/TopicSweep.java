package io.ovoscope.collector.publish;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Topics read once from their beginning, outside any consumer group, in order within a partition; it says how far it is. */
final class TopicSweep {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> begins;
    private Map<TopicPartition, Long> ends;

    /**
     * Begins at the beginning.
     *
     * @param consumer without a subscription; the caller closes it
     * @throws IOException naming the topics that are not there
     */
    TopicSweep(Consumer<String, byte[]> consumer, KafkaSettings kafka, List<Topic> topics) throws IOException {
        this.consumer = consumer;
        List<TopicPartition> partitions = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Topic topic : topics) {
            List<PartitionInfo> found = consumer.partitionsFor(kafka.name(topic));
            if (found == null || found.isEmpty()) {
                missing.add(kafka.name(topic));
            } else {
                found.forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
            }
        }
        if (!missing.isEmpty()) {
            throw new IOException(kafka + " has no " + String.join(", ", missing)
                    + ": check kafka.bootstrapServers and kafka.topicPrefix");
        }
        consumer.assign(partitions);
        this.begins = consumer.beginningOffsets(partitions);
        this.ends = consumer.endOffsets(partitions);
        begins.forEach(consumer::seek);
    }

    ConsumerRecords<String, byte[]> next() {
        return consumer.poll(POLL);
    }

    /** Whether all has been read that was there when it was last asked where the topics end. */
    boolean isAtEnd() {
        return remaining() == 0;
    }

    /** Asks again where the topics end. */
    void lookAgain() {
        ends = consumer.endOffsets(consumer.assignment());
    }

    /** Offsets left behind so far, those of records that were compacted away among them. */
    long passed() {
        return consumer.assignment().stream()
                .mapToLong(partition -> consumer.position(partition) - begins.getOrDefault(partition, 0L))
                .sum();
    }

    /** Offsets still ahead. */
    long remaining() {
        return consumer.assignment().stream()
                .mapToLong(partition -> Math.max(0, ends.getOrDefault(partition, 0L) - consumer.position(partition)))
                .sum();
    }
}
