package io.ovoscope.collector.watch;

import io.ovoscope.wire.GeometryTasks;
import io.ovoscope.wire.RunManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A snapshot whose step is closed and counts. */
record ClosedSnapshot(long step, RunCurves.ClosedStep closed) {
    /** All of a run, in order of steps. */
    static List<ClosedSnapshot> of(RunCurves curves, RunManifest manifest) {
        List<ClosedSnapshot> snapshots = new ArrayList<>();
        for (long step : curves.steps()) {
            curves.closedStep(step, manifest).ifPresent(closed -> snapshots.add(new ClosedSnapshot(step, closed)));
        }
        return snapshots;
    }

    /** Whether any of them was sent by training, so that checkpoints examined afterwards only stand beside. */
    static boolean anyLive(RunCurves curves, RunManifest manifest, List<ClosedSnapshot> snapshots) {
        return snapshots.stream().anyMatch(snapshot -> snapshot.isLive(curves, manifest));
    }

    /** Whether it was sent by training, at least in part. */
    boolean isLive(RunCurves curves, RunManifest manifest) {
        return manifest.layers().stream()
                .map(layer -> curves.at(GeometryTasks.EFFECTIVE_RANK.name(), layer.index(), step))
                .flatMap(Optional::stream)
                .anyMatch(point -> !point.replayed());
    }

    int attempt() {
        return closed.attempt();
    }

    Incident.Sighting sighting(LayerFaults.Condition condition) {
        return new Incident.Sighting(
                step, closed.attempt(), closed.takenAt(), condition.detail().orElse(null));
    }
}
