package io.ovoscope.agent.send;

import io.ovoscope.wire.Finding;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.Topic;
import io.ovoscope.wire.WireFormatException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what collectors find about the agent's own run, from the beginning of the one partition it stands in; in no group, so that nobody
 * is in anybody's way. What cannot be read is tried again: findings are of use to the schedule, and to nothing that is promised.
 */
final class FindingsFeed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FindingsFeed.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSE = Duration.ofMillis(500);
    /** Of a turn: the link has health to report. */
    private static final int MOST_POLLS = 5;

    private final String topic;
    private final String run;
    private final Supplier<org.apache.kafka.clients.consumer.Consumer<String, byte[]>> consumers;
    private final Consumer<Finding> told;
    private org.apache.kafka.clients.consumer.@Nullable Consumer<String, byte[]> consumer;
    private boolean failedBefore;

    /**
     * Nothing is connected before the first turn.
     *
     * @param consumers makes a consumer without a group
     */
    FindingsFeed(
            KafkaTarget target,
            String run,
            Supplier<org.apache.kafka.clients.consumer.Consumer<String, byte[]>> consumers,
            Consumer<Finding> told) {
        this.topic = target.topic(Topic.FINDINGS);
        this.run = run;
        this.consumers = consumers;
        this.told = told;
    }

    /** Tells what has come since the last turn, waiting for a bounded time. Never throws. */
    void turn() {
        try {
            var open = consumer == null ? open() : consumer;
            for (int polls = 0; polls < MOST_POLLS; polls++) {
                var records = open.poll(POLL);
                records.forEach(this::tell);
                if (records.isEmpty()) {
                    return;
                }
            }
        } catch (InterruptException e) {
            log.debug("interrupted", e);
            close();
        } catch (Throwable e) {
            failed(e);
            close();
        }
    }

    private org.apache.kafka.clients.consumer.Consumer<String, byte[]> open() {
        var fresh = consumers.get();
        consumer = fresh;
        List<PartitionInfo> partitions = fresh.partitionsFor(topic);
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("there is no topic " + topic);
        }
        TopicPartition home = new TopicPartition(topic, Partitions.ofCurves(run, partitions.size()));
        fresh.assign(List.of(home));
        fresh.seekToBeginning(List.of(home));
        return fresh;
    }

    private void tell(ConsumerRecord<String, byte[]> record) {
        byte @Nullable [] value = record.value();
        if (value == null || !isOurs(record.key())) {
            return;
        }
        try {
            told.accept(Finding.read(value));
        } catch (WireFormatException e) {
            log.debug("{}-{}@{}: no finding, passed over", record.topic(), record.partition(), record.offset(), e);
        }
    }

    private boolean isOurs(@Nullable String key) {
        return key != null && key.startsWith(RecordKey.run(run) + "/");
    }

    private void failed(Throwable e) {
        if (failedBefore) {
            log.debug("{} cannot be read", topic, e);
        } else {
            failedBefore = true;
            log.warn("{} cannot be read; tried again; until then schedule.denserWhereFindings has no effect", topic, e);
        }
    }

    /** Frees the consumer; the next turn makes another. Never throws. */
    @Override
    public void close() {
        var open = consumer;
        consumer = null;
        try {
            if (open != null) {
                open.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE));
            }
        } catch (Throwable e) {
            log.debug("the reader of findings did not close in order", e);
        }
    }
}
