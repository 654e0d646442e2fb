package io.ovoscope.launcher.bench.findings;

import io.ovoscope.collector.watch.CurveWatch;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Regression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The regressions that somebody watching a run was told of, snapshot by snapshot: also one that is withdrawn later has woken somebody.
 *
 * @param incidents in the order in which they were told
 */
record Told(List<Incident> incidents) {

    /**
     * A regression as it was first told.
     *
     * @param snapshot at which it was told
     * @param ended at which it was said to have recovered; empty while it goes on
     */
    record Incident(Regression regression, int snapshot, OptionalInt ended) {
        Incident endedAt(int when) {
            return new Incident(regression, snapshot, OptionalInt.of(when));
        }
    }

    /** Something that gives the records of one snapshot after the other. */
    interface Snapshots {
        List<CurveRecord> next();
    }

    static Told watch(Snapshots run, int snapshots, CurveWatch watch) {
        Map<String, Incident> incidents = new HashMap<>();
        List<String> order = new ArrayList<>();
        for (int snapshot = 0; snapshot < snapshots; snapshot++) {
            for (CurveRecord record : run.next()) {
                watch.put(record, SimulatedRun.START.plusSeconds(snapshot));
            }
            for (Finding finding : watch.findings()) {
                if (finding instanceof Regression regression) {
                    take(regression, snapshot, incidents, order);
                }
            }
        }
        return new Told(order.stream().map(incidents::get).toList());
    }

    private static void take(Regression found, int snapshot, Map<String, Incident> incidents, List<String> order) {
        Incident known = incidents.get(found.id());
        if (known == null) {
            known = new Incident(found, snapshot, OptionalInt.empty());
            order.add(found.id());
        }
        boolean ends = found.state() == Finding.State.CLOSED && known.ended().isEmpty();
        incidents.put(found.id(), ends ? known.endedAt(snapshot) : known);
    }

    /** How many snapshots opened an incident or several. */
    int snapshotsThatOpened() {
        Set<Integer> opened = new HashSet<>();
        incidents.forEach(incident -> opened.add(incident.snapshot()));
        return opened.size();
    }

    /** The first incident of a task told at or after a snapshot. */
    java.util.Optional<Incident> firstOf(String task, int from) {
        return incidents.stream()
                .filter(incident -> incident.regression().task().equals(task) && incident.snapshot() >= from)
                .findFirst();
    }
}
