package io.ovoscope.collector.watch;

import io.ovoscope.wire.RunManifest;
import java.util.ArrayList;
import java.util.List;

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

    int attempt() {
        return closed.attempt();
    }

    Incident.Sighting sighting(LayerFaults.Condition condition) {
        return new Incident.Sighting(
                step, closed.attempt(), closed.takenAt(), condition.detail().orElse(null));
    }
}
