package io.ovoscope.launcher.replay;

import io.ovoscope.agent.replay.CheckpointFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives checkpoints times that rise with their steps, among those that a run's steps have: a point's time is its place in InfluxDB, where
 * two steps of one time would be one point.
 */
final class SnapshotTimes {
    private static final Duration APART = Duration.ofMillis(1);

    private final TreeMap<Long, Instant> taken;

    /** @param taken when each step of the run was taken */
    SnapshotTimes(Map<Long, Instant> taken) {
        this.taken = new TreeMap<>(taken);
    }

    /** A step that the run has keeps its time; a file's own time stands where it lies between its neighbours', else one there is taken. */
    List<CheckpointFile> in(List<CheckpointFile> files) {
        List<CheckpointFile> placed = new ArrayList<>();
        files.stream().sorted(Comparator.comparingLong(CheckpointFile::step)).forEach(file -> {
            Instant time = taken.computeIfAbsent(file.step(), step -> place(step, file.takenAt()));
            placed.add(file.withTakenAt(time));
        });
        return placed;
    }

    private Instant place(long step, Instant wanted) {
        Map.Entry<Long, Instant> before = taken.lowerEntry(step);
        Map.Entry<Long, Instant> after = taken.higherEntry(step);
        boolean isLateEnough = before == null || wanted.isAfter(before.getValue());
        boolean isEarlyEnough = after == null || wanted.isBefore(after.getValue());
        if (isLateEnough && isEarlyEnough) {
            return wanted;
        }
        if (before == null) {
            return after == null ? wanted : after.getValue().minus(APART);
        }
        return after == null ? before.getValue().plus(APART) : between(step, before, after);
    }

    /** In proportion to the steps. */
    private static Instant between(long step, Map.Entry<Long, Instant> before, Map.Entry<Long, Instant> after) {
        Duration gap = Duration.between(before.getValue(), after.getValue());
        double share = (step - before.getKey()) / (double) (after.getKey() - before.getKey());
        long nanos = Math.round(share * gap.toNanos());
        return before.getValue().plusNanos(Math.max(1, Math.min(gap.toNanos() - 1, nanos)));
    }
}
