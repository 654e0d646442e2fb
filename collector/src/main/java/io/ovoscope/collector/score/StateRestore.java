package io.ovoscope.collector.score;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Reads one partition of the probe states to its end. */
final class StateRestore {
    private static final Duration POLL = Duration.ofMillis(100);

    private static final Duration CATALOGUE_WAIT = Duration.ofSeconds(30);

    private final KafkaSettings kafka;
    private final RunCatalog catalog;

    StateRestore(KafkaSettings kafka, RunCatalog catalog) {
        this.kafka = kafka;
        this.catalog = catalog;
    }

    /**
     * Reads what had been written when it began, after the catalogue has read on, so that it knows of which run each state is. States
     * that cannot be read and samples some of whose parts are missing are passed over: their layers begin anew.
     *
     * @param abandoned asked between reads; where it says yes, the rest is left unread
     * @return how many partitions the topic of activations has
     * @throws KafkaException where that fails; it may be asked again
     */
    int read(int partition, ProbeStates into, BooleanSupplier abandoned) {
        awaitCatalogue();
        String topic = kafka.name(Topic.PROBES);
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(kafka.consumer("ovoscope-score-restore-" + partition))) {
            int partitions = consumer.partitionsFor(topic).size();
            TopicPartition source = new TopicPartition(topic, partition % partitions);
            consumer.assign(List.of(source));
            consumer.seekToBeginning(List.of(source));
            long end = consumer.endOffsets(List.of(source)).getOrDefault(source, 0L);
            RestoredStates restored = new RestoredStates(into, catalog);
            while (consumer.position(source) < end && !abandoned.getAsBoolean()) {
                consumer.poll(POLL).forEach(restored::take);
            }
            return consumer.partitionsFor(kafka.name(Topic.ACTIVATIONS)).size();
        }
    }

    private void awaitCatalogue() {
        try {
            catalog.readThrough().toCompletableFuture().get(CATALOGUE_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the runs cannot be read", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
