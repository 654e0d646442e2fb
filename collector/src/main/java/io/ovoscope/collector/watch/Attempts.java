package io.ovoscope.collector.watch;

import io.ovoscope.wire.RunManifest;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Which steps of a run still count: a training run that resumed at step s retires the steps from s on of the attempts before. */
final class Attempts {
    /** The earliest step of each attempt: from there on, earlier attempts no longer count. */
    private final NavigableMap<Integer, Long> earliest = new TreeMap<>();

    /** There is a point of this attempt at this step. */
    void seen(int attempt, long step) {
        earliest.merge(attempt, step, Math::min);
    }

    boolean isRetired(long step, int attempt, RunManifest manifest) {
        return manifest.isRetired(attempt, step)
                || earliest.tailMap(attempt, false).values().stream().anyMatch(first -> step >= first);
    }
}
