package io.ovoscope.collector.publish;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many records have not been published. Of a partition that is paused the consumer learns nothing new: during an outage of InfluxDB, when the
 * figure matters, the broker is asked.
 */
final class PublishLag {
    private static final Logger log = LoggerFactory.getLogger(PublishLag.class);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Consumer<?, ?> consumer;
    private final InstantSource clock;
    private Instant askedAt = Instant.EPOCH;
    private volatile long records;

    PublishLag(Consumer<?, ?> consumer, InstantSource clock) {
        this.consumer = consumer;
        this.clock = clock;
    }

    /** As it was last taken; may be asked for on any thread. */
    long records() {
        return records;
    }

    /**
     * Takes it, on the consumer's thread.
     *
     * @param inHand records that were read and are not published yet
     */
    void take(int inHand) {
        if (inHand == 0) {
            records = consumer.assignment().stream()
                    .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                    .sum();
        } else if (!clock.instant().isBefore(askedAt.plus(BETWEEN_QUESTIONS))) {
            askedAt = clock.instant();
            ask(inHand);
        }
    }

    private void ask(int inHand) {
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), PATIENCE);
            records = inHand
                    + ends.entrySet().stream()
                            .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey(), PATIENCE)))
                            .sum();
        } catch (KafkaException e) {
            log.debug("the lag stays as it was, {}", records, e);
        }
    }
}
