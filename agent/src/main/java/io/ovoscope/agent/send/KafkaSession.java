package io.ovoscope.agent.send;

import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * An open way to the broker, with the run announced.
 *
 * @param producer for snapshots
 * @param announcer for the rest
 * @param attempt of the run
 * @param partitions of the activations topic
 * @param curves partitions of the curves topic; 0 where there is none
 */
record KafkaSession(
        KafkaProducer<String, byte[]> producer,
        KafkaProducer<String, byte[]> announcer,
        int attempt,
        Partitions partitions,
        int curves)
        implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** Gives up what is unsent. Never throws; an interrupted thread stays interrupted and does not wait. */
    @Override
    public void close() {
        KafkaClients.close(producer, Duration.ZERO);
        KafkaClients.close(announcer, PATIENCE);
    }
}
