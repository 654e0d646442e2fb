package io.ovoscope.collector.watch;

import io.ovoscope.collector.probe.Outcomes;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.Provenance;
import java.time.Instant;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What watching keeps of a point: about n/8 bytes for n test items, and its figures.
 *
 * @param items which items were labelled rightly; null where the point has no accuracy over items
 * @param accuracy share of items that were; where there are none, the figure of that name; NaN without either
 * @param provenance how the probe came about; null where none was trained
 * @param replayed whether it was a checkpoint examined afterwards
 * @param missing why there is no result; null where there is one
 */
record Observation(
        long step,
        int attempt,
        Instant takenAt,
        @Nullable Items items,
        double accuracy,
        Figures figures,
        @Nullable Provenance provenance,
        boolean replayed,
        Evidence.@Nullable Missing missing) {
    /**
     * The items of a point.
     *
     * @param set names the items; the same object for all points of a set, which are many
     * @param control how far the control task is below; null where there is none
     */
    record Items(String set, Outcomes outcomes, @Nullable ControlGap control) {
        int n() {
            return outcomes.n();
        }
    }

    static Observation of(CurvePoint point) {
        if (point.evidence() instanceof Evidence.Items items) {
            BitSet control = items.controlCorrect();
            Items kept = new Items(
                    items.itemSet().intern(),
                    new Outcomes(items.correct(), items.n()),
                    control == null ? null : new ControlGap(new Outcomes(control, items.n())));
            double accuracy = items.correct().cardinality() / (double) items.n();
            return of(point, kept, accuracy);
        }
        return of(point, null, point.figures().get(Figure.ACCURACY).orElse(Double.NaN));
    }

    private static Observation of(CurvePoint point, @Nullable Items items, double accuracy) {
        return new Observation(
                point.step(),
                point.attempt(),
                point.takenAt(),
                items,
                accuracy,
                point.figures(),
                point.provenance(),
                point.replayed(),
                point.evidence() instanceof Evidence.Missing missing ? missing : null);
    }
}
