package io.ovoscope.collector.watch;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.significance.Churn;
import io.ovoscope.collector.significance.SampleSize;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.UnderPowered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks have too few test items for the drop that is watched for, in the order of the manifest. It is looked at after 8, 16, 32
 * snapshots and so on, over the four changes before: what stands in the topic does not move with every snapshot. Discordance and design
 * effect are those of the middle layer (medians over layers and changes).
 */
final class UnderPoweredFinder implements Finder {
    private static final int FIRST_LOOK = 8;
    private static final int CHANGES = 4;

    private final RunManifest manifest;
    private final TestItems testItems;
    private final double threshold;
    private final Map<String, Look> looks = new HashMap<>();

    /**
     * For the runs of one manifest.
     *
     * @param threshold the drop that is watched for; where it is 0 no number of items is enough, and nothing is said
     */
    UnderPoweredFinder(RunManifest manifest, TestItems testItems, double threshold) {
        this.manifest = manifest;
        this.testItems = testItems;
        this.threshold = threshold;
    }

    /** What was looked at, and what it gave. */
    private record Look(
            List<List<Observation>> layers, @Nullable UnderPowered finding) {}

    @Override
    public List<Finding> in(RunCurves curves) {
        List<Finding> findings = new ArrayList<>();
        if (threshold > 0) {
            manifest.tasks().forEach(task -> look(task, curves).ifPresent(findings::add));
        }
        return findings;
    }

    private Optional<UnderPowered> look(TaskInfo task, RunCurves curves) {
        List<List<Observation>> layers = new ArrayList<>();
        for (LayerInfo layer : manifest.layers()) {
            List<Observation> points = latest(curves.curve(task.name(), layer.index(), manifest), task);
            if (!points.isEmpty()) {
                layers.add(points);
            }
        }
        if (layers.isEmpty()) {
            return Optional.empty();
        }
        Look known = looks.get(task.name());
        if (known == null || !known.layers().equals(layers)) {
            known = new Look(layers, finding(task, layers));
            looks.put(task.name(), known);
        }
        return Optional.ofNullable(known.finding());
    }

    /** The points of the newest look, of one set of items; none before the first look, or where nobody knows the items. */
    private List<Observation> latest(List<Observation> all, TaskInfo task) {
        List<Observation> curve =
                all.stream().filter(point -> point.items() != null).toList();
        int items = testItems.of(task.name()).items();
        String set = curve.isEmpty() ? "" : items(curve.get(curve.size() - 1)).set();
        List<Observation> same = curve.stream()
                .filter(point -> !point.replayed()
                        && items(point).set().equals(set)
                        && items(point).n() == items)
                .toList();
        int looked = Integer.highestOneBit(same.size());
        return looked < FIRST_LOOK ? List.of() : same.subList(looked - CHANGES - 1, looked);
    }

    private @Nullable UnderPowered finding(TaskInfo task, List<List<Observation>> layers) {
        Clusters sentences = testItems.of(task.name());
        List<Churn> churns =
                layers.stream().flatMap(points -> churns(points, sentences)).toList();
        double discordance = median(churns, Churn::discordance, 0);
        double effect = median(churns, Churn::designEffect, 1);
        long needed = SampleSize.of(threshold, discordance, effect);
        Observation newest = layers.get(0).get(CHANGES);
        Instant at = newest.takenAt();
        return sentences.items() >= needed
                ? null
                : new UnderPowered(
                        manifest.run(),
                        newest.attempt(),
                        at,
                        task.name(),
                        task.level(),
                        sentences.items(),
                        needed,
                        threshold,
                        discordance,
                        effect);
    }

    private static Stream<Churn> churns(List<Observation> points, Clusters sentences) {
        return IntStream.range(1, points.size())
                .mapToObj(i -> Churn.between(
                        items(points.get(i - 1)).outcomes(),
                        items(points.get(i)).outcomes(),
                        sentences));
    }

    private static double median(List<Churn> churns, ToDoubleFunction<Churn> figure, double otherwise) {
        double[] sorted = churns.stream()
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return sorted.length == 0 ? otherwise : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static Observation.Items items(Observation point) {
        return Objects.requireNonNull(point.items(), "points without items are passed over");
    }
}
