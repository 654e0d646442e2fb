package io.ovoscope.collector.watch;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.PairedDifference;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which tasks have emerged, in the order of the manifest's tasks and layers, then of the quantiles. */
final class EmergenceFinder implements Finder {
    private static final Logger log = LoggerFactory.getLogger(EmergenceFinder.class);
    private static final List<Double> QUANTILES = List.of(0.5, 0.9);

    private final RunManifest manifest;
    private final TestItems testItems;
    private final double margin;

    /**
     * For the runs of one manifest.
     *
     * @param testItems of the manifest's probe set
     * @param settings when a task has emerged
     */
    EmergenceFinder(RunManifest manifest, TestItems testItems, EmergenceSettings settings) {
        this.manifest = manifest;
        this.testItems = testItems;
        this.margin = settings.margin();
    }

    @Override
    public List<Finding> in(RunCurves curves) {
        long through = curves.throughStep(manifest).orElse(0L);
        List<Finding> findings = new ArrayList<>();
        for (TaskInfo task : manifest.tasks()) {
            for (LayerInfo layer : manifest.layers()) {
                List<Observation> curve = curves.curve(task.name(), layer.index(), manifest);
                findings.addAll(emergence(task, layer, curve, through));
            }
        }
        return findings;
    }

    private List<Finding> emergence(TaskInfo task, LayerInfo layer, List<Observation> all, long through) {
        List<Observation> curve = comparable(all);
        List<Double> accuracies = curve.stream().map(Observation::accuracy).toList();
        List<Finding> findings = new ArrayList<>();
        Optional<EmergenceEstimate> some = EmergenceEstimate.of(accuracies, QUANTILES.get(0));
        if (some.isEmpty() || some.get().best() == 0) {
            return findings;
        }
        double gainLower = gainLower(task, curve.get(0), curve.get(some.get().best()), curve.size() - 1);
        if (gainLower > margin) {
            for (double quantile : QUANTILES) {
                EmergenceEstimate.of(accuracies, quantile)
                        .ifPresent(found -> findings.add(finding(task, layer, curve, found, gainLower, through)));
            }
        }
        return findings;
    }

    /** Points of other test items than the first point's cannot be compared with it. */
    private static List<Observation> comparable(List<Observation> curve) {
        String itemSet = curve.isEmpty() ? "" : items(curve.get(0)).set();
        return curve.stream()
                .filter(point -> items(point).set().equals(itemSet))
                .toList();
    }

    /**
     * Lower end of the 95% interval of best − first, paired over sentences, for the best of so many snapshots: the largest of many
     * equal accuracies looks like a gain. −∞ where the sentences are unknown.
     */
    private double gainLower(TaskInfo task, Observation first, Observation best, int snapshots) {
        Clusters sentences = testItems.of(task.name());
        if (items(first).n() != sentences.items() || items(best).n() != sentences.items()) {
            log.warn(
                    "task {} of run '{}', step {}: {} items: expecting the {} labelled test items of probe set {}",
                    task.name(),
                    manifest.run(),
                    best.step(),
                    items(best).n(),
                    sentences.items(),
                    manifest.probeSet());
            return Double.NEGATIVE_INFINITY;
        }
        return PairedDifference.of(items(best).outcomes(), items(first).outcomes(), sentences)
                .simultaneousLower(snapshots);
    }

    private static Observation.Items items(Observation point) {
        return Objects.requireNonNull(point.items(), "curves hold points with items only");
    }

    private Finding finding(
            TaskInfo task,
            LayerInfo layer,
            List<Observation> curve,
            EmergenceEstimate found,
            double gainLower,
            long through) {
        Observation by = curve.get(found.by());
        Observation best = curve.get(found.best());
        return new Emergence(
                manifest.run(),
                by.attempt(),
                task.name(),
                task.level(),
                layer.index(),
                layer.name(),
                found.quantile(),
                curve.get(found.after()).step(),
                by.step(),
                null,
                null,
                by.takenAt(),
                curve.get(found.first()).accuracy(),
                best.accuracy(),
                best.step(),
                gainLower,
                through,
                items(best).n());
    }
}
