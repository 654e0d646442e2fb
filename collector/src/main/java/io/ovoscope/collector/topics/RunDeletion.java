package io.ovoscope.collector.topics;

import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.Topic;
import io.ovoscope.wire.WireFormatException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes a run: tombstones for its manifest, probe states, curves and findings, and for its probe set where no other run uses it;
 * then what other stores hold. Activations stay until their topic's size limit deletes them. A run that is still training should be
 * stopped first: what it writes afterwards is not deleted.
 */
public final class RunDeletion {
    private static final Logger log = LoggerFactory.getLogger(RunDeletion.class);
    /** In this order: without its manifest a run is scored no more. */
    private static final List<Topic> TOPICS =
            List.of(Topic.RUNS, Topic.PROBE_SETS, Topic.PROBES, Topic.CURVES, Topic.FINDINGS);

    /** Something else that holds runs, such as InfluxDB. */
    public interface OtherStore {
        /**
         * Deletes everything of a run.
         *
         * @throws IOException where that fails, saying why
         */
        void deleteRun(String run) throws IOException;
    }

    /**
     * What was deleted.
     *
     * @param records by topic, how many records; topics without any are left out
     */
    public record Deleted(Map<Topic, Integer> records) {
        public Deleted {
            records = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(records));
        }

        /** Whether the topics held anything of the run. */
        public boolean anything() {
            return !records.isEmpty();
        }
    }

    private final KafkaSettings kafka;
    private final Map<String, Topic> topicOf = new HashMap<>();
    private final Map<Topic, Map<String, TopicPartition>> keys = new HashMap<>();
    private final Map<String, RunManifest> manifests = new HashMap<>();

    private RunDeletion(KafkaSettings kafka) {
        this.kafka = kafka;
        TOPICS.forEach(topic -> {
            topicOf.put(kafka.name(topic), topic);
            keys.put(topic, new LinkedHashMap<>());
        });
    }

    /**
     * Deletes a run. Whatever fails, the call may be repeated.
     *
     * @param others deleted from after the topics
     * @param atMost how long reading the topics may take, and then writing the tombstones
     * @throws TimeoutException where the broker does not answer in time
     * @throws IOException where tombstones are refused or another store fails, saying which
     */
    public static Deleted delete(
            KafkaSettings kafka,
            String run,
            Producer<String, byte[]> producer,
            List<OtherStore> others,
            Duration atMost)
            throws InterruptedException, TimeoutException, IOException {
        RunDeletion work = new RunDeletion(kafka);
        WholeTopics.read(kafka, "ovoscope-runs-delete", TOPICS, atMost, work::take);
        Deleted deleted = work.writeTombstones(run, producer, atMost);
        log.info("run '{}': deleted {}", run, deleted.records());
        for (OtherStore other : others) {
            other.deleteRun(run);
        }
        return deleted;
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        Topic topic = topicOf.get(record.topic());
        if (topic == null || record.key() == null) {
            return;
        }
        Map<String, TopicPartition> known = keys.getOrDefault(topic, Map.of());
        if (record.value() == null) {
            known.remove(record.key());
        } else {
            known.put(record.key(), new TopicPartition(record.topic(), record.partition()));
        }
        if (topic == Topic.RUNS) {
            takeManifest(record);
        }
    }

    private void takeManifest(ConsumerRecord<String, byte[]> record) {
        String run = RecordKey.runOf(record.key()).orElse("");
        try {
            if (record.value() == null) {
                manifests.remove(run);
            } else {
                manifests.put(run, RunManifest.read(record.value()));
            }
        } catch (WireFormatException e) {
            log.warn("{}-{}@{}: no manifest", record.topic(), record.partition(), record.offset(), e);
        }
    }

    private Deleted writeTombstones(String run, Producer<String, byte[]> producer, Duration atMost)
            throws InterruptedException, TimeoutException, IOException {
        Map<Topic, Integer> counts = new LinkedHashMap<>();
        for (Topic topic : TOPICS) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            keys.getOrDefault(topic, Map.of()).forEach((key, partition) -> {
                if (belongs(topic, key, run)) {
                    sent.add(producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), key, null)));
                }
            });
            producer.flush();
            for (Future<RecordMetadata> tombstone : sent) {
                await(tombstone, topic, atMost);
            }
            if (!sent.isEmpty()) {
                counts.put(topic, sent.size());
            }
        }
        return new Deleted(counts);
    }

    private void await(Future<RecordMetadata> tombstone, Topic topic, Duration atMost)
            throws InterruptedException, TimeoutException, IOException {
        try {
            tombstone.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("cannot delete from " + kafka.name(topic) + ": " + e.getCause(), e.getCause());
        }
    }

    private boolean belongs(Topic topic, String key, String run) {
        String first = RecordKey.runOf(key).orElse("");
        return !first.isEmpty() && first.equals(topic == Topic.PROBE_SETS ? orphan(run) : run);
    }

    /** Fingerprint of the run's probe set where no other run uses it, else empty. */
    private String orphan(String run) {
        String probeSet = Optional.ofNullable(manifests.get(run))
                .map(RunManifest::probeSet)
                .orElse("");
        boolean shared = manifests.entrySet().stream()
                .anyMatch(other -> !other.getKey().equals(run)
                        && other.getValue().probeSet().equals(probeSet));
        return shared ? "" : probeSet;
    }
}
