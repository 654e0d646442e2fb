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
    private final RunSteps steps = new RunSteps();
    private final ProfileBook profiles = new ProfileBook();
    private final NavigableMap<Long, RunStalled> stalls = new TreeMap<>();
    private @Nullable CheckpointsKept checkpoints;

    private record CurveId(String task, int layer) {}

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
            checkpoints = kept;
            return;
        }
        profiles.changed(record.step());
        if (record instanceof StepClosed closed) {
            steps.put(closed);
        } else if (record instanceof CurvePoint point) {
            curves.computeIfAbsent(new CurveId(point.task(), point.layer()), id -> new TreeMap<>())
                    .put(point.step(), Observation.of(point));
            steps.put(point, writtenAt);
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
                checkpoints = null;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("key '" + key + "': expecting run/task/layer/step", e);
        }
    }

    /** Whether nothing is left. */
    boolean isEmpty() {
        return curves.values().stream().allMatch(Map::isEmpty) && stalls.isEmpty() && checkpoints == null;
    }

    /**
     * The steps that are to be closed now, or closed anew because more points came, in order.
     *
     * @param patience how long to wait after a step's newest point for those that are missing
     */
    List<StepClosed> closings(RunManifest manifest, Instant now, Duration patience) {
        return steps.closings(manifest, now, patience, (step, attempt) -> present(step, attempt, manifest));
    }

    /** The newest step that is closed and counts; empty without any. */
    Optional<Long> throughStep(RunManifest manifest) {
        return steps.through(manifest);
    }

    /** A curve's points with an accuracy, of closed steps, without those that a resumed training run has retired, in order of steps. */
    List<Observation> curve(String task, int layer, RunManifest manifest) {
        NavigableMap<Long, Observation> curve = curves.get(new CurveId(task, layer));
        if (curve == null) {
            return List.of();
        }
        return curve.values().stream()
                .filter(point -> !Double.isNaN(point.accuracy()))
                .filter(point -> steps.counts(point, manifest))
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
        return steps.closed(number, manifest);
    }

    /** Whether all that is known of a step has been retired by a training run that resumed before it. */
    boolean isRetired(long number, RunManifest manifest) {
        return steps.isRetired(number, manifest);
    }

    /** The steps of which anything is known, ascending. */
    List<Long> steps() {
        return steps.numbers();
    }

    /** A point, whatever became of its step. */
    Optional<Observation> at(String task, int layer, long step) {
        return Optional.ofNullable(curves.get(new CurveId(task, layer))).map(curve -> curve.get(step));
    }

    /** When snapshots stopped coming, by the last step that came. */
    NavigableMap<Long, RunStalled> stalls() {
        return Collections.unmodifiableNavigableMap(stalls);
    }

    /**
     * The checkpoints on the training machine's disk now, by step, without those that a resumed training run has retired: they are of
     * another model, until the resumed run has told of its own.
     */
    List<KeptCheckpoint> checkpoints(RunManifest manifest) {
        CheckpointsKept kept = checkpoints;
        return kept == null
                ? List.of()
                : kept.checkpoints().stream()
                        .filter(each -> !steps.isRetired(each.step(), kept.attempt(), manifest))
                        .toList();
    }

    /** The profiles of this run's steps over their layers. */
    ProfileBook profiles() {
        return profiles;
    }

    /** Whether a step has been closed, whatever came since. */
    boolean isClosed(long number) {
        return steps.isClosed(number);
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
}
