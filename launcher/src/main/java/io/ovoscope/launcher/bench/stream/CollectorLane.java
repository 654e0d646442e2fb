package io.ovoscope.launcher.bench.stream;

import io.ovoscope.collector.catalog.TopicRunCatalog;
import io.ovoscope.collector.score.AssemblingStage;
import io.ovoscope.collector.score.ScoreSettings;
import io.ovoscope.collector.topics.DeadLetters;
import io.ovoscope.collector.topics.KafkaSettings;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;

/** A collector that only assembles. */
final class CollectorLane implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final KafkaSettings kafka;
    private final KafkaProducer<String, byte[]> producer;
    private final DeadLetters deadLetters;
    private final TopicRunCatalog catalog;

    CollectorLane(KafkaSettings kafka) {
        this.kafka = kafka;
        this.producer = new KafkaProducer<>(kafka.producer("bench-collector"));
        this.deadLetters = new DeadLetters(producer, kafka);
        this.catalog = new TopicRunCatalog(kafka, "bench-catalog", deadLetters);
    }

    /** Notes when the first parts and the last came; used by the stage's thread until the latch opens. */
    private static final class Arrival {
        private final long records;
        private final CountDownLatch all = new CountDownLatch(1);
        private long first;
        private long firstNanos;
        private long lastNanos;

        Arrival(long records) {
            this.records = records;
        }

        void parts(long count) {
            if (firstNanos == 0) {
                first = count;
                firstNanos = System.nanoTime();
            }
            if (count >= records) {
                lastNanos = System.nanoTime();
                all.countDown();
            }
        }
    }

    /**
     * Assembles what has been sent since it last did; returns bytes per second, from the first parts that came to the last.
     *
     * @param layers that become whole, copies of layer 0 not counted
     */
    double assemble(long records, long bytes, int layers) throws InterruptedException {
        Arrival arrival = new Arrival(records);
        try (AssemblingStage stage = new AssemblingStage(
                kafka, ScoreSettings.defaults(), catalog, deadLetters, Clock.systemUTC(), arrival::parts)) {
            boolean came = arrival.all.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            long whole = stage.counters().getOrDefault("layers.scored", 0L);
            if (!came || whole != layers || deadLetters.count() > 0) {
                throw new IllegalStateException("assembled " + whole + " of " + layers + " layers; counted "
                        + stage.counters() + ", dead letters " + deadLetters.count() + ", failure " + stage.failure());
            }
        }
        return (double) bytes / records * (records - arrival.first) * 1e9 / (arrival.lastNanos - arrival.firstNanos);
    }

    @Override
    public void close() {
        catalog.close();
        producer.close();
    }
}
