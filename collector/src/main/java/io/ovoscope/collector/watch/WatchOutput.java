package io.ovoscope.collector.watch;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunStalled;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what watching finds, without waiting for it; what fails is handed back on the watching thread. */
final class WatchOutput {
    private static final Logger log = LoggerFactory.getLogger(WatchOutput.class);

    private final Producer<String, byte[]> producer;
    private final String findings;
    private final Queue<Runnable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong closed = new AtomicLong();
    private final AtomicLong expired = new AtomicLong();
    private final AtomicLong stalled = new AtomicLong();
    private final AtomicLong profiles = new AtomicLong();
    private final AtomicLong profilesWithdrawn = new AtomicLong();
    private final AtomicLong found = new AtomicLong();
    private final AtomicLong withdrawn = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    WatchOutput(KafkaSettings kafka, Producer<String, byte[]> producer) {
        this.producer = producer;
        this.findings = kafka.name(Topic.FINDINGS);
    }

    /** A closed step goes where the step's points are. */
    void write(TopicPartition partition, StepClosed closing, Runnable onFailure) {
        send(
                new ProducerRecord<>(partition.topic(), partition.partition(), closing.key(), closing.write()),
                closing.expired() ? expired : closed,
                onFailure);
    }

    /** A stall goes where the run's points are. */
    void write(TopicPartition partition, RunStalled stall, Runnable onFailure) {
        send(
                new ProducerRecord<>(partition.topic(), partition.partition(), stall.key(), stall.write()),
                stalled,
                onFailure);
    }

    /** A profile over layers too. */
    void write(TopicPartition partition, ProfileBook.Entry entry, Runnable onFailure) {
        byte[] value = entry.profile().map(LayerProfile::write).orElse(null);
        send(
                new ProducerRecord<>(partition.topic(), partition.partition(), entry.key(), value),
                entry.profile().isPresent() ? profiles : profilesWithdrawn,
                onFailure);
    }

    void write(FindingsBook.Entry entry, Runnable onFailure) {
        try {
            String run = RecordKey.runOf(entry.key()).orElseThrow();
            byte[] placedBy = RecordKey.run(run).getBytes(StandardCharsets.UTF_8);
            int partition = Utils.toPositive(Utils.murmur2(placedBy))
                    % producer.partitionsFor(findings).size();
            send(
                    new ProducerRecord<>(
                            findings,
                            partition,
                            entry.key(),
                            entry.finding().map(Finding::write).orElse(null)),
                    entry.finding().isPresent() ? found : withdrawn,
                    onFailure);
        } catch (KafkaException e) {
            fail(entry.key(), e, onFailure);
        }
    }

    /** Lets the watchers know what was not written since the last call. */
    void handBackFailures() {
        Runnable failure = failures.poll();
        while (failure != null) {
            failure.run();
            failure = failures.poll();
        }
    }

    Map<String, Long> counters() {
        return Map.of(
                "steps.closed", closed.get(),
                "steps.expired", expired.get(),
                "runs.stalled", stalled.get(),
                "profiles.written", profiles.get(),
                "profiles.withdrawn", profilesWithdrawn.get(),
                "findings.written", found.get(),
                "findings.withdrawn", withdrawn.get(),
                "writes.failed", failed.get());
    }

    /** Waits until what was written has been acknowledged, or has failed. */
    void flush() {
        producer.flush();
    }

    private void send(ProducerRecord<String, byte[]> record, AtomicLong counter, Runnable onFailure) {
        try {
            var unused = producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    counter.incrementAndGet();
                } else {
                    fail(record.key(), failure, onFailure);
                }
            });
        } catch (KafkaException e) {
            fail(record.key(), e, onFailure);
        }
    }

    private void fail(String key, Exception failure, Runnable onFailure) {
        if (failed.incrementAndGet() == 1) {
            log.warn("{} cannot be written; tried again (further failures are counted)", key, failure);
        } else {
            log.debug("{} cannot be written; tried again", key, failure);
        }
        failures.add(onFailure);
    }
}
