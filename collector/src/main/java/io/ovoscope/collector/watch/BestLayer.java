package io.ovoscope.collector.watch;

import io.ovoscope.collector.emergence.Replicates;
import io.ovoscope.collector.emergence.RisingFits;
import io.ovoscope.wire.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The best layer of a task at each snapshot, of the layers whose points are over the same test items as the lowest layer's. Keeps what
 * it made of each snapshot's points.
 */
final class BestLayer {
    private Map<Long, Made> known = new HashMap<>();

    private record Made(List<ResampledCurve.Point> of, ResampledCurve.Point best) {}

    /**
     * The layers that can be compared, and the curve of the best.
     *
     * @param layers each with at least one point
     */
    record Best(List<ResampledCurve> layers, ResampledCurve curve) {
        /**
         * The highest of the layers' fits in each resample; empty where one is not known.
         *
         * @param fits of the layers, by their index
         */
        Optional<RisingFits> fits(Map<Integer, RisingFits> fits) {
            if (layers.isEmpty() || !fits.keySet().containsAll(indices())) {
                return Optional.empty();
            }
            Map<Long, Integer> positions = new HashMap<>();
            curve.points().forEach(point -> positions.put(point.observation().step(), positions.size()));
            List<RisingFits> some = new ArrayList<>();
            List<int[]> snapshots = new ArrayList<>();
            for (ResampledCurve layer : layers) {
                some.add(fits.get(layer.layer()));
                snapshots.add(layer.points().stream()
                        .mapToInt(point -> positions.get(point.observation().step()))
                        .toArray());
            }
            return Optional.of(RisingFits.highest(some, snapshots, positions.size()));
        }

        private List<Integer> indices() {
            return layers.stream().map(ResampledCurve::layer).toList();
        }
    }

    Best of(List<ResampledCurve> curves) {
        List<ResampledCurve> some =
                curves.stream().filter(layer -> !layer.points().isEmpty()).toList();
        List<ResampledCurve> alike = some.stream()
                .filter(layer -> layer.itemSet().equals(some.get(0).itemSet()))
                .toList();
        Map<Long, List<ResampledCurve.Point>> steps = new TreeMap<>();
        for (ResampledCurve layer : alike) {
            for (ResampledCurve.Point point : layer.points()) {
                steps.computeIfAbsent(point.observation().step(), step -> new ArrayList<>())
                        .add(point);
            }
        }
        Map<Long, Made> now = new HashMap<>();
        List<ResampledCurve.Point> points = new ArrayList<>();
        steps.forEach((step, of) -> {
            Made before = known.get(step);
            Made made = before != null && isSame(before.of(), of) ? before : new Made(of, best(of));
            now.put(step, made);
            points.add(made.best());
        });
        known = now;
        return new Best(alike, new ResampledCurve(Finding.NO_LAYER, "best", points));
    }

    @SuppressWarnings("ReferenceEquality") // comparing bits would take longer than making the point anew
    private static boolean isSame(List<ResampledCurve.Point> some, List<ResampledCurve.Point> others) {
        boolean same = some.size() == others.size();
        for (int i = 0; same && i < some.size(); i++) {
            same = some.get(i) == others.get(i);
        }
        return same;
    }

    /** The point of the highest accuracy, of the lowest of equal layers; its replicates are the highest in each resample. */
    private static ResampledCurve.Point best(List<ResampledCurve.Point> layers) {
        Observation best = layers.get(0).observation();
        List<Replicates> replicates = new ArrayList<>();
        for (ResampledCurve.Point layer : layers) {
            best = layer.observation().accuracy() > best.accuracy() ? layer.observation() : best;
            Replicates known = layer.replicates();
            if (known != null) {
                replicates.add(known);
            }
        }
        @Nullable Replicates highest = replicates.size() < layers.size() ? null : Replicates.largest(replicates);
        return new ResampledCurve.Point(best, highest);
    }
}
