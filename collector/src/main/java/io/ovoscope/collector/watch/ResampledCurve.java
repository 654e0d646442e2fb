package io.ovoscope.collector.watch;

import io.ovoscope.collector.emergence.Replicates;
import io.ovoscope.collector.emergence.RisingFits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A curve that may rise: of one layer, or of the best layer at each snapshot.
 *
 * @param layer index of the layer, or {@link io.ovoscope.wire.Finding#NO_LAYER}
 * @param layerName its name
 * @param points over the same test items, in order of steps
 */
record ResampledCurve(int layer, String layerName, List<Point> points) {
    /**
     * A snapshot.
     *
     * @param replicates what its accuracy is in resamples of the sentences; null where neither items nor their number are known
     */
    record Point(Observation observation, @Nullable Replicates replicates) {}

    ResampledCurve {
        points = List.copyOf(points);
    }

    Observation at(int index) {
        return points.get(index).observation();
    }

    List<Double> accuracies() {
        return points.stream().map(point -> point.observation().accuracy()).toList();
    }

    /** Names what its points are shares of; empty for a number of items, or nothing, only. */
    String itemSet() {
        Observation.Items items = points.isEmpty() ? null : at(0).items();
        return items == null ? "" : items.set();
    }

    /** Without the checkpoints that were examined afterwards. */
    ResampledCurve live() {
        return new ResampledCurve(
                layer,
                layerName,
                points.stream().filter(point -> !point.observation().replayed()).toList());
    }

    /** The fits of the curve; empty without points, or where resamples of one are not known. */
    Optional<RisingFits> fits() {
        List<Replicates> replicates = new ArrayList<>();
        for (Point point : points) {
            if (point.replicates() != null) {
                replicates.add(point.replicates());
            }
        }
        return points.isEmpty() || replicates.size() < points.size()
                ? Optional.empty()
                : Optional.of(RisingFits.of(replicates));
    }

    /** Whether another is of the very same observations. */
    @SuppressWarnings("ReferenceEquality") // comparing bits would take long
    boolean isSame(ResampledCurve other) {
        boolean same = points.size() == other.points.size();
        for (int i = 0; same && i < points.size(); i++) {
            same = at(i) == other.at(i);
        }
        return same;
    }
}
