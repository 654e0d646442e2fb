package io.ovoscope.collector.score;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.collector.topics.DeadLetters;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.wire.Topic;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The stage {@code score} without its arithmetic: layers are put together, and are done once they are whole. It shows what taking
 * activations in costs; it writes no points.
 */
public final class AssemblingStage implements AutoCloseable {
    private final ScoreCounters counters = new ScoreCounters();
    private final KafkaConsumer<String, byte[]> consumer;
    private final PartitionOpening opening;
    private final ScoreLoop loop;
    private final PartCopying copying = new PartCopying();
    private final LongConsumer told;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    /**
     * Starts, in the consumer group of the stage.
     *
     * @param catalog where manifests and probe sets come from; the caller's to close
     * @param told after every turn in which parts came, on the stage's thread: how many have come so far
     */
    public AssemblingStage(
            KafkaSettings kafka,
            ScoreSettings settings,
            RunCatalog catalog,
            DeadLetters deadLetters,
            Clock clock,
            LongConsumer told) {
        this.told = told;
        consumer = new KafkaConsumer<>(ScoreStage.consumerConfig(kafka));
        opening = new PartitionOpening(settings, catalog, clock, counters, deadLetters, copying);
        loop = new ScoreLoop(consumer, kafka.name(Topic.ACTIVATIONS), new Wiring(kafka), clock, counters);
        thread = new Thread(this::run, "assemble");
        thread.setDaemon(true);
        thread.start();
    }

    /** As those of the stage {@code score}: {@code layers.scored} are those that became whole. */
    public Map<String, Long> counters() {
        return counters.byName();
    }

    /** Why it has ended by itself; null while it has not. */
    public @Nullable Throwable failure() {
        return failure;
    }

    private void run() {
        try (consumer) {
            loop.subscribe();
            long known = 0;
            while (!closed) {
                loop.turn();
                long parts = counters.byName().getOrDefault("parts", 0L);
                if (parts > known) {
                    known = parts;
                    told.accept(parts);
                }
            }
            loop.end();
        } catch (Throwable e) {
            failure = e;
        }
    }

    private final class Wiring implements ScoreLoop.Partitions {
        private final KafkaSettings kafka;

        Wiring(KafkaSettings kafka) {
            this.kafka = kafka;
        }

        @Override
        public AssignedPartition open(TopicPartition source) {
            return opening.open(source, loop);
        }

        /** There is no state: what has to be known is how many partitions there are. */
        @Override
        public void restore(AssignedPartition partition, IntConsumer done) {
            int count = consumer.partitionsFor(kafka.name(Topic.ACTIVATIONS)).size();
            done.accept(count);
        }

        @Override
        public void score(AssignedPartition partition, LayerJob job, ScorePool.Done done) {
            counters.add(Counter.SCORED, job.content() instanceof LayerJob.Whole ? 1 : 0);
            done.over(true);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        copying.close();
    }
}
