package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.Interval;
import io.ovoscope.collector.probe.SentenceBootstrap;
import io.ovoscope.collector.probe.StructuralFit;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.ProbeWeights;
import io.ovoscope.wire.TaskInfo;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A structural probe in one layer at one step.
 *
 * @param untrained UUAS or NSpr on the first snapshot, where that has been scored; a negative correlation counts as 0
 * @param snapshots how many snapshots of the run have been scored, this one included
 */
record StructuralScore(
        TaskInfo task, StructuralFit.Trained fit, boolean warmStart, OptionalDouble untrained, int snapshots) {

    /**
     * Joins what was trained with what is remembered.
     *
     * @param before state of the task after the layer's last step, if there is one
     */
    static StructuralScore of(TaskInfo task, StructuralFit.Trained fit, @Nullable ProbeWeights before, LayerJob job) {
        double value = fit instanceof StructuralFit.Distance distance
                ? distance.uuas()
                : fit instanceof StructuralFit.Depth depth ? depth.nspr() : Double.NaN;
        boolean warm = before != null && before.weights().isPresent();
        OptionalDouble untrained = TaskScore.untrained(Math.max(0, value), before, job);
        return new StructuralScore(task, fit, warm, untrained, TaskScore.snapshots(before, job));
    }

    CurvePoint point(PreparedStructural prepared, PointWriter writer, SentenceBootstrap bootstrap) {
        if (fit instanceof StructuralFit.Distance distance) {
            return distances(distance, prepared, writer, bootstrap);
        }
        return depths((StructuralFit.Depth) fit, prepared, writer, bootstrap);
    }

    private CurvePoint distances(
            StructuralFit.Distance fit, PreparedStructural prepared, PointWriter writer, SentenceBootstrap bootstrap) {
        Map<Figure, Double> values = new EnumMap<>(Figure.class);
        Interval interval = bootstrap.interval(fit.edges(), prepared.edges());
        put(values, Figure.ACCURACY, fit.uuas());
        put(values, Figure.N, fit.edges().n());
        put(values, Figure.LOWER, interval.lower());
        put(values, Figure.UPPER, interval.upper());
        put(values, Figure.LINEAR_DISTANCE, prepared.floors().edges().accuracy());
        put(values, Figure.SPEARMAN, fit.dspr());
        if (fit.spearman().count() > 0) {
            Interval correlation = fit.spearman().interval(bootstrap);
            put(values, Figure.SPEARMAN_LOWER, correlation.lower());
            put(values, Figure.SPEARMAN_UPPER, correlation.upper());
            put(values, Figure.SPEARMAN_N, fit.spearman().count());
        }
        put(values, Figure.LINEAR_SPEARMAN, prepared.floors().distances().mean());
        Evidence evidence = new Evidence.Items(
                prepared.itemSet(), fit.edges().n(), fit.edges().correct(), null);
        return point(evidence, values, writer);
    }

    private CurvePoint depths(
            StructuralFit.Depth fit, PreparedStructural prepared, PointWriter writer, SentenceBootstrap bootstrap) {
        if (fit.spearman().count() == 0) {
            return writer.missing(task, Evidence.Reason.NOT_PROBEABLE, "no test tree of 5 to 50 words");
        }
        Map<Figure, Double> values = new EnumMap<>(Figure.class);
        Interval interval = fit.spearman().interval(bootstrap);
        put(values, Figure.VALUE, fit.nspr());
        put(values, Figure.N, fit.spearman().count());
        put(values, Figure.LOWER, interval.lower());
        put(values, Figure.UPPER, interval.upper());
        putRoots(values, fit, prepared, bootstrap);
        put(values, Figure.LINEAR_SPEARMAN, prepared.floors().depths().mean());
        List<Double> sentences = Arrays.stream(fit.spearman().values()).boxed().toList();
        return point(new Evidence.Scalar(fit.nspr(), sentences), values, writer);
    }

    /** A tree has one root, so every sentence is one item. */
    private static void putRoots(
            Map<Figure, Double> values,
            StructuralFit.Depth fit,
            PreparedStructural prepared,
            SentenceBootstrap bootstrap) {
        int[] sentences = IntStream.range(0, fit.roots().n()).toArray();
        Interval interval = bootstrap.interval(fit.roots(), Clusters.of(sentences, sentences));
        put(values, Figure.ROOT_ACCURACY, fit.rootAccuracy());
        put(values, Figure.ROOT_LOWER, interval.lower());
        put(values, Figure.ROOT_UPPER, interval.upper());
        put(values, Figure.ROOT_N, fit.roots().n());
        put(values, Figure.LINEAR_ROOT, prepared.floors().roots().accuracy());
    }

    private CurvePoint point(Evidence evidence, Map<Figure, Double> values, PointWriter writer) {
        untrained.ifPresent(floor -> values.put(Figure.UNTRAINED, floor));
        return writer.point(
                task,
                evidence,
                new Figures(values),
                writer.provenance(fit.training(), warmStart),
                writer.remarks(fit.training().converged(), fit.training().iterations(), untrained));
    }

    private static void put(Map<Figure, Double> values, Figure figure, double value) {
        if (Double.isFinite(value)) {
            values.put(figure, value);
        }
    }

    /** What is remembered for the next step. */
    ProbeWeights state(ActivationPart.Header header, int width) {
        return new ProbeWeights(
                header.run(),
                header.attempt(),
                task.name(),
                header.layer(),
                header.step(),
                header.probeSet(),
                fit.training().rank(),
                width,
                fit.training().l2(),
                untrained,
                snapshots,
                Optional.of(ProbeWeights.tensor(
                        fit.training().weights(), fit.training().rank(), width)),
                Optional.empty());
    }
}
