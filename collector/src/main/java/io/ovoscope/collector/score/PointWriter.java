package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Fit;
import io.ovoscope.collector.probe.Interval;
import io.ovoscope.collector.probe.StructuralFit;
import io.ovoscope.collector.probe.StructuralSettings;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.Provenance;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Writes the points of one layer at one step. */
final class PointWriter {
    private final LayerJob job;
    private final ScoreSettings settings;
    private final String version;

    PointWriter(LayerJob job, ScoreSettings settings, String version) {
        this.job = job;
        this.settings = settings;
        this.version = version;
    }

    LayerJob job() {
        return job;
    }

    CurvePoint missing(TaskInfo task, Evidence.Reason reason, String detail) {
        return point(task, new Evidence.Missing(reason, detail), Figures.none(), null, List.of());
    }

    /** The point of a number that is no share of items and has no interval. */
    CurvePoint scalar(TaskInfo task, double value, int n, List<String> remarks) {
        return scalar(task, value, n, Figures.none(), remarks);
    }

    /** The same with other figures beside it. */
    CurvePoint scalar(TaskInfo task, double value, int n, Figures beside, List<String> remarks) {
        Figures figures = beside.with(Figure.VALUE, value).with(Figure.N, n);
        return point(task, new Evidence.Scalar(value, List.of()), figures, null, remarks);
    }

    /** The point of a trained probe. */
    CurvePoint point(TaskScore score, List<Addition> additions) {
        Fit.Trained probe = score.probe();
        Fit.Trained control = score.control();
        Evidence evidence = new Evidence.Items(
                score.task().itemSet(),
                probe.test().n(),
                probe.test().correct(),
                control == null ? null : control.test().correct());
        List<String> remarks = remarks(score);
        additions.forEach(addition -> remarks.addAll(addition.remarks()));
        return point(score.task().info(), evidence, figures(score, additions), provenance(score), remarks);
    }

    private Figures figures(TaskScore score, List<Addition> additions) {
        PreparedTask task = score.task();
        Fit.Trained probe = score.probe();
        Map<Figure, Double> values = new EnumMap<>(Figure.class);
        values.putAll(task.floors().values());
        values.put(Figure.ACCURACY, probe.accuracy());
        values.put(Figure.N, (double) probe.test().n());
        values.put(Figure.MACRO_F1, probe.macroF1());
        Interval interval = settings.bootstrap().interval(probe.test(), task.clusters());
        values.put(Figure.LOWER, interval.lower());
        values.put(Figure.UPPER, interval.upper());
        if (!task.unseen().isEmpty()) {
            values.put(Figure.UNSEEN_ACCURACY, probe.test().only(task.unseen()).accuracy());
        }
        score.untrained().ifPresent(accuracy -> values.put(Figure.UNTRAINED, accuracy));
        Fit.Trained control = score.control();
        if (control != null) {
            values.put(Figure.CONTROL, control.accuracy());
            values.put(Figure.SELECTIVITY, probe.accuracy() - control.accuracy());
        }
        additions.forEach(addition -> values.putAll(addition.figures()));
        return new Figures(values);
    }

    private Provenance provenance(TaskScore score) {
        Fit.Trained probe = score.probe();
        return provenance(
                settings.features().name().toLowerCase(Locale.ROOT),
                probe.l2(),
                probe.iterations(),
                probe.gradientNorm(),
                probe.converged(),
                score.warmStart(),
                settings.tolerance(),
                settings.maxIterations());
    }

    /** How a structural probe came about. */
    Provenance provenance(StructuralFit.Training training, boolean warmStart) {
        StructuralSettings structural = settings.structural();
        return provenance(
                "whitened",
                training.l2(),
                training.iterations(),
                training.gradientNorm(),
                training.converged(),
                warmStart,
                structural.tolerance(),
                structural.maxIterations());
    }

    private Provenance provenance(
            String features,
            double l2,
            int iterations,
            double gradientNorm,
            boolean converged,
            boolean warmStart,
            double tolerance,
            int maxIterations) {
        // The manifest of another attempt says nothing about how these rows were made.
        boolean manifest = job.manifest().attempt() == job.header().attempt();
        return new Provenance(
                job.header().probeSet(),
                features,
                l2,
                iterations,
                gradientNorm,
                converged,
                warmStart,
                settings.seed(),
                version,
                manifest ? job.manifest().encoderFingerprint() : null,
                manifest ? job.manifest().precision() : null,
                tolerance,
                maxIterations);
    }

    private List<String> remarks(TaskScore score) {
        Fit.Trained probe = score.probe();
        List<String> remarks = remarks(probe.converged(), probe.iterations(), score.untrained());
        Fit.Trained control = score.control();
        if (score.task().control() != null && control == null) {
            remarks.add("There is no control: its probe could not be trained.");
        }
        if (control != null && !control.converged()) {
            remarks.add("The control's probe stopped before it had converged: selectivity is an upper bound.");
        }
        return remarks;
    }

    /** What is to be said of every probe; more may be added. */
    List<String> remarks(boolean converged, int iterations, OptionalDouble untrained) {
        List<String> remarks = new ArrayList<>();
        if (!converged) {
            remarks.add("The probe stopped after " + iterations
                    + " iterations before it had converged: its accuracy is a lower bound.");
        }
        if (untrained.isEmpty() && job.manifest().baseline() == Baseline.UNTRAINED) {
            remarks.add("There is no untrained floor: the snapshot of step 0 has not been scored.");
        }
        return remarks;
    }

    /** A point of this layer and step. */
    CurvePoint point(
            TaskInfo task, Evidence evidence, Figures figures, @Nullable Provenance provenance, List<String> remarks) {
        ActivationPart.Header header = job.header();
        return new CurvePoint(
                header.run(),
                header.attempt(),
                task.name(),
                task.level(),
                task.source(),
                header.layer(),
                header.layerName(),
                header.step(),
                header.takenAt(),
                Double.isFinite(header.loss()) ? header.loss() : null,
                job.manifest().baseline(),
                evidence,
                figures,
                provenance,
                header.replayed(),
                remarks,
                Double.isInfinite(header.loss()));
    }
}
