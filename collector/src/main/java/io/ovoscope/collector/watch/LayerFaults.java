package io.ovoscope.collector.watch;

import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.GeometryTasks;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is wrong with a layer's activations at a step, by the points that tell of them. */
final class LayerFaults {
    /** The faults of layers. */
    static final List<BrokenData.Kind> KINDS = List.of(
            BrokenData.Kind.NON_FINITE,
            BrokenData.Kind.CONSTANT,
            BrokenData.Kind.DEAD_LAYER,
            BrokenData.Kind.UNCHANGED);

    /** Rows that span hardly more than one direction: at 1.05 it has over 99% of the sum of singular values. */
    private static final double DEAD_RANK = 1.05;

    private static final Optional<Condition> UNKNOWN = Optional.empty();

    private final RunCurves curves;
    private final RunManifest manifest;
    private final double deadShare;
    private final boolean replayedToo;

    /**
     * For one look at the curves.
     *
     * @param deadShare share of constant features from which on a layer counts as dead
     * @param replayedToo whether checkpoints examined afterwards count
     */
    LayerFaults(RunCurves curves, RunManifest manifest, double deadShare, boolean replayedToo) {
        this.curves = curves;
        this.manifest = manifest;
        this.deadShare = deadShare;
        this.replayedToo = replayedToo;
    }

    /**
     * Whether a layer has a fault.
     *
     * @param detail what is broken, a sentence; empty where it is whole
     */
    record Condition(Optional<String> detail) {
        static final Optional<Condition> WHOLE = Optional.of(new Condition(Optional.empty()));

        static Optional<Condition> broken(String detail) {
            return Optional.of(new Condition(Optional.of(detail)));
        }
    }

    /** Of a layer at a step; empty where its points do not say, or do not count. */
    Optional<Condition> at(BrokenData.Kind kind, LayerInfo layer, long step, int attempt) {
        return point(layer, step)
                .filter(point -> point.attempt() == attempt && (replayedToo || !point.replayed()))
                .flatMap(point -> condition(kind, point));
    }

    /** The point of the effective rank, which every layer that came has; else one of any task. */
    private Optional<Observation> point(LayerInfo layer, long step) {
        Optional<Observation> rank = curves.at(GeometryTasks.EFFECTIVE_RANK.name(), layer.index(), step);
        if (rank.isPresent()) {
            return rank;
        }
        return manifest.tasks().stream()
                .map(TaskInfo::name)
                .map(task -> curves.at(task, layer.index(), step))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Condition> condition(BrokenData.Kind kind, Observation point) {
        Evidence.Missing missing = point.missing();
        if (missing != null && missing.reason() == Evidence.Reason.INCOMPLETE) {
            return UNKNOWN;
        }
        Optional<String> nonFinite = Optional.ofNullable(missing)
                .filter(why -> why.reason() == Evidence.Reason.NON_FINITE)
                .map(why -> why.detail() + ".");
        if (kind == BrokenData.Kind.NON_FINITE) {
            return Optional.of(new Condition(nonFinite));
        }
        OptionalDouble constant = point.figures().get(Figure.CONSTANT_SHARE);
        if (nonFinite.isPresent() || constant.isEmpty()) {
            return UNKNOWN;
        }
        boolean isConstant = constant.getAsDouble() == 1;
        if (kind == BrokenData.Kind.CONSTANT) {
            return isConstant ? Condition.broken("All rows are equal.") : Condition.WHOLE;
        }
        if (isConstant) {
            // Equal rows are one fault, not three.
            return UNKNOWN;
        }
        return kind == BrokenData.Kind.UNCHANGED ? unchanged(point) : dead(constant.getAsDouble(), point);
    }

    private static Optional<Condition> unchanged(Observation point) {
        OptionalDouble unchanged = point.figures().get(Figure.UNCHANGED);
        if (unchanged.isEmpty()) {
            return UNKNOWN;
        }
        return unchanged.getAsDouble() == 1
                ? Condition.broken(
                        "All activations equal those of the snapshot before to the last bit, although training went on.")
                : Condition.WHOLE;
    }

    private Optional<Condition> dead(double constantShare, Observation point) {
        OptionalDouble rank = point.figures().get(Figure.VALUE);
        if (constantShare >= deadShare) {
            return Condition.broken(String.format(
                    Locale.ROOT,
                    "%.1f%% of the features are constant, %.1f%% or more count as dead (deadShare).",
                    100 * constantShare,
                    100 * deadShare));
        }
        if (rank.isPresent() && rank.getAsDouble() <= DEAD_RANK) {
            return Condition.broken(String.format(
                    Locale.ROOT,
                    "The rows span hardly more than one direction: effective rank %.3f.",
                    rank.getAsDouble()));
        }
        return Condition.WHOLE;
    }
}
