package io.ovoscope.collector.watch;

import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.GeometryTasks;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Provenance;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A run of three layers and two tasks, snapshot by snapshot, with faults made on purpose. */
final class FaultyRun {
    private static final TaskInfo UPOS = task("UPOS");
    private static final TaskInfo ARC = task("DepArc");
    private static final List<TaskInfo> TASKS = List.of(UPOS, ARC);

    /** What the topic holds. */
    final List<CurveRecord> records = new ArrayList<>();

    RunManifest manifest = manifest(1, 0);

    /** One snapshot, sound but for what is told. */
    final class Snapshot {
        private final long step;
        private final Map<Integer, Evidence.Missing> missing = new HashMap<>();
        private final Map<Integer, Map<Figure, Double>> geometry = new HashMap<>();
        private final Set<Integer> absent = new HashSet<>();
        private @Nullable Double loss = 3.0;
        private boolean lossNotFinite;
        private boolean replayed;
        private String probeSet = "probe-set-one";

        private Snapshot(long step) {
            this.step = step;
        }

        Snapshot nonFinite(int... layers) {
            for (int layer : layers) {
                missing.put(layer, new Evidence.Missing(Evidence.Reason.NON_FINITE, "2 of 60 values are NaN"));
            }
            return this;
        }

        Snapshot incomplete(int layer) {
            missing.put(layer, new Evidence.Missing(Evidence.Reason.INCOMPLETE, "40 of 60 rows arrived"));
            return this;
        }

        Snapshot with(Figure figure, double value, int... layers) {
            for (int layer : layers) {
                geometry.computeIfAbsent(layer, l -> new EnumMap<>(Figure.class))
                        .put(figure, value);
            }
            return this;
        }

        Snapshot without(int layer) {
            absent.add(layer);
            return this;
        }

        Snapshot loss(@Nullable Double value, boolean notFinite) {
            loss = value;
            lossNotFinite = notFinite;
            return this;
        }

        Snapshot probeSet(String fingerprint) {
            probeSet = fingerprint;
            return this;
        }

        Snapshot replayed() {
            replayed = true;
            return this;
        }

        void close() {
            int present = 0;
            for (LayerInfo layer : manifest.layers()) {
                if (!absent.contains(layer.index())) {
                    present += TASKS.size();
                    TASKS.forEach(task -> records.add(point(layer, task, items(layer, task), Figures.none())));
                    records.add(geometry(layer));
                }
            }
            int expected = TASKS.size() * manifest.layers().size();
            records.add(new StepClosed(
                    manifest.run(), manifest.attempt(), step, takenAt(), expected, present, present < expected));
        }

        private Evidence items(LayerInfo layer, TaskInfo task) {
            Evidence.Missing reason = missing.get(layer.index());
            return reason != null ? reason : new Evidence.Items(probeSet + "/" + task.name(), 60, new BitSet(), null);
        }

        private CurvePoint geometry(LayerInfo layer) {
            Map<Figure, Double> figures = new EnumMap<>(Figure.class);
            figures.put(Figure.VALUE, 40.0);
            figures.put(Figure.CONSTANT_SHARE, 0.0);
            figures.put(Figure.UNCHANGED, 0.0);
            figures.putAll(geometry.getOrDefault(layer.index(), Map.of()));
            Evidence.Missing reason = missing.get(layer.index());
            return reason != null
                    ? point(layer, GeometryTasks.EFFECTIVE_RANK, reason, Figures.none())
                    : point(
                            layer,
                            GeometryTasks.EFFECTIVE_RANK,
                            new Evidence.Scalar(40, List.of()),
                            new Figures(figures));
        }

        private Instant takenAt() {
            return Instant.EPOCH.plusSeconds(1000L * manifest.attempt() + step);
        }

        private CurvePoint point(LayerInfo layer, TaskInfo task, Evidence evidence, Figures figures) {
            Provenance how = evidence instanceof Evidence.Items
                    ? new Provenance(probeSet, "whitened", 1, 30, 1e-6, true, true, 7, "0.4.0")
                    : null;
            return new CurvePoint(
                    manifest.run(),
                    manifest.attempt(),
                    task.name(),
                    task.level(),
                    task.source(),
                    layer.index(),
                    layer.name(),
                    step,
                    takenAt(),
                    loss,
                    Baseline.UNTRAINED,
                    evidence,
                    figures,
                    how,
                    replayed,
                    List.of(),
                    lossNotFinite);
        }
    }

    Snapshot at(long step) {
        return new Snapshot(step);
    }

    /** Sound snapshots at these steps. */
    FaultyRun sound(long... steps) {
        for (long step : steps) {
            at(step).close();
        }
        return this;
    }

    /** The training run goes on from a step, as another attempt. */
    void resume(long step) {
        manifest = manifest(manifest.attempt() + 1, step);
    }

    RunCurves curves() {
        RunCurves curves = new RunCurves();
        records.forEach(record -> curves.put(CurveRecord.read(record.write()), Instant.EPOCH));
        return curves;
    }

    private static TaskInfo task(String name) {
        return new TaskInfo(name, Level.SYNTAX, TaskInput.TOKEN, LabelSource.GOLD, List.of("a", "b"));
    }

    private static RunManifest manifest(int attempt, long resumedAtStep) {
        return new RunManifest(
                "faulty",
                attempt,
                resumedAtStep,
                Instant.EPOCH,
                "a model",
                1_000,
                List.of(new LayerInfo(0, "embedding", 8), new LayerInfo(1, "block1", 8), new LayerInfo(2, "block2", 8)),
                "probe-set-one",
                TASKS,
                List.of(),
                "every 10",
                "words",
                "mean",
                FloatEncoding.F32,
                Baseline.UNTRAINED,
                "0.4.0");
    }
}
