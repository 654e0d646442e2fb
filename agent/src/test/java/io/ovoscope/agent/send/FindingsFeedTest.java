package io.ovoscope.agent.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FindingsFeedTest {
    private static final String TOPIC = "ovoscope.findings";
    private static final TopicPartition HOME = new TopicPartition(TOPIC, Partitions.ofCurves("r7", 3));

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final List<Finding> told = new ArrayList<>();
    private final FindingsFeed feed = new FindingsFeed(KafkaTarget.at("127.0.0.1:1"), "r7", () -> consumer, told::add);
    private long offset;

    FindingsFeedTest() {
        consumer.updateBeginningOffsets(Map.of(HOME, 0L));
    }

    private void threePartitions() {
        consumer.updatePartitions(
                TOPIC,
                List.of(0, 1, 2).stream()
                        .map(partition -> new PartitionInfo(TOPIC, partition, null, null, null))
                        .toList());
    }

    private static Emergence emergence(String run) {
        return new Emergence(
                run,
                1,
                "UPOS",
                Level.SYNTAX,
                -1,
                "best",
                0.9,
                0,
                8,
                null,
                null,
                Instant.EPOCH,
                0.3,
                0.8,
                8,
                0.4,
                8,
                100);
    }

    private void add(String key, byte[] value) {
        consumer.addRecord(new ConsumerRecord<>(TOPIC, HOME.partition(), offset++, key, value));
    }

    @Test
    void findingsOfTheRunAreToldAndNothingElse() {
        threePartitions();
        consumer.schedulePollTask(() -> {
            add(emergence("r70").key(), emergence("r70").write());
            add(emergence("r7").key(), emergence("r7").write());
            add("r7/odd", new byte[] {1, 2});
        });
        feed.turn();
        assertThat(told).containsExactly(emergence("r7"));
        feed.turn();
        assertThat(told).hasSize(1);
    }

    @Test
    void whatFailsIsTriedAgainAndNeverThrown() {
        feed.turn(); // there is no such topic
        assertThat(consumer.closed()).isTrue();
        assertThat(told).isEmpty();

        MockConsumer<String, byte[]> broken = new MockConsumer<>("earliest");
        broken.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, null, null, null)));
        broken.updateBeginningOffsets(Map.of(new TopicPartition(TOPIC, 0), 0L));
        broken.setPollException(new KafkaException("told to fail"));
        FindingsFeed other = new FindingsFeed(KafkaTarget.at("127.0.0.1:1"), "r7", () -> broken, told::add);
        other.turn();
        assertThat(broken.closed()).isTrue();
    }
}
