package io.ovoscope.collector.watch;

import io.ovoscope.collector.emergence.CrossingSet;
import io.ovoscope.collector.emergence.EmergenceEstimate;
import io.ovoscope.collector.emergence.RisingFits;
import io.ovoscope.collector.emergence.SentenceResamples;
import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.PairedDifference;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When one task emerged, in each layer and in the best one. Keeps what it made of the curves, which only saves time. */
final class TaskEmergence {
    /** The share of the gain that tasks are ordered by, and another. */
    private static final List<Double> QUANTILES = List.of(0.5, 0.9);

    private final RunManifest manifest;
    private final TaskInfo task;
    private final EmergenceSettings settings;
    private final CurveResamples resamples;
    private final BestLayer bestLayer = new BestLayer();
    private final TaskOnline online;
    private List<ResampledCurve> before = List.of();
    private long throughBefore = -1;
    private Found found = new Found(List.of(), null);

    /**
     * What is found of a task.
     *
     * @param rise of the best layer; null where it has not emerged
     */
    record Found(List<Finding> findings, TaskOrder.@Nullable Rise rise) {}

    /**
     * Of a task.
     *
     * @param sentences of its test items
     * @param draws the same for all tasks of a run
     */
    TaskEmergence(
            RunManifest manifest,
            TaskInfo task,
            Clusters sentences,
            SentenceResamples draws,
            EmergenceSettings settings) {
        this.manifest = manifest;
        this.task = task;
        this.settings = settings;
        this.resamples = new CurveResamples(task, sentences, draws);
        this.online = new TaskOnline(manifest.run(), task, sentences, settings);
    }

    /** What the curves show, by layers, then the best layer. */
    Found in(RunCurves curves, long through) {
        List<ResampledCurve> layers = manifest.layers().stream()
                .map(layer -> resamples.curve(layer, curves.curve(task.name(), layer.index(), manifest)))
                .toList();
        if (through != throughBefore || !isAsBefore(layers)) {
            found = found(layers, through);
            before = layers;
            throughBefore = through;
        }
        return found;
    }

    private boolean isAsBefore(List<ResampledCurve> layers) {
        boolean same = layers.size() == before.size();
        for (int l = 0; same && l < layers.size(); l++) {
            same = layers.get(l).isSame(before.get(l));
        }
        return same;
    }

    private Found found(List<ResampledCurve> layers, long through) {
        BestLayer.Best best = bestLayer.of(layers);
        double gainOfBest = gain(best.curve());
        Map<Integer, RisingFits> fits = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (ResampledCurve layer : layers) {
            double gain = gain(layer);
            if (gain > settings.margin() || gainOfBest > settings.margin()) {
                layer.fits().ifPresent(known -> fits.put(layer.layer(), known));
            }
            findings.addAll(emergences(layer, gain, sets(Optional.ofNullable(fits.get(layer.layer()))), through));
        }
        List<CrossingSet> sets = gainOfBest > settings.margin() ? sets(best.fits(fits)) : List.of();
        List<Emergence> ofBest = emergences(best.curve(), gainOfBest, sets, through);
        findings.addAll(ofBest);
        layers.forEach(layer -> findings.addAll(online.in(layer)));
        findings.addAll(online.in(best.curve()));
        return new Found(findings, ofBest.isEmpty() ? null : TaskOrder.rise(ofBest.get(0), best.curve(), sets));
    }

    /** Lower end of the gain's interval; −∞ for a curve that has none. */
    private double gain(ResampledCurve curve) {
        Optional<EmergenceEstimate> estimate = EmergenceEstimate.of(curve.accuracies(), QUANTILES.get(0));
        if (estimate.isEmpty() || estimate.get().best() == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        int best = estimate.get().best();
        double errors = PairedDifference.simultaneousErrors(curve.points().size() - 1);
        return curve.layer() == Finding.NO_LAYER
                ? Gain.lower(curve.points().get(best), curve.points().get(0), resamples.sentences(), errors)
                : Gain.lower(curve.at(best), curve.at(0), resamples.sentences(), errors);
    }

    private static List<CrossingSet> sets(Optional<RisingFits> fits) {
        return fits.map(known -> QUANTILES.stream()
                        .map(quantile -> CrossingSet.of(known, quantile))
                        .toList())
                .orElse(List.of());
    }

    private List<Emergence> emergences(ResampledCurve curve, double gain, List<CrossingSet> sets, long through) {
        List<Emergence> emergences = new ArrayList<>();
        for (int q = 0; q < QUANTILES.size() && gain > settings.margin(); q++) {
            CrossingSet set = sets.isEmpty() ? null : sets.get(q);
            EmergenceEstimate.of(curve.accuracies(), QUANTILES.get(q))
                    .ifPresent(estimate -> emergences.add(emergence(curve, estimate, set, gain, through)));
        }
        return emergences;
    }

    /** The set of cells holds the cell itself: what is shown as the interval of an estimate contains it. */
    private Emergence emergence(
            ResampledCurve curve, EmergenceEstimate estimate, @Nullable CrossingSet set, double gain, long through) {
        Observation by = curve.at(estimate.by());
        Observation best = curve.at(estimate.best());
        int earliest = set == null ? estimate.by() : Math.min(estimate.by(), set.earliest());
        int latest = set == null ? estimate.by() : Math.max(estimate.by(), set.latest());
        return new Emergence(
                manifest.run(),
                by.attempt(),
                task.name(),
                task.level(),
                curve.layer(),
                curve.layerName(),
                estimate.quantile(),
                curve.at(estimate.after()).step(),
                by.step(),
                set == null ? null : curve.at(Math.max(0, earliest - 1)).step(),
                set == null ? null : curve.at(latest).step(),
                by.takenAt(),
                curve.at(0).accuracy(),
                best.accuracy(),
                best.step(),
                gain,
                through,
                CurveResamples.itemCount(best));
    }
}
