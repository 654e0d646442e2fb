package io.ovoscope.collector.watch;

import io.ovoscope.wire.Evidence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What watching keeps of a point.
 *
 * @param items which items were labelled rightly; null where the point has no accuracy over items
 */
record Observation(long step, int attempt, Instant takenAt, Evidence.@Nullable Items items, double accuracy) {
    static Observation of(long step, int attempt, Instant takenAt, Evidence evidence) {
        if (evidence instanceof Evidence.Items items) {
            double accuracy = items.correct().cardinality() / (double) items.n();
            return new Observation(step, attempt, takenAt, items, accuracy);
        }
        return new Observation(step, attempt, takenAt, null, Double.NaN);
    }
}
