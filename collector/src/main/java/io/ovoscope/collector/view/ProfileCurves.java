package io.ovoscope.collector.view;

import io.ovoscope.wire.LayerProfile;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The profiles over layers of one run: task → step → profile, each with the store's version when it came. */
final class ProfileCurves {
    private final Map<String, NavigableMap<Long, RunCurves.Versioned<LayerProfile>>> profiles = new TreeMap<>();

    boolean isEmpty() {
        return profiles.isEmpty();
    }

    /** Replaces the task's profile of the step, unless that is of a later attempt. */
    void put(LayerProfile profile, long at) {
        profiles.computeIfAbsent(profile.task(), task -> new TreeMap<>())
                .merge(
                        profile.step(),
                        new RunCurves.Versioned<>(at, profile),
                        (old, fresh) -> old.value().attempt() > profile.attempt() ? old : fresh);
    }

    /** Whether there was one. */
    boolean remove(String task, long step) {
        NavigableMap<Long, RunCurves.Versioned<LayerProfile>> ofTask = profiles.get(task);
        boolean removed = ofTask != null && ofTask.remove(step) != null;
        profiles.values().removeIf(Map::isEmpty);
        return removed;
    }

    void removeStep(long step) {
        profiles.values().forEach(ofTask -> ofTask.remove(step));
        profiles.values().removeIf(Map::isEmpty);
    }

    /** Those whose version is greater, by task and step. */
    List<LayerProfile> since(long version) {
        return profiles.values().stream()
                .flatMap(ofTask -> ofTask.values().stream())
                .filter(profile -> profile.version() > version)
                .map(RunCurves.Versioned::value)
                .toList();
    }
}
