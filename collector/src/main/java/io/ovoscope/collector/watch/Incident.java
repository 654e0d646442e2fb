package io.ovoscope.collector.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fault that goes on from one snapshot to the next: from the first broken one to the first whole one after it.
 *
 * @param first the first broken snapshot
 * @param ended the first whole one after it; null while it goes on
 */
record Incident(Sighting first, @Nullable Sighting ended) {
    /**
     * What a snapshot shows of one kind of fault.
     *
     * @param detail what is broken, a sentence; null where it is whole
     */
    record Sighting(
            long step, int attempt, Instant at, @Nullable String detail) {
        boolean isBroken() {
            return detail != null;
        }
    }

    /**
     * Joins broken snapshots that follow each other.
     *
     * @param sightings in order of steps; a snapshot that says nothing either way is left out
     */
    static List<Incident> of(List<Sighting> sightings) {
        List<Incident> incidents = new ArrayList<>();
        @Nullable Sighting first = null;
        for (Sighting now : sightings) {
            if (first == null && now.isBroken()) {
                first = now;
            } else if (first != null && !now.isBroken()) {
                incidents.add(new Incident(first, now));
                first = null;
            }
        }
        if (first != null) {
            incidents.add(new Incident(first, null));
        }
        return incidents;
    }

    /** What went wrong; never empty, since an incident begins with a broken snapshot. */
    String detail() {
        return String.valueOf(first.detail());
    }
}
