package io.ovoscope.collector.view;

import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** As much as a large run shows: 20 tasks, 13 layers, 60 snapshots, their geometry and their profiles over layers. */
final class WideRun {
    static final int TASKS = 20;
    static final int LAYERS = 13;
    static final int STEPS = 60;

    private static final int ITEMS = 4_000;

    private final SampleRun like;

    WideRun(SampleRun like) {
        this.like = like;
    }

    void feed(CurveStore store) {
        store.put(manifest());
        for (int i = 0; i < STEPS; i++) {
            long step = i * 500L;
            for (int task = 0; task < TASKS; task++) {
                for (int layer = 0; layer < LAYERS; layer++) {
                    store.put(point(task, layer, step));
                }
                store.put(profile(task, step));
            }
            for (String name : SampleGeometry.NAMES) {
                for (int layer = 0; layer < LAYERS; layer++) {
                    store.put(geometry(name, layer, step));
                }
            }
            store.put(new StepClosed(
                    manifest().run(), 1, step, like.takenAt(step), TASKS * LAYERS, TASKS * LAYERS, false));
        }
    }

    private RunManifest manifest() {
        RunManifest small = like.manifest();
        List<LayerInfo> layers = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            layers.add(new LayerInfo(layer, name(layer), 768));
        }
        List<TaskInfo> tasks = new ArrayList<>();
        for (int task = 0; task < TASKS; task++) {
            tasks.add(new TaskInfo(
                    "StructuralTask" + task, level(task), TaskInput.TOKEN, LabelSource.GOLD, List.of("no", "yes")));
        }
        return new RunManifest(
                small.run(),
                small.attempt(),
                small.resumedAtStep(),
                small.startedAt(),
                small.model(),
                small.parameters(),
                layers,
                small.probeSet(),
                tasks,
                small.skippedTasks(),
                small.schedule(),
                small.encoder(),
                small.pooling(),
                small.precision(),
                small.baseline(),
                small.agentVersion());
    }

    private static Level level(int task) {
        return List.of(Level.SURFACE, Level.MORPHOLOGY, Level.CONTEXT, Level.SYNTAX, Level.SEMANTICS)
                .get(task % 5);
    }

    private static String name(int layer) {
        return layer == 0 ? "embeddings" : "encoder.layer." + layer;
    }

    private static double accuracy(int task, int layer, long step) {
        return .4 + .01 * task + .02 * layer * (1 - Math.exp(-step / (4_000.0 + 300 * task)));
    }

    private CurvePoint point(int task, int layer, long step) {
        double accuracy = accuracy(task, layer, step);
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.ACCURACY, accuracy);
        figures.put(Figure.N, (double) ITEMS);
        figures.put(Figure.LOWER, accuracy - .015);
        figures.put(Figure.UPPER, accuracy + .015);
        figures.put(Figure.MAJORITY, .3);
        figures.put(Figure.LEXICON, .5);
        figures.put(Figure.UNTRAINED, accuracy(task, layer, 0));
        figures.put(Figure.CONTROL, .35);
        figures.put(Figure.SELECTIVITY, accuracy - .35);
        figures.put(Figure.UNSEEN_ACCURACY, accuracy - .1);
        figures.put(Figure.MACRO_F1, accuracy - .05);
        figures.put(Figure.CODELENGTH, 9_000.0);
        figures.put(Figure.COMPRESSION, 1.8);
        return curve(
                "StructuralTask" + task,
                level(task),
                LabelSource.GOLD,
                layer,
                step,
                new Evidence.Items("set", ITEMS, new BitSet(), null),
                figures);
    }

    private CurvePoint geometry(String name, int layer, long step) {
        double value = 1 - .01 * layer * (1 - Math.exp(-step / 9_000.0));
        return curve(
                name,
                Level.GEOMETRY,
                LabelSource.NONE,
                layer,
                step,
                new Evidence.Scalar(value, List.of()),
                Map.of(Figure.VALUE, value));
    }

    private CurvePoint curve(
            String task,
            Level level,
            LabelSource source,
            int layer,
            long step,
            Evidence evidence,
            Map<Figure, Double> figures) {
        CurvePoint any = like.points(0).get(0);
        return new CurvePoint(
                any.run(),
                any.attempt(),
                task,
                level,
                source,
                layer,
                name(layer),
                step,
                like.takenAt(step),
                any.loss(),
                any.baseline(),
                evidence,
                new Figures(figures),
                null,
                false,
                List.of());
    }

    private LayerProfile profile(int task, long step) {
        return new LayerProfile(
                like.manifest().run(),
                1,
                "StructuralTask" + task,
                level(task),
                LabelSource.GOLD,
                step,
                like.takenAt(step),
                null,
                LAYERS,
                ITEMS,
                LAYERS - 1,
                accuracy(task, LAYERS - 1, step),
                LAYERS - 2,
                LAYERS - 1,
                Collections.nCopies(LAYERS, 1.0 / LAYERS),
                (LAYERS - 1) / 2.0,
                6.2,
                7.1);
    }
}
