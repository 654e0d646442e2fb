package io.ovoscope.launcher.exchange;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.WholeTopics;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.Topic;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What the topics hold of one run, by key. */
public final class RunRecords {
    private final String run;
    private final KafkaSettings kafka;
    private final Map<String, CurveRecord> curves = new TreeMap<>();
    private final Map<String, Finding> findings = new TreeMap<>();
    private @Nullable RunManifest manifest;

    private RunRecords(String run, KafkaSettings kafka) {
        this.run = run;
        this.kafka = kafka;
    }

    /**
     * Reads the topics as they are now.
     *
     * @throws TimeoutException where the broker does not answer in time
     */
    public static RunRecords read(KafkaSettings kafka, String run, Duration atMost)
            throws InterruptedException, TimeoutException {
        RunRecords records = new RunRecords(run, kafka);
        List<Topic> topics = List.of(Topic.RUNS, Topic.CURVES, Topic.FINDINGS);
        WholeTopics.read(kafka, "ovoscope-exchange", topics, atMost, records::take);
        return records;
    }

    /** On the reading thread, which has ended when {@link #read} returns. */
    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null || !RecordKey.runOf(record.key()).equals(Optional.of(run))) {
            return;
        }
        byte[] value = record.value();
        if (record.topic().equals(kafka.name(Topic.RUNS))) {
            manifest = value == null ? null : RunManifest.read(value);
        } else if (record.topic().equals(kafka.name(Topic.CURVES))) {
            put(curves, record.key(), value == null ? null : CurveRecord.read(value));
        } else {
            put(findings, record.key(), value == null ? null : Finding.read(value));
        }
    }

    private static <T> void put(Map<String, T> map, String key, @Nullable T value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }

    public Optional<RunManifest> manifest() {
        return Optional.ofNullable(manifest);
    }

    /** Whether there is anything of the run. */
    public boolean isEmpty() {
        return manifest == null && curves.isEmpty();
    }

    /** All curve records, by key. */
    Map<String, CurveRecord> curves() {
        return Map.copyOf(curves);
    }

    List<Finding> findings() {
        return List.copyOf(findings.values());
    }

    /** The steps that are closed. */
    Set<Long> closedSteps() {
        Set<Long> steps = new HashSet<>();
        curves.values().stream().filter(StepClosed.class::isInstance).forEach(closed -> steps.add(closed.step()));
        return steps;
    }

    /** All points that count, without those that a training run which resumed before them has retired. */
    public List<CurvePoint> points() {
        return all().filter(CurvePoint.class::isInstance)
                .map(CurvePoint.class::cast)
                .toList();
    }

    /** All curve records that count, in order of keys. */
    Stream<CurveRecord> all() {
        NavigableMap<Integer, Long> earliest = new TreeMap<>();
        curves.values().stream()
                .filter(record -> record instanceof CurvePoint point && !point.replayed())
                .forEach(point -> earliest.merge(point.attempt(), point.step(), Math::min));
        return curves.values().stream().filter(record -> !isRetired(record, earliest));
    }

    private boolean isRetired(CurveRecord record, NavigableMap<Integer, Long> earliest) {
        return (manifest != null && manifest.isRetired(record.attempt(), record.step()))
                || earliest.tailMap(record.attempt(), false).values().stream().anyMatch(step -> record.step() >= step);
    }
}
