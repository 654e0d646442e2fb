package io.ovoscope.collector.view;

import io.ovoscope.collector.finding.FindingFacts;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StepClosed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one run: task → layer → step → point, closed steps, profiles over layers and findings, each with the store's version when it
 * came. Not safe for threads: {@link CurveStore} guards it.
 */
final class RunCurves {
    /** Something of the run and the version it came with. */
    record Versioned<T>(long version, T value) {}

    private final String run;
    private final Map<String, NavigableMap<Integer, NavigableMap<Long, StoredPoint>>> points = new TreeMap<>();
    private final NavigableMap<Long, Versioned<StepClosed>> closed = new TreeMap<>();
    private final ProfileCurves profiles = new ProfileCurves();
    private final Map<String, Versioned<Finding>> findings = new TreeMap<>();
    /** The earliest step of each attempt: from there on, earlier attempts no longer count, also before its manifest has been read. */
    private final NavigableMap<Integer, Long> earliestOfAttempt = new TreeMap<>();

    private @Nullable RunManifest manifest;
    private @Nullable Health agent;
    private long epoch;
    private long version;
    private int pointCount;

    RunCurves(String run) {
        this.run = run;
    }

    String run() {
        return run;
    }

    Optional<RunManifest> manifest() {
        return Optional.ofNullable(manifest);
    }

    /** The newest word of the agent that trains this run. */
    Optional<Health> agent() {
        return Optional.ofNullable(agent);
    }

    /** Counts what cannot be told as an addition: deletions, retirements, a new manifest. */
    long epoch() {
        return epoch;
    }

    /** The store's version when this run last changed. */
    long version() {
        return version;
    }

    /** How many points are held, retired ones among them. */
    int pointCount() {
        return pointCount;
    }

    boolean isEmpty() {
        return manifest == null
                && agent == null
                && points.isEmpty()
                && closed.isEmpty()
                && profiles.isEmpty()
                && findings.isEmpty();
    }

    void put(RunManifest newer, long at) {
        manifest = manifest != null && manifest.attempt() > newer.attempt() ? manifest : newer;
        version = at;
        epoch++;
    }

    void put(CurvePoint point, long at) {
        noteAttempt(point);
        NavigableMap<Long, StoredPoint> series = points.computeIfAbsent(point.task(), task -> new TreeMap<>())
                .computeIfAbsent(point.layer(), layer -> new TreeMap<>());
        StoredPoint old = series.get(point.step());
        if (old != null && old.attempt() > point.attempt()) {
            return;
        }
        series.put(point.step(), StoredPoint.of(point, at));
        pointCount += old == null ? 1 : 0;
        version = at;
    }

    private void noteAttempt(CurvePoint point) {
        if (point.replayed()) {
            // A checkpoint that is examined under the newest attempt is no sign that this attempt began there.
            return;
        }
        Long earliest = earliestOfAttempt.get(point.attempt());
        if (earliest == null || point.step() < earliest) {
            earliestOfAttempt.put(point.attempt(), point.step());
            epoch += earliestOfAttempt.lowerKey(point.attempt()) == null ? 0 : 1;
        }
    }

    void put(StepClosed step, long at) {
        closed.put(step.step(), new Versioned<>(at, step));
        version = at;
    }

    void put(LayerProfile profile, long at) {
        profiles.put(profile, at);
        version = at;
    }

    void put(Finding finding, long at) {
        findings.put(finding.key(), new Versioned<>(at, finding));
        version = at;
    }

    void put(Health newer, long at) {
        if (agent == null || isNewer(newer, agent)) {
            agent = newer;
            version = at;
        }
    }

    /** An agent that another one has taken the run over from may go on talking. */
    private static boolean isNewer(Health one, Health other) {
        int byAttempt = Integer.compare(one.attempt(), other.attempt());
        return byAttempt > 0 || (byAttempt == 0 && !one.at().isBefore(other.at()));
    }

    /** When this run's newest known attempt began; without a manifest, when the first snapshot that is known was taken. */
    Instant begunAt() {
        return manifest != null
                ? manifest.startedAt()
                : points.values().stream()
                        .flatMap(layers -> layers.values().stream())
                        .map(series -> series.firstEntry().getValue().takenAt())
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.MAX);
    }

    /**
     * Lets the points of the oldest steps go until this many are left, or one step.
     *
     * @return how many went
     */
    int keepNewest(int most, long at) {
        int before = pointCount;
        NavigableSet<Long> steps = new TreeSet<>();
        points.values().forEach(layers -> layers.values().forEach(series -> steps.addAll(series.keySet())));
        while (pointCount > most && steps.size() > 1) {
            deleteStep(steps.pollFirst());
        }
        changed(at);
        return before - pointCount;
    }

    private void deleteStep(long step) {
        for (NavigableMap<Integer, NavigableMap<Long, StoredPoint>> layers : points.values()) {
            layers.values().forEach(series -> pointCount -= series.remove(step) == null ? 0 : 1);
            layers.values().removeIf(Map::isEmpty);
        }
        points.values().removeIf(Map::isEmpty);
        profiles.removeStep(step);
    }

    void deleteManifest(long at) {
        manifest = null;
        earliestOfAttempt.clear();
        changed(at);
    }

    void deletePoint(String task, int layer, long step, long at) {
        NavigableMap<Integer, NavigableMap<Long, StoredPoint>> layers = points.get(task);
        NavigableMap<Long, StoredPoint> series = layers == null ? null : layers.get(layer);
        if (layers == null || series == null || series.remove(step) == null) {
            return;
        }
        pointCount--;
        if (series.isEmpty()) {
            layers.remove(layer);
        }
        if (layers.isEmpty()) {
            points.remove(task);
        }
        if (points.isEmpty()) {
            earliestOfAttempt.clear();
        }
        changed(at);
    }

    void deleteClosed(long step, long at) {
        if (closed.remove(step) != null) {
            changed(at);
        }
    }

    void deleteProfile(String task, long step, long at) {
        if (profiles.remove(task, step)) {
            changed(at);
        }
    }

    void deleteFinding(String key, long at) {
        if (findings.remove(key) != null) {
            changed(at);
        }
    }

    /** The points in force whose version is greater, by task, layer and step. */
    List<StoredPoint> pointsSince(long since) {
        List<StoredPoint> newer = new ArrayList<>();
        points.values()
                .forEach(layers -> layers.values()
                        .forEach(series -> series.values().stream()
                                .filter(point -> point.version() > since && !isRetired(point.attempt(), point.step()))
                                .forEach(newer::add)));
        return newer;
    }

    List<StepClosed> closedSince(long since) {
        return values(closed, at -> at > since).stream()
                .filter(step -> !isRetired(step.attempt(), step.step()))
                .toList();
    }

    /** The profiles over layers in force whose version is greater, by task and step. */
    List<LayerProfile> profilesSince(long since) {
        return profiles.since(since).stream()
                .filter(profile -> !isRetired(profile.attempt(), profile.step()))
                .toList();
    }

    /** Findings in force whose version is greater; one that rests on a retired step is left out until it is found again. */
    List<Finding> findingsSince(long since) {
        return values(findings, at -> at > since).stream()
                .filter(finding -> !restsOnRetired(finding))
                .toList();
    }

    private boolean restsOnRetired(Finding finding) {
        Long step = FindingFacts.of(finding).step();
        return (step != null && isRetired(finding.attempt(), step))
                || (finding instanceof Emergence emergence && restsOnRetiredBest(emergence));
    }

    /** The best step may be of a later attempt than the finding's own. */
    private boolean restsOnRetiredBest(Emergence emergence) {
        NavigableMap<Integer, NavigableMap<Long, StoredPoint>> layers = points.get(emergence.task());
        NavigableMap<Long, StoredPoint> series = layers == null ? null : layers.get(emergence.layer());
        StoredPoint best = series == null ? null : series.get(emergence.bestStep());
        return isRetired(best == null ? emergence.attempt() : best.attempt(), emergence.bestStep());
    }

    /** Of every snapshot with a point in force, one point; by step. */
    NavigableMap<Long, StoredPoint> snapshots() {
        NavigableMap<Long, StoredPoint> byStep = new TreeMap<>();
        pointsSince(-1).forEach(point -> byStep.putIfAbsent(point.step(), point));
        return byStep;
    }

    private static <T> List<T> values(Map<?, Versioned<T>> of, LongPredicate at) {
        return of.values().stream()
                .filter(value -> at.test(value.version()))
                .map(Versioned::value)
                .toList();
    }

    /** Training that resumed at a step takes back what an earlier attempt found from there on. */
    private boolean isRetired(int attempt, long step) {
        return (manifest != null && manifest.isRetired(attempt, step))
                || earliestOfAttempt.tailMap(attempt, false).values().stream().anyMatch(earliest -> step >= earliest);
    }

    private void changed(long at) {
        epoch++;
        version = at;
    }
}
