package io.ovoscope.collector.catalog;

import io.ovoscope.collector.topics.DeadLetters;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicReader;
import io.ovoscope.collector.topics.TopicTail;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.Topic;
import io.ovoscope.wire.WireFormatException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue, read from the topics of runs and probe sets by a tail of its own. Records that cannot be read go to the dead
 * letters, and what stood before them stays.
 */
public final class TopicRunCatalog implements RunCatalog, AutoCloseable {
    private final Map<String, RunManifest> manifests = new ConcurrentHashMap<>();
    private final Map<String, Integer> deletions = new ConcurrentHashMap<>();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final ProbeSetShelf shelf = new ProbeSetShelf();
    private final TopicTail tail;

    /** Starts reading. */
    public TopicRunCatalog(KafkaSettings kafka, String clientId, DeadLetters deadLetters) {
        Intake intake = new Intake(kafka.name(Topic.RUNS), deadLetters);
        this.tail = new TopicTail(kafka, clientId, List.of(Topic.RUNS, Topic.PROBE_SETS), intake);
    }

    @Override
    public Optional<RunManifest> manifest(String run) {
        return Optional.ofNullable(manifests.get(run));
    }

    @Override
    public boolean isDeleted(String run) {
        return deleted.contains(run);
    }

    @Override
    public int deletions(String run) {
        return deletions.getOrDefault(run, 0);
    }

    @Override
    public Optional<ProbeSet> probeSet(String fingerprint) {
        return shelf.get(fingerprint);
    }

    @Override
    public List<RunManifest> runs() {
        return manifests.values().stream()
                .sorted(Comparator.comparing(RunManifest::startedAt).thenComparing(RunManifest::run))
                .toList();
    }

    @Override
    public CompletionStage<Void> readThrough() {
        return tail.readThrough();
    }

    @Override
    public void close() {
        tail.close();
    }

    private final class Intake implements TopicReader {
        private final String runsTopic;
        private final DeadLetters deadLetters;

        Intake(String runsTopic, DeadLetters deadLetters) {
            this.runsTopic = runsTopic;
            this.deadLetters = deadLetters;
        }

        @Override
        public void read(ConsumerRecord<String, byte[]> record) {
            try {
                if (record.key() == null) {
                    throw new WireFormatException("a record without a key: expecting a run or a probe set's part");
                }
                if (record.topic().equals(runsTopic)) {
                    readRun(record.key(), record.value());
                } else {
                    shelf.put(record.key(), record.value());
                }
            } catch (WireFormatException e) {
                deadLetters.send(record, String.valueOf(e.getMessage()));
            }
        }
    }

    private void readRun(String key, byte @Nullable [] value) {
        if (value == null) {
            RecordKey.runOf(key).ifPresent(this::delete);
            return;
        }
        RunManifest manifest = RunManifest.read(value);
        if (!RecordKey.run(manifest.run()).equals(key)) {
            throw new WireFormatException(
                    "manifest of run '" + manifest.run() + "' under key '" + key + "': expecting its run as the key");
        }
        deleted.remove(manifest.run());
        manifests.put(manifest.run(), manifest);
    }

    private void delete(String run) {
        deletions.merge(run, 1, Integer::sum);
        manifests.remove(run);
        deleted.add(run);
    }
}
