package io.ovoscope.launcher.replay;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicReader;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What the topics say of the run that checkpoints are replayed into. Written by the thread that reads, read by the one that replays. */
final class RunInTopics implements TopicReader {
    static final List<Topic> TOPICS = List.of(Topic.RUNS, Topic.CURVES, Topic.FINDINGS);

    private final String run;
    private final KafkaSettings kafka;
    private final TreeMap<Long, Map<Cell, CurvePoint>> points = new TreeMap<>();
    private final Map<Long, StepClosed> closed = new HashMap<>();
    private final Map<String, Finding> findings = new TreeMap<>();
    private final Map<Long, Set<Cell>> awaited = new HashMap<>();
    private @Nullable RunManifest manifest;
    private long read;

    private record Cell(String task, int layer) {}

    RunInTopics(String run, KafkaSettings kafka) {
        this.run = run;
        this.kafka = kafka;
    }

    @Override
    public synchronized void read(ConsumerRecord<String, byte[]> record) {
        if (!RecordKey.runOf(record.key()).equals(Optional.of(run))) {
            return;
        }
        if (record.topic().equals(kafka.name(Topic.RUNS))) {
            manifest = record.value() == null ? null : RunManifest.read(record.value());
        } else if (record.topic().equals(kafka.name(Topic.FINDINGS))) {
            readFinding(record.key(), record.value());
        } else if (record.value() != null) {
            take(CurveRecord.read(record.value()));
        }
    }

    private void readFinding(String key, byte @Nullable [] value) {
        if (value == null) {
            findings.values().removeIf(finding -> finding.key().equals(key));
        } else {
            Finding finding = Finding.read(value);
            findings.put(finding.id(), finding);
        }
    }

    private void take(CurveRecord record) {
        if (record instanceof StepClosed step) {
            closed.put(step.step(), step);
        } else if (record instanceof CurvePoint point) {
            read++;
            Cell cell = new Cell(point.task(), point.layer());
            points.computeIfAbsent(point.step(), step -> new HashMap<>()).put(cell, point);
            if (point.replayed() && awaited.containsKey(point.step())) {
                awaited.get(point.step()).add(cell);
            }
        }
    }

    synchronized Optional<RunManifest> manifest() {
        return Optional.ofNullable(manifest);
    }

    /** When each step was taken that the run has a point of. */
    synchronized Map<Long, Instant> takenAt() {
        Map<Long, Instant> times = new TreeMap<>();
        points.forEach((step, cells) ->
                cells.values().stream().findFirst().ifPresent(point -> times.put(step, point.takenAt())));
        return times;
    }

    /** The steps at which every task of every layer has a point that is no gap. */
    synchronized Set<Long> complete() {
        Set<Long> steps = new TreeSet<>();
        points.forEach((step, cells) -> {
            boolean all = !cells().isEmpty() && cells().stream().allMatch(cell -> isThere(cells.get(cell)));
            if (all) {
                steps.add(step);
            }
        });
        return steps;
    }

    private static boolean isThere(@Nullable CurvePoint point) {
        return point != null
                && !(point.evidence() instanceof Evidence.Missing missing
                        && missing.reason() == Evidence.Reason.INCOMPLETE);
    }

    private Set<Cell> cells() {
        Set<Cell> cells = new HashSet<>();
        if (manifest != null) {
            for (TaskInfo task : manifest.tasks()) {
                for (LayerInfo layer : manifest.layers()) {
                    cells.add(new Cell(task.name(), layer.index()));
                }
            }
        }
        return cells;
    }

    /** From here on the points of this step count that come. */
    synchronized void await(long step) {
        awaited.put(step, new HashSet<>());
    }

    /** Whether all points of an awaited step have come, and the step is closed with them. */
    synchronized boolean hasCome(long step) {
        Set<Cell> come = awaited.getOrDefault(step, Set.of());
        StepClosed closing = closed.get(step);
        return closing != null && !closing.expired() && !cells().isEmpty() && come.containsAll(cells());
    }

    /** Points of the run that have been read: while it grows there is somebody at work. */
    synchronized long pointsRead() {
        return read;
    }

    synchronized List<Finding> findings() {
        return List.copyOf(findings.values());
    }

    synchronized Optional<Finding> finding(String id) {
        return Optional.ofNullable(findings.get(id));
    }

    /** The replayed steps that there are. */
    synchronized NavigableSet<Long> replayed() {
        TreeSet<Long> steps = new TreeSet<>();
        points.forEach((step, cells) -> {
            if (cells.values().stream().anyMatch(CurvePoint::replayed)) {
                steps.add(step);
            }
        });
        return steps;
    }

    /**
     * The accuracy of a task at a step.
     *
     * @param layer its number; {@link Finding#NO_LAYER} for the best layer
     */
    synchronized OptionalDouble accuracy(String task, int layer, long step) {
        return points.getOrDefault(step, Map.of()).entrySet().stream()
                .filter(entry -> entry.getKey().task().equals(task))
                .filter(entry -> layer == Finding.NO_LAYER || entry.getKey().layer() == layer)
                .flatMap(entry -> entry.getValue().headline().stream().boxed())
                .mapToDouble(Double::doubleValue)
                .max();
    }
}
