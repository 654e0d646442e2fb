package io.ovoscope.collector.watch;

import io.ovoscope.wire.Figure;
import io.ovoscope.wire.GeometryTasks;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much a layer's representation changed between two snapshots, by its geometry.
 *
 * @param cka a lower bound of the linear CKA of the two; exact where no snapshot lies between; empty where it is not known
 * @param exact whether it is exact
 * @param rankBefore effective rank at the first; empty where not known
 * @param rankNow at the second
 * @param usual the smallest share of its effective rank that the layer kept from one snapshot to the next just before; 1 without any
 */
record LayerMovement(
        OptionalDouble cka, boolean exact, OptionalDouble rankBefore, OptionalDouble rankNow, double usual) {
    /** From here on a representation counts as unchanged. */
    static final double UNCHANGED_CKA = 0.99;
    /** An effective rank that falls below this share of what it was has collapsed, unless it has been falling as fast all along. */
    static final double COLLAPSED_SHARE = 0.8;

    private static final int RECENT = 8;

    static LayerMovement between(RunCurves curves, RunManifest manifest, FallenLayer fallen) {
        int layer = fallen.layer().index();
        long from = fallen.good().step();
        long to = fallen.bad().step();
        OptionalDouble before = value(curves, GeometryTasks.EFFECTIVE_RANK, layer, from);
        OptionalDouble now = value(curves, GeometryTasks.EFFECTIVE_RANK, layer, to);
        // The arc cosine of linear CKA is an angle between centred Gram matrices, so angles of a chain of snapshots add
        // up to a bound.
        double angle = 0;
        int links = 0;
        for (long step : curves.steps()) {
            Optional<Observation> link = curves.at(GeometryTasks.CKA_PREVIOUS.name(), layer, step);
            boolean scored = step > from
                    && step <= to
                    && !curves.isRetired(step, manifest)
                    && curves.at(GeometryTasks.EFFECTIVE_RANK.name(), layer, step)
                            .filter(point -> point.missing() == null && !point.replayed())
                            .isPresent();
            if (scored) {
                OptionalDouble cka = value(curves, GeometryTasks.CKA_PREVIOUS, layer, step);
                // Of another attempt, the snapshot scored before may be one that was retired since.
                boolean known = link.filter(
                                point -> point.attempt() == fallen.good().attempt())
                        .isPresent();
                angle += known && cka.isPresent() ? Math.acos(Math.min(1, cka.getAsDouble())) : Double.NaN;
                links++;
            }
        }
        boolean known = links > 0 && !Double.isNaN(angle);
        OptionalDouble cka = known ? OptionalDouble.of(Math.cos(Math.min(Math.PI / 2, angle))) : OptionalDouble.empty();
        return new LayerMovement(cka, links == 1, before, now, usual(curves, manifest, layer, from));
    }

    private static double usual(RunCurves curves, RunManifest manifest, int layer, long through) {
        List<Double> ranks = new ArrayList<>();
        for (long step : curves.steps()) {
            if (step <= through && !curves.isRetired(step, manifest)) {
                value(curves, GeometryTasks.EFFECTIVE_RANK, layer, step).ifPresent(ranks::add);
            }
        }
        double usual = 1;
        for (int i = Math.max(1, ranks.size() - RECENT); i < ranks.size(); i++) {
            usual = Math.min(usual, ranks.get(i) / ranks.get(i - 1));
        }
        return usual;
    }

    private static OptionalDouble value(RunCurves curves, TaskInfo curve, int layer, long step) {
        return curves.at(curve.name(), layer, step)
                .map(point -> point.figures().get(Figure.VALUE))
                .orElse(OptionalDouble.empty());
    }

    boolean isUnchanged() {
        return cka.isPresent() && cka.getAsDouble() >= UNCHANGED_CKA;
    }

    boolean hasCollapsed() {
        return rankBefore.isPresent()
                && rankNow.isPresent()
                && rankNow.getAsDouble() < Math.min(COLLAPSED_SHARE, usual) * rankBefore.getAsDouble();
    }

    /** Whether there is anything to judge by. */
    boolean isKnown() {
        return cka.isPresent() || (rankBefore.isPresent() && rankNow.isPresent());
    }
}
