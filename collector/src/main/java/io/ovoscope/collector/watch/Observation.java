package io.ovoscope.collector.watch;

import io.ovoscope.collector.probe.Outcomes;
import io.ovoscope.wire.Evidence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What watching keeps of a point: about n/8 bytes for n test items.
 *
 * @param items which items were labelled rightly; null where the point has no accuracy over items
 */
record Observation(
        long step, int attempt, Instant takenAt, @Nullable Items items, double accuracy) {
    /**
     * The items of a point, without those of its control task.
     *
     * @param set names the items; the same object for all points of a set, which are many
     */
    record Items(String set, Outcomes outcomes) {
        int n() {
            return outcomes.n();
        }
    }

    static Observation of(long step, int attempt, Instant takenAt, Evidence evidence) {
        if (evidence instanceof Evidence.Items items) {
            Items kept = new Items(items.itemSet().intern(), new Outcomes(items.correct(), items.n()));
            double accuracy = items.correct().cardinality() / (double) items.n();
            return new Observation(step, attempt, takenAt, kept, accuracy);
        }
        return new Observation(step, attempt, takenAt, null, Double.NaN);
    }
}
