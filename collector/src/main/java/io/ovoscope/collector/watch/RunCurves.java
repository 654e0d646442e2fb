package io.ovoscope.collector.watch;

import io.ovoscope.wire.CheckpointsKept;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.KeptCheckpoint;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.RunStalled;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.TaskInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The curves of one run, as the topic tells them: what is put in, in whatever order and however often, decides alone what comes out.
 *
 * <p>Bits of every point are kept, since any of them may become the best one after a resumed training run retires others: about
 * n/8 bytes per point of n test items.
 */
final class RunCurves {
    private final Map<CurveId, NavigableMap<Long, Observation>> curves = new HashMap<>();
    private final NavigableMap<Long, Step> steps = new TreeMap<>();
    /** The earliest step of each attempt: from there on, earlier attempts no longer count. */
    private final NavigableMap<Integer, Long> attempts = new TreeMap<>();

    private final ProfileBook profiles = new ProfileBook();
    private final NavigableMap<Long, RunStalled> stalls = new TreeMap<>();
    private List<KeptCheckpoint> checkpoints = List.of();

    private record CurveId(String task, int layer) {}

    /** What is known of a step: its newest attempt, when something of it was last written, and how it was closed. */
    private static final class Step {
        private int attempt;
        private Instant takenAt = Instant.MIN;
        private @Nullable Double loss;
        private boolean lossNotFinite;
        private Instant newest = Instant.MIN;
        private @Nullable StepClosed closed;
        /** Whether points came since it was last looked at. */
        private boolean open;
    }

    /**
     * Takes a record.
     *
     * @param writtenAt the record's time in the topic
     */
    void put(CurveRecord record, Instant writtenAt) {
        if (record instanceof LayerProfile profile) {
            profiles.read(profile);
            return;
        }
        if (record instanceof RunStalled stall) {
            stalls.put(stall.step(), stall);
            return;
        }
        if (record instanceof CheckpointsKept kept) {
            checkpoints = kept.checkpoints();
            return;
        }
        profiles.changed(record.step());
        Step step = steps.computeIfAbsent(record.step(), s -> new Step());
        if (record instanceof StepClosed closed) {
            step.closed = closed;
        } else if (record instanceof CurvePoint point) {
            curves.computeIfAbsent(new CurveId(point.task(), point.layer()), id -> new TreeMap<>())
                    .put(point.step(), Observation.of(point));
            if (!point.replayed()) {
                // A checkpoint that is examined under the newest attempt is no sign that this attempt began there.
                attempts.merge(point.attempt(), point.step(), Math::min);
            }
            if (point.attempt() >= step.attempt) {
                step.attempt = point.attempt();
                step.takenAt = point.takenAt();
                step.loss = point.loss();
                step.lossNotFinite = point.lossNotFinite();
            }
            step.open = true;
            step.newest = writtenAt.isAfter(step.newest) ? writtenAt : step.newest;
        }
    }

    /**
     * Deletes what stood under a key.
     *
     * @param key of a point, of a closed step or of a profile of this run
     */
    void remove(String key) {
        List<String> parts = RecordKey.parts(key);
        try {
            if (RecordKey.isProfile(parts)) {
                profiles.removed(key);
            } else if (parts.size() == 4) {
                NavigableMap<Long, Observation> curve =
                        curves.get(new CurveId(parts.get(1), Integer.parseInt(parts.get(2))));
                if (curve != null) {
                    curve.remove(Long.parseLong(parts.get(3)));
                }
            } else if (RecordKey.isStalled(parts)) {
                stalls.remove(Long.parseLong(parts.get(2)));
            } else if (parts.size() == 3) {
                steps.remove(Long.parseLong(parts.get(2)));
            } else if (parts.size() == 2) {
                checkpoints = List.of();
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("key '" + key + "': expecting run/task/layer/step", e);
        }
    }

    /** Whether nothing is left. */
    boolean isEmpty() {
        return curves.values().stream().allMatch(Map::isEmpty) && stalls.isEmpty() && checkpoints.isEmpty();
    }

    /**
     * The steps that are to be closed now, or closed anew because more points came, in order.
     *
     * @param patience how long to wait after a step's newest point for those that are missing
     */
    List<StepClosed> closings(RunManifest manifest, Instant now, Duration patience) {
        List<StepClosed> closings = new ArrayList<>();
        steps.forEach((number, step) -> {
            if (step.open && !isRetired(number, step.attempt, manifest)) {
                StepClosed closing = closing(number, step, manifest);
                boolean due = !closing.expired() || !now.isBefore(step.newest.plus(patience));
                if (due && closing.equals(step.closed)) {
                    step.open = false;
                } else if (due) {
                    closings.add(closing);
                }
            }
        });
        return closings;
    }

    private StepClosed closing(long number, Step step, RunManifest manifest) {
        int expected = manifest.layers().size() * manifest.tasks().size();
        int present = present(number, step.attempt, manifest);
        return new StepClosed(
                manifest.run(), step.attempt, number, step.takenAt, expected, present, present < expected);
    }

    /** The newest step that is closed and counts; empty without any. */
    Optional<Long> throughStep(RunManifest manifest) {
        return steps.descendingMap().entrySet().stream()
                .filter(step -> counts(step.getKey(), step.getValue(), manifest))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** A curve's points with an accuracy, of closed steps, without those that a resumed training run has retired, in order of steps. */
    List<Observation> curve(String task, int layer, RunManifest manifest) {
        NavigableMap<Long, Observation> curve = curves.get(new CurveId(task, layer));
        if (curve == null) {
            return List.of();
        }
        return curve.values().stream()
                .filter(point -> point.items() != null)
                .filter(point -> !isRetired(point.step(), point.attempt(), manifest))
                .filter(this::isClosed)
                .toList();
    }

    /**
     * What a closed step's points have in common.
     *
     * @param loss the training loss then; null where the trainer gives none or it is not finite
     * @param lossNotFinite whether it was NaN or infinite
     * @param closing how it was closed
     */
    record ClosedStep(
            int attempt, Instant takenAt, @Nullable Double loss, boolean lossNotFinite, StepClosed closing) {}

    /** Empty where the step is not closed, is open again, or does not count. */
    Optional<ClosedStep> closedStep(long number, RunManifest manifest) {
        Step step = steps.get(number);
        return step != null
                        && step.closed != null
                        && step.closed.attempt() == step.attempt
                        && counts(number, step, manifest)
                ? Optional.of(new ClosedStep(step.attempt, step.takenAt, step.loss, step.lossNotFinite, step.closed))
                : Optional.empty();
    }

    /** Whether all that is known of a step has been retired by a training run that resumed before it. */
    boolean isRetired(long number, RunManifest manifest) {
        Step step = steps.get(number);
        return step == null || isRetired(number, step.attempt, manifest);
    }

    /** A point, whatever became of its step. */
    Optional<Observation> at(String task, int layer, long step) {
        return Optional.ofNullable(curves.get(new CurveId(task, layer))).map(curve -> curve.get(step));
    }

    /** When snapshots stopped coming, by the last step that came. */
    NavigableMap<Long, RunStalled> stalls() {
        return Collections.unmodifiableNavigableMap(stalls);
    }

    /** The checkpoints on the training machine's disk now, by step. */
    List<KeptCheckpoint> checkpoints() {
        return checkpoints;
    }

    /** The profiles of this run's steps over their layers. */
    ProfileBook profiles() {
        return profiles;
    }

    /** Whether a step has been closed, whatever came since. */
    boolean isClosed(long number) {
        Step step = steps.get(number);
        return step != null && step.closed != null;
    }

    private boolean isClosed(Observation point) {
        Step step = steps.get(point.step());
        return step != null && step.closed != null && step.closed.attempt() == point.attempt();
    }

    private boolean counts(long number, Step step, RunManifest manifest) {
        StepClosed closed = step.closed;
        return closed != null && !isRetired(number, closed.attempt(), manifest);
    }

    private int present(long step, int attempt, RunManifest manifest) {
        int present = 0;
        for (TaskInfo task : manifest.tasks()) {
            for (LayerInfo layer : manifest.layers()) {
                NavigableMap<Long, Observation> curve = curves.get(new CurveId(task.name(), layer.index()));
                Observation point = curve == null ? null : curve.get(step);
                present += point != null && point.attempt() == attempt ? 1 : 0;
            }
        }
        return present;
    }

    /** A training run that resumed at step s retires the steps after s of the attempts before. */
    private boolean isRetired(long step, int attempt, RunManifest manifest) {
        boolean byManifest = attempt < manifest.attempt() && step > manifest.resumedAtStep();
        return byManifest || attempts.tailMap(attempt, false).values().stream().anyMatch(earliest -> step >= earliest);
    }
}
