package io.ovoscope.launcher.demo;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicReader;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What the topics say of one run, for the terminal. Written by the thread that reads the topics, read by the one that draws. */
public final class RunBoard implements TopicReader {
    /** The topics it reads. */
    public static final List<Topic> TOPICS = List.of(Topic.RUNS, Topic.CURVES, Topic.FINDINGS, Topic.HEALTH);
    /** A counter of the stage that scores. */
    private static final String LOST = "records.lost";

    private record Curve(String task, int layer) {}

    private record EmergenceKey(String task, int layer, long percent) {}

    private final String run;
    private final KafkaSettings kafka;
    private final Map<Curve, TreeMap<Long, CurvePoint>> curves = new HashMap<>();
    private final Map<String, TreeMap<Long, LayerProfile>> profiles = new HashMap<>();
    private final Map<Long, StepClosed> closed = new ConcurrentHashMap<>();
    private final Map<EmergenceKey, Emergence> emergences = new ConcurrentHashMap<>();
    private final Map<String, Finding> findings = new ConcurrentHashMap<>();
    private final Map<String, Health> scoring = new ConcurrentHashMap<>();
    private volatile @Nullable RunManifest manifest;

    public RunBoard(String run, KafkaSettings kafka) {
        this.run = run;
        this.kafka = kafka;
    }

    @Override
    public void read(ConsumerRecord<String, byte[]> record) {
        byte[] value = record.value();
        if (value != null && record.topic().equals(kafka.name(Topic.HEALTH))) {
            add(Health.read(value));
            return;
        }
        if (!RecordKey.runOf(record.key()).equals(Optional.of(run))) {
            return;
        }
        if (value == null) {
            withdraw(record.key());
            return;
        }
        if (record.topic().equals(kafka.name(Topic.RUNS))) {
            manifest = RunManifest.read(value);
        } else if (record.topic().equals(kafka.name(Topic.FINDINGS))) {
            add(Finding.read(value));
        } else {
            add(CurveRecord.read(value));
        }
    }

    private void add(Health health) {
        if (health.stage().equals("score")) {
            scoring.put(health.process(), health);
        }
    }

    /** A finding or a profile that no longer holds. */
    private synchronized void withdraw(String key) {
        emergences.values().removeIf(finding -> finding.key().equals(key));
        findings.remove(key);
        profiles.values()
                .forEach(byStep ->
                        byStep.values().removeIf(profile -> profile.key().equals(key)));
    }

    private void add(Finding finding) {
        findings.put(finding.key(), finding);
        if (finding instanceof Emergence emergence) {
            emergences.put(
                    new EmergenceKey(emergence.task(), emergence.layer(), Math.round(emergence.quantile() * 100)),
                    emergence);
        }
    }

    private synchronized void add(CurveRecord record) {
        if (record instanceof StepClosed step) {
            closed.put(step.step(), step);
        } else if (record instanceof LayerProfile profile) {
            profiles.computeIfAbsent(profile.task(), task -> new TreeMap<>()).put(profile.step(), profile);
        } else if (record instanceof CurvePoint point) {
            curves.computeIfAbsent(new Curve(point.task(), point.layer()), key -> new TreeMap<>())
                    .put(point.step(), point);
        }
    }

    public Optional<RunManifest> manifest() {
        return Optional.ofNullable(manifest);
    }

    /** Points of every kind, with a result or without. */
    public synchronized int points() {
        return curves.values().stream().mapToInt(Map::size).sum();
    }

    /** Records of activations that were deleted before they were scored, since the run began. */
    public long lostRecords() {
        return manifest()
                .map(known -> scoring.values().stream()
                        .filter(health -> health.at().isAfter(known.startedAt()))
                        .mapToLong(health -> health.counters().getOrDefault(LOST, 0L))
                        .sum())
                .orElse(0L);
    }

    /** The tasks of the run's manifest; none before it has been read. */
    public List<TaskInfo> tasks() {
        return manifest().map(RunManifest::tasks).orElse(List.of());
    }

    public Map<Long, StepClosed> closed() {
        return Map.copyOf(closed);
    }

    /** Where the task stands along the layers at the newest step for which that is known. */
    public synchronized Optional<LayerProfile> newestProfile(String task) {
        return Optional.ofNullable(profiles.get(task))
                .flatMap(byStep -> byStep.values().stream().reduce((earlier, later) -> later));
    }

    /** The names of the curves without labels, in alphabetical order. */
    public synchronized List<String> geometry() {
        return curves.values().stream()
                .map(byStep -> byStep.firstEntry().getValue())
                .filter(point -> point.level() == Level.GEOMETRY)
                .map(CurvePoint::task)
                .distinct()
                .sorted()
                .toList();
    }

    /** The points of a task in a layer, by step. */
    public synchronized List<CurvePoint> curve(String task, int layer) {
        TreeMap<Long, CurvePoint> points = curves.get(new Curve(task, layer));
        return points == null ? List.of() : new ArrayList<>(points.values());
    }

    /** The point of a task in a layer at a step. */
    public synchronized Optional<CurvePoint> at(String task, int layer, long step) {
        TreeMap<Long, CurvePoint> points = curves.get(new Curve(task, layer));
        return points == null ? Optional.empty() : Optional.ofNullable(points.get(step));
    }

    /** The newest point of a task in a layer that has a result. */
    public Optional<CurvePoint> newest(String task, int layer) {
        List<CurvePoint> points = curve(task, layer);
        for (int i = points.size() - 1; i >= 0; i--) {
            if (points.get(i).headline().isPresent()) {
                return Optional.of(points.get(i));
            }
        }
        return Optional.empty();
    }

    /** Everything that was found, in no order. */
    public List<Finding> findings() {
        return List.copyOf(findings.values());
    }

    /** The cell in which a share of the gain was reached, where there is a gain. */
    public Optional<Emergence> emergence(String task, int layer, int percent) {
        return Optional.ofNullable(emergences.get(new EmergenceKey(task, layer, percent)));
    }
}
