package io.ovoscope.agent.send;

import io.ovoscope.wire.Health;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/** The word of an agent that may send no snapshots: what it loses shall be seen all the same. */
final class HealthAlone implements AutoCloseable {
    private final Supplier<KafkaProducer<String, byte[]>> producers;
    private final HealthTopic topic;
    private @Nullable KafkaProducer<String, byte[]> producer;

    /** @param producers makes one, for the first word */
    HealthAlone(Supplier<KafkaProducer<String, byte[]>> producers, HealthTopic topic) {
        this.producers = producers;
        this.topic = topic;
    }

    synchronized void send(Supplier<Health> health) {
        topic.send(producer(), health);
    }

    synchronized void sendAndWait(Health last) {
        topic.sendAndWait(producer(), last);
    }

    private KafkaProducer<String, byte[]> producer() {
        KafkaProducer<String, byte[]> open = producer;
        if (open == null) {
            open = producers.get();
            producer = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        KafkaClients.close(producer, Duration.ZERO);
        producer = null;
    }
}
