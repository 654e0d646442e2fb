package io.ovoscope.collector.watch;

import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.LayerInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The incidents of one kind in a run's layers. A fault that all layers have at once is an incident of the run; snapshots at which it
 * is say nothing about the single layers.
 */
final class LayerIncidents {
    private final BrokenData.Kind kind;
    private final LayerFaults faults;
    private final List<LayerInfo> layers;
    private final Map<Integer, List<Incident.Sighting>> sightings = new TreeMap<>();
    /** Layers that have been seen to change. */
    private final Set<Integer> changing = new HashSet<>();

    LayerIncidents(BrokenData.Kind kind, LayerFaults faults, List<LayerInfo> layers) {
        this.kind = kind;
        this.faults = faults;
        this.layers = layers;
    }

    /** By layer, with {@link Finding#NO_LAYER} for the run, in order. */
    Map<Integer, List<Incident>> of(List<ClosedSnapshot> snapshots) {
        snapshots.forEach(this::look);
        Map<Integer, List<Incident>> incidents = new TreeMap<>();
        sightings.forEach((layer, some) -> incidents.put(layer, Incident.of(some)));
        return incidents;
    }

    private void look(ClosedSnapshot snapshot) {
        Map<Integer, LayerFaults.Condition> known = new TreeMap<>();
        for (LayerInfo layer : layers) {
            faults.at(kind, layer, snapshot.step(), snapshot.attempt())
                    .ifPresent(condition -> known.put(layer.index(), condition));
        }
        List<LayerFaults.Condition> broken = known.values().stream()
                .filter(condition -> condition.detail().isPresent())
                .toList();
        if (layers.size() > 1 && broken.size() == layers.size()) {
            String detail = "All " + layers.size() + " layers: "
                    + broken.get(0).detail().orElse("");
            add(Finding.NO_LAYER, snapshot.sighting(new LayerFaults.Condition(Optional.of(detail))));
            return;
        }
        if (known.size() > broken.size()) {
            add(Finding.NO_LAYER, snapshot.sighting(new LayerFaults.Condition(Optional.empty())));
        }
        known.forEach((layer, condition) -> {
            if (!isFrozen(layer, condition)) {
                add(layer, snapshot.sighting(condition));
            }
        });
    }

    /** A layer that has never changed while others do is one that is not trained. */
    private boolean isFrozen(int layer, LayerFaults.Condition condition) {
        if (condition.detail().isEmpty()) {
            changing.add(layer);
        }
        return kind == BrokenData.Kind.UNCHANGED && !changing.contains(layer);
    }

    private void add(int layer, Incident.Sighting sighting) {
        sightings.computeIfAbsent(layer, absent -> new ArrayList<>()).add(sighting);
    }
}
