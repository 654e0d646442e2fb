package io.ovoscope.collector.topics;

import io.ovoscope.wire.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the collector's stages have come: a stage commits what it has read once its results are acknowledged. */
public final class GroupProgress implements AutoCloseable {
    private final KafkaSettings kafka;
    private final Admin admin;

    /** Asks the broker, with a client of its own. */
    public GroupProgress(KafkaSettings kafka) {
        this.kafka = kafka;
        this.admin = Admin.create(kafka.admin("ovoscope-progress"));
    }

    /**
     * Waits until a stage has dealt with everything that stands in some topics now.
     *
     * @param stage {@code watch} or {@code publish}
     * @return whether it has, in time
     */
    public boolean await(String stage, List<Topic> topics, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            Map<TopicPartition, Long> ends = ends(topics);
            while (!hasReached(stage, ends)) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                Thread.sleep(100);
            }
            return true;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not say how far " + stage + " is: " + e.getCause(), e);
        }
    }

    /** How many records of the topics a stage has not dealt with yet, as far as the broker has been told. */
    public long lag(String stage, List<Topic> topics) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = committed(stage);
            long lag = 0;
            for (Map.Entry<TopicPartition, Long> end : ends(topics).entrySet()) {
                OffsetAndMetadata reached = committed.get(end.getKey());
                lag += Math.max(0, end.getValue() - (reached == null ? 0 : reached.offset()));
            }
            return lag;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not say how far " + stage + " is: " + e.getCause(), e);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String stage)
            throws InterruptedException, ExecutionException {
        return admin.listConsumerGroupOffsets(kafka.topicPrefix() + "-" + stage)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private boolean hasReached(String stage, Map<TopicPartition, Long> ends)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = committed(stage);
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata reached = committed.get(end.getKey());
            return end.getValue() == 0 || (reached != null && reached.offset() >= end.getValue());
        });
    }

    private Map<TopicPartition, Long> ends(List<Topic> topics) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        List<String> names = topics.stream().map(kafka::name).toList();
        for (TopicDescription topic :
                admin.describeTopics(names).allTopicNames().get().values()) {
            topic.partitions()
                    .forEach(partition ->
                            wanted.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
                admin.listOffsets(wanted).all().get().entrySet()) {
            ends.put(end.getKey(), end.getValue().offset());
        }
        return ends;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
