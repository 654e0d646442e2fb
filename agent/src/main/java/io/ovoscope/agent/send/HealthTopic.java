package io.ovoscope.agent.send;

import io.ovoscope.wire.Health;
import io.ovoscope.wire.Topic;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes health records. One that is lost is no loss: the next says the same. */
final class HealthTopic {
    private static final Logger log = LoggerFactory.getLogger(HealthTopic.class);
    private static final long LAST_MILLIS = 2_000;

    private final String topic;

    HealthTopic(KafkaTarget target) {
        this.topic = target.topic(Topic.HEALTH);
    }

    void send(Producer<String, byte[]> announcer, Supplier<Health> health) {
        try {
            Future<RecordMetadata> unused = announcer.send(record(health.get()), (metadata, e) -> {
                if (e != null) {
                    log.debug("health record lost", e);
                }
            });
        } catch (RuntimeException e) {
            log.debug("health record lost", e);
        }
    }

    void sendAndWait(Producer<String, byte[]> announcer, Health health) {
        try {
            announcer.send(record(health)).get(LAST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            log.debug("last health record lost", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProducerRecord<String, byte[]> record(Health health) {
        return new ProducerRecord<>(topic, health.key(), health.write());
    }
}
