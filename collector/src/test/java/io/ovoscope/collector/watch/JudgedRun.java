package io.ovoscope.collector.watch;

import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
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
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Curves of a run of two layers and four tasks, snapshot by snapshot, with whatever is wrong in them. */
final class JudgedRun {
    static final int ITEMS = 1_000;
    static final Provenance SOUND = new Provenance(
            "probe-set-1", "whitened", 1, 30, 1e-6, true, true, 7, "0.4.0", "aaaaaaaa", FloatEncoding.F32, 1e-5, 500);
    static final TaskInfo UPOS = task("UPOS", Level.MORPHOLOGY, LabelSource.GOLD);
    static final TaskInfo TENSE = task("Tense", Level.MORPHOLOGY, LabelSource.SILVER);
    static final TaskInfo ARC = task("DepArc", Level.SYNTAX, LabelSource.SILVER);
    static final TaskInfo SENSE = task("Sense", Level.SEMANTICS, LabelSource.GOLD);
    private static final List<TaskInfo> TASKS = List.of(UPOS, TENSE, ARC, SENSE);

    final RunCurves curves = new RunCurves();
    final RunManifest manifest = manifest();

    /** One snapshot that is put together and then {@linkplain #close closed}; a task that is not told stands at .9. */
    final class Snapshot {
        private final long step;
        private final Map<String, Double> accuracies = new HashMap<>();
        private @Nullable Double loss = 3.0;
        private boolean lossNotFinite;
        private @Nullable Double cka = 0.999;
        private @Nullable Double rank = 40.0;
        private double control = 0.5;
        private @Nullable Provenance provenance = SOUND;
        private String itemSet = "items";
        private int attempt = 1;
        private int firstChangedLayer;

        private Snapshot(long step) {
            this.step = step;
        }

        Snapshot with(TaskInfo task, double accuracy) {
            accuracies.put(task.name(), accuracy);
            return this;
        }

        Snapshot loss(@Nullable Double value) {
            loss = value;
            return this;
        }

        Snapshot brokenLoss() {
            loss = null;
            lossNotFinite = true;
            return this;
        }

        Snapshot cka(@Nullable Double value) {
            cka = value;
            return this;
        }

        Snapshot rank(@Nullable Double value) {
            rank = value;
            return this;
        }

        Snapshot control(double value) {
            control = value;
            return this;
        }

        Snapshot provenance(@Nullable Provenance value) {
            provenance = value;
            return this;
        }

        Snapshot itemSet(String value) {
            itemSet = value;
            return this;
        }

        Snapshot attempt(int value) {
            attempt = value;
            return this;
        }

        /** The layers before this one keep the sound probe. */
        Snapshot fromLayer(int layer) {
            firstChangedLayer = layer;
            return this;
        }

        void close() {
            for (LayerInfo layer : manifest.layers()) {
                for (TaskInfo task : TASKS) {
                    put(
                            layer,
                            task,
                            items(accuracies.getOrDefault(task.name(), .9)),
                            layer.index() < firstChangedLayer ? SOUND : provenance);
                }
                if (rank != null) {
                    put(layer, GeometryTasks.EFFECTIVE_RANK, rank);
                }
                if (cka != null) {
                    put(layer, GeometryTasks.CKA_PREVIOUS, cka);
                }
            }
            int points = manifest.layers().size() * TASKS.size();
            Instant at = Instant.EPOCH.plusSeconds(step);
            curves.put(new StepClosed(manifest.run(), attempt, step, at, points, points, false), at);
        }

        private Evidence items(double accuracy) {
            BitSet correct = new BitSet();
            correct.set(0, (int) Math.round(accuracy * ITEMS));
            return new Evidence.Items(itemSet, ITEMS, correct, null);
        }

        private void put(LayerInfo layer, TaskInfo curve, double value) {
            put(layer, curve, new Evidence.Scalar(value, List.of()), null);
        }

        private void put(LayerInfo layer, TaskInfo task, Evidence evidence, @Nullable Provenance how) {
            Figures figures = evidence instanceof Evidence.Scalar scalar
                    ? new Figures(Map.of(Figure.VALUE, scalar.value()))
                    : new Figures(Map.of(Figure.CONTROL, control));
            Instant at = Instant.EPOCH.plusSeconds(step);
            curves.put(
                    new CurvePoint(
                            manifest.run(),
                            attempt,
                            task.name(),
                            task.level(),
                            task.source(),
                            layer.index(),
                            layer.name(),
                            step,
                            at,
                            loss,
                            Baseline.UNTRAINED,
                            evidence,
                            figures,
                            how,
                            false,
                            List.of(),
                            lossNotFinite),
                    at);
        }
    }

    Snapshot at(long step) {
        return new Snapshot(step);
    }

    /** Ten sound snapshots, steps 10 to 100, with a loss that falls by 1% from one to the next, give or take. */
    JudgedRun soundThrough100() {
        double loss = 4;
        for (long step = 10; step <= 100; step += 10) {
            loss *= step % 20 == 0 ? .985 : .995;
            at(step).loss(loss).close();
        }
        return this;
    }

    private static TaskInfo task(String name, Level level, LabelSource source) {
        return new TaskInfo(name, level, TaskInput.TOKEN, source, List.of("a", "b"));
    }

    private static RunManifest manifest() {
        return new RunManifest(
                "judged",
                1,
                0,
                Instant.EPOCH,
                "a model",
                1_000,
                List.of(new LayerInfo(0, "embedding", 64), new LayerInfo(1, "block1", 64)),
                "probe-set-1",
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
