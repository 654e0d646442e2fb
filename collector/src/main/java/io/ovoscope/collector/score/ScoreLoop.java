package io.ovoscope.collector.score;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer's turns: poll, take in, hand out, resume, commit. It never waits for scoring, so that a slow layer never costs a
 * rebalance. All methods but {@link #post} belong to the consumer's thread.
 */
final class ScoreLoop implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(ScoreLoop.class);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);
    private static final Duration COMMIT_WAIT = Duration.ofSeconds(5);
    private static final Duration BEGINNINGS_WAIT = Duration.ofSeconds(5);
    /** How long a revoked partition's layers may take to notice that they are abandoned. */
    private static final Duration ABANDON_WAIT = Duration.ofSeconds(3);

    private final Consumer<String, byte[]> consumer;
    private final String topic;
    private final Partitions partitions;
    private final Clock clock;
    private final ScoreCounters counters;
    private final Map<TopicPartition, AssignedPartition> assigned = new HashMap<>();
    private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private Instant lastCommit = Instant.EPOCH;

    /** What the loop does not know about partitions. */
    interface Partitions {
        /** A partition that comes to this copy; its state is still to be restored. */
        AssignedPartition open(TopicPartition source);

        /** Reads the state of a partition without blocking; {@code done} is given the topic's partitions, on any thread. */
        void restore(AssignedPartition partition, IntConsumer done);

        /** Scores a layer without blocking; {@code done} is told on any thread. */
        void score(AssignedPartition partition, LayerJob job, ScorePool.Done done);
    }

    /** @param consumer that throws where it has no offset to read from: {@code auto.offset.reset=none} */
    ScoreLoop(
            Consumer<String, byte[]> consumer,
            String topic,
            Partitions partitions,
            Clock clock,
            ScoreCounters counters) {
        this.consumer = consumer;
        this.topic = topic;
        this.partitions = partitions;
        this.clock = clock;
        this.counters = counters;
    }

    void subscribe() {
        consumer.subscribe(List.of(topic), this);
    }

    /** Has something done on the consumer's thread. */
    void post(Runnable work) {
        mailbox.add(work);
    }

    void turn() {
        ConsumerRecords<String, byte[]> records = poll();
        for (TopicPartition source : records.partitions()) {
            AssignedPartition partition = assigned.get(source);
            if (partition != null) {
                take(partition, records.records(source));
            }
        }
        readMailbox();
        for (AssignedPartition partition : assigned.values()) {
            partition.intake().expire(isBehind(partition));
            handOut(partition);
            resume(partition);
        }
        commitIfDue();
    }

    private ConsumerRecords<String, byte[]> poll() {
        try {
            return consumer.poll(POLL);
        } catch (NoOffsetForPartitionException e) {
            log.debug("{}: nothing committed yet, read from the beginning", e.partitions());
            consumer.seekToBeginning(e.partitions());
        } catch (OffsetOutOfRangeException e) {
            startAfterLoss(e.offsetOutOfRangePartitions());
        }
        return ConsumerRecords.empty();
    }

    /** Retention deletes activations whether or not they have been scored: what is gone is counted. */
    private void startAfterLoss(Map<TopicPartition, Long> positions) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(positions.keySet(), BEGINNINGS_WAIT);
        positions.forEach((source, position) -> {
            long lost = Math.max(0, beginnings.getOrDefault(source, 0L) - position);
            counters.add(Counter.LOST, lost);
            log.warn(
                    "{} has no offset {}: read again from the beginning; {} records were deleted before they were scored"
                            + " (more are kept with topics.activationsMebibytesPerPartition, or retention.bytes of a"
                            + " topic that exists)",
                    source,
                    position,
                    lost);
            consumer.seekToBeginning(List.of(source));
        });
    }

    /** Takes records until one has to wait: the consumer is set back to that one, and pauses. */
    private void take(AssignedPartition partition, List<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            if (!partition.intake().offer(record)) {
                consumer.seek(partition.source(), record.offset());
                consumer.pause(List.of(partition.source()));
                partition.paused(true);
                return;
            }
        }
    }

    private void readMailbox() {
        for (Runnable work = mailbox.poll(); work != null; work = mailbox.poll()) {
            work.run();
        }
    }

    private boolean isBehind(AssignedPartition partition) {
        return partition.isPaused() || consumer.currentLag(partition.source()).orElse(1) > 0;
    }

    private void handOut(AssignedPartition partition) {
        for (LayerJob job : partition.begin()) {
            partitions.score(partition, job, settled -> post(() -> partition.finished(job, settled)));
        }
    }

    private void resume(AssignedPartition partition) {
        if (partition.isPaused() && !partition.isHeld()) {
            consumer.resume(List.of(partition.source()));
            partition.paused(false);
        }
    }

    private void commitIfDue() {
        Instant now = clock.instant();
        if (now.isBefore(lastCommit.plus(COMMIT_EVERY))) {
            return;
        }
        lastCommit = now;
        Map<TopicPartition, OffsetAndMetadata> due = due(assigned.values());
        if (!due.isEmpty()) {
            consumer.commitAsync(due, (offsets, failure) -> {
                if (failure == null) {
                    noteCommitted(offsets);
                } else {
                    log.debug("commit of {} failed; made again", offsets, failure);
                }
            });
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> due(Collection<AssignedPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
        for (AssignedPartition partition : partitions) {
            long position = partition.commitDue();
            if (position >= 0) {
                due.put(partition.source(), new OffsetAndMetadata(position));
            }
        }
        return due;
    }

    private void noteCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((source, offset) -> {
            AssignedPartition partition = assigned.get(source);
            if (partition != null) {
                partition.committed(offset.offset());
            }
        });
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> sources) {
        for (TopicPartition source : sources) {
            AssignedPartition partition = partitions.open(source);
            assigned.put(source, partition);
            consumer.pause(List.of(source));
            partition.paused(true);
            partitions.restore(partition, count -> post(() -> partition.restored(count)));
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> sources) {
        List<AssignedPartition> revoked = forget(sources);
        awaitRunning(revoked);
        commitNow(revoked);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> sources) {
        awaitRunning(forget(sources));
    }

    private List<AssignedPartition> forget(Collection<TopicPartition> sources) {
        List<AssignedPartition> gone = sources.stream()
                .map(assigned::remove)
                .filter(java.util.Objects::nonNull)
                .toList();
        gone.forEach(AssignedPartition::abandon);
        return gone;
    }

    private void awaitRunning(List<AssignedPartition> gone) {
        long end = System.nanoTime() + ABANDON_WAIT.toNanos();
        while (gone.stream().anyMatch(partition -> !partition.running().isEmpty()) && System.nanoTime() < end) {
            readMailbox();
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void commitNow(Collection<AssignedPartition> partitionsToCommit) {
        Map<TopicPartition, OffsetAndMetadata> due = due(partitionsToCommit);
        if (due.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(due, COMMIT_WAIT);
        } catch (KafkaException e) {
            log.info("commit of {} failed at the end; the layers will be scored again", due, e);
        }
    }

    /** Abandons what is under way and commits what is done. */
    void end() {
        onPartitionsRevoked(List.copyOf(assigned.keySet()));
    }

    /** What there is to do. */
    Map<String, Double> gauges() {
        long lag = 0;
        int inAssembly = 0;
        int waiting = 0;
        int zeros = 0;
        for (AssignedPartition partition : assigned.values()) {
            lag += consumer.currentLag(partition.source()).orElse(0);
            inAssembly += partition.intake().layersInAssembly();
            waiting += partition.intake().layersWaiting();
            zeros += partition.intake().layerZeros();
        }
        return Map.of(
                "partitions",
                (double) assigned.size(),
                "lag.records",
                (double) lag,
                "layers.in-assembly",
                (double) inAssembly,
                "layers.waiting",
                (double) waiting,
                "layer-zeros",
                (double) zeros);
    }
}
