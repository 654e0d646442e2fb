package io.ovoscope.collector.watch;

import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.RunStalled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Data that cannot be what it should be: a finding for each incident, which broken snapshots in a row make together. Checkpoints
 * examined afterwards neither begin nor end one, unless the run consists of nothing else.
 */
final class BrokenDataFinder implements Finder {
    private final RunManifest manifest;
    private final BrokenDataSettings settings;

    /** For the runs of one manifest. */
    BrokenDataFinder(RunManifest manifest, BrokenDataSettings settings) {
        this.manifest = manifest;
        this.settings = settings;
    }

    @Override
    public List<Finding> in(RunCurves curves) {
        List<ClosedSnapshot> all = ClosedSnapshot.of(curves, manifest);
        boolean replayedToo = !ClosedSnapshot.anyLive(curves, manifest, all);
        List<ClosedSnapshot> snapshots = all.stream()
                .filter(snapshot -> replayedToo || snapshot.isLive(curves, manifest))
                .toList();
        List<Finding> findings = new ArrayList<>();
        LayerFaults faults = new LayerFaults(curves, manifest, settings.deadShare(), replayedToo);
        for (BrokenData.Kind kind : LayerFaults.KINDS) {
            new LayerIncidents(kind, faults, manifest.layers())
                    .of(snapshots)
                    .forEach((layer, incidents) ->
                            incidents.forEach(incident -> findings.add(finding(kind, layer, incident))));
        }
        RunFaults run = new RunFaults(curves, manifest, replayedToo);
        findings.addAll(ofTheRun(BrokenData.Kind.PROBE_SET_CHANGED, run::probeSet, snapshots));
        findings.addAll(ofTheRun(BrokenData.Kind.MISSING_LAYERS, run::layers, snapshots));
        findings.addAll(ofTheRun(BrokenData.Kind.LOSS_NOT_FINITE, run::loss, snapshots));
        findings.addAll(stalls(curves, snapshots));
        return findings;
    }

    /** Looks at a snapshot; says nothing where the snapshot does not. */
    private interface Look {
        Optional<LayerFaults.Condition> at(ClosedSnapshot snapshot);
    }

    private List<BrokenData> ofTheRun(BrokenData.Kind kind, Look look, List<ClosedSnapshot> snapshots) {
        List<Incident.Sighting> sightings = new ArrayList<>();
        for (ClosedSnapshot snapshot : snapshots) {
            look.at(snapshot).ifPresent(condition -> sightings.add(snapshot.sighting(condition)));
        }
        return Incident.of(sightings).stream()
                .map(incident -> finding(kind, Finding.NO_LAYER, incident))
                .toList();
    }

    /** A stall ends with the first snapshot taken after it, of whatever step: a training run may have resumed further back. */
    private List<BrokenData> stalls(RunCurves curves, List<ClosedSnapshot> snapshots) {
        List<BrokenData> findings = new ArrayList<>();
        for (RunStalled stall : curves.stalls().values()) {
            Incident.Sighting last = new Incident.Sighting(stall.step(), stall.attempt(), stall.takenAt(), stall.why());
            Incident.Sighting next = snapshots.stream()
                    .filter(snapshot -> snapshot.closed().takenAt().isAfter(stall.takenAt()))
                    .min(Comparator.comparing(snapshot -> snapshot.closed().takenAt()))
                    .map(snapshot -> snapshot.sighting(new LayerFaults.Condition(Optional.empty())))
                    .orElse(null);
            findings.add(finding(BrokenData.Kind.STALLED, Finding.NO_LAYER, new Incident(last, next)));
        }
        return findings;
    }

    private BrokenData finding(BrokenData.Kind kind, int layer, Incident incident) {
        Incident.Sighting first = incident.first();
        Incident.Sighting ended = incident.ended();
        return new BrokenData(
                manifest.run(),
                first.attempt(),
                kind,
                layer,
                layer == Finding.NO_LAYER ? "" : manifest.layers().get(layer).name(),
                first.step(),
                first.at(),
                incident.detail(),
                ended == null ? null : (Long) ended.step(),
                ended == null ? null : ended.at());
    }
}
