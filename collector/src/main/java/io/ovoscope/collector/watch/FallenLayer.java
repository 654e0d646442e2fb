package io.ovoscope.collector.watch;

import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RunManifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A layer in which a task fell.
 *
 * @param good the task's point at the last good snapshot
 * @param bad its point at the bad one, of a lower accuracy
 */
record FallenLayer(LayerInfo layer, Observation good, Observation bad) {
    /** Layers that fell by less than this share of the largest fall are not what has to be explained. */
    private static final double MAIN_SHARE = 0.5;

    double fall() {
        return good.accuracy() - bad.accuracy();
    }

    /** The layers that have both points and fell most, the largest fall first. */
    static List<FallenLayer> of(RunCurves curves, RunManifest manifest, String task, long goodStep, long badStep) {
        List<FallenLayer> fallen = new ArrayList<>();
        for (LayerInfo layer : manifest.layers()) {
            Optional<Observation> good = curves.at(task, layer.index(), goodStep);
            Optional<Observation> bad = curves.at(task, layer.index(), badStep);
            if (good.isPresent()
                    && bad.isPresent()
                    && good.get().accuracy() > bad.get().accuracy()) {
                fallen.add(new FallenLayer(layer, good.get(), bad.get()));
            }
        }
        fallen.sort(Comparator.comparingDouble(FallenLayer::fall).reversed());
        double least = fallen.isEmpty() ? 0 : MAIN_SHARE * fallen.get(0).fall();
        return fallen.stream().filter(layer -> layer.fall() >= least).toList();
    }

    /** The first snapshot after the good one that shows at least half of the largest fall: causes are to be looked for there. */
    static long firstBad(RunCurves curves, RunManifest manifest, String task, long goodStep, long badStep) {
        List<FallenLayer> fallen = of(curves, manifest, task, goodStep, badStep);
        if (fallen.isEmpty()) {
            return badStep;
        }
        FallenLayer worst = fallen.get(0);
        double enough = worst.good().accuracy() - MAIN_SHARE * worst.fall();
        return curves.steps().stream()
                .filter(step -> step > goodStep && step < badStep && !curves.isRetired(step, manifest))
                .filter(step -> curves.at(task, worst.layer().index(), step)
                        .filter(point -> !point.replayed() && point.accuracy() <= enough)
                        .isPresent())
                .findFirst()
                .orElse(badStep);
    }
}
