package io.ovoscope.collector.view;

import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.KeptCheckpoint;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Provenance;
import io.ovoscope.wire.Regression;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.SkippedTask;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A made-up run with the shape of a small model's real one: part of speech stays under its lexicon, the neighbours' tags part
 * the layers, meaning comes late, and one task never leaves its floor. The same at every call.
 */
final class SampleRun {
    static final List<Long> STEPS = List.of(
            0L, 1L, 2L, 4L, 8L, 16L, 32L, 45L, 64L, 91L, 108L, 128L, 181L, 219L, 256L, 362L, 442L, 512L, 640L, 724L,
            892L, 1024L, 1200L, 1448L, 1581L);
    static final int LAYERS = 4;

    private static final int SENTENCE_ITEMS = 700;
    private static final int TOKEN_ITEMS = 7_600;
    private static final double MILLIS_PER_STEP = 95;

    /** From first to last accuracy along a logistic curve in the logarithm of the step. */
    private record Shape(double first, double last, double halfway) {
        double at(long step) {
            if (step == 0) {
                return first;
            }
            double along = 1 / (1 + Math.exp(-1.6 * (Math.log((double) step) - Math.log(halfway))));
            return first + (last - first) * along;
        }
    }

    /** A task with the shapes of its lowest and highest layer, and its floors; a negative floor does not apply. */
    private record Task(
            TaskInfo info,
            Shape bottom,
            Shape top,
            double majority,
            double lexicon,
            double control,
            double bagOfWords) {}

    private static final List<Task> TASKS = List.of(
            token("UPOS", Level.MORPHOLOGY, new Shape(.695, .811, 230), new Shape(.612, .818, 230), .288, .850, .55),
            token("NextPOS", Level.CONTEXT, new Shape(.322, .401, 200), new Shape(.335, .493, 210), .304, .415, .31),
            token("PrevPOS", Level.CONTEXT, new Shape(.373, .424, 300), new Shape(.381, .596, 430), .251, .418, .36),
            sentence("SentLen", Level.SURFACE, new Shape(.52, .61, 800), new Shape(.48, .51, 500), .18, .33),
            sentence("WC", Level.SURFACE, new Shape(.55, .71, 150), new Shape(.47, .52, 200), .06, .88),
            sentence("BShift", Level.SYNTAX, new Shape(.49, .50, 400), new Shape(.50, .515, 900), .50, .50),
            sentence("GlossPOS", Level.SEMANTICS, new Shape(.77, .84, 160), new Shape(.786, .883, 137), .737, .862),
            sentence("GlossClass", Level.SEMANTICS, new Shape(.39, .45, 600), new Shape(.402, .502, 672), .143, .455));

    private final String run;
    private final Instant start;

    SampleRun(String run, Instant start) {
        this.run = run;
        this.start = start;
    }

    private static Task token(
            String name, Level level, Shape bottom, Shape top, double majority, double lexicon, double control) {
        TaskInfo info = new TaskInfo(name, level, TaskInput.TOKEN, LabelSource.SILVER, classes(15));
        return new Task(info, bottom, top, majority, lexicon, control, -1);
    }

    private static Task sentence(
            String name, Level level, Shape bottom, Shape top, double majority, double bagOfWords) {
        TaskInfo info = new TaskInfo(name, level, TaskInput.SENTENCE, LabelSource.GOLD, classes(6));
        return new Task(info, bottom, top, majority, -1, -1, bagOfWords);
    }

    private static List<String> classes(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("class" + i);
        }
        return names;
    }

    static List<String> taskNames() {
        return TASKS.stream().map(task -> task.info().name()).toList();
    }

    RunManifest manifest() {
        return manifest(1, 0);
    }

    RunManifest manifest(int attempt, long resumedAtStep) {
        List<LayerInfo> layers = new ArrayList<>();
        for (int i = 0; i < LAYERS; i++) {
            layers.add(new LayerInfo(i, layerName(i), 64));
        }
        return new RunManifest(
                run,
                attempt,
                resumedAtStep,
                start,
                "ComputationGraph, transformer, 64 wide, 3 blocks",
                412_368,
                layers,
                "9f2c41d07ab3",
                TASKS.stream().map(Task::info).toList(),
                List.of(new SkippedTask("Tense", "one class only (Past) among the training sentences")),
                "step 0, powers of √2 to 1024, then every 200",
                "2000 word pieces, 3.1% of words unknown",
                "mean",
                FloatEncoding.F32,
                Baseline.UNTRAINED,
                "0.1.0");
    }

    /** The points of one snapshot, tasks × layers. Block 2 of WC has no result at step 512: its activations are not finite. */
    List<CurvePoint> points(long step) {
        List<CurvePoint> points = new ArrayList<>();
        for (Task task : TASKS) {
            for (int layer = 0; layer < LAYERS; layer++) {
                points.add(point(task, layer, step));
            }
        }
        return points;
    }

    StepClosed closed(long step) {
        int expected = TASKS.size() * LAYERS;
        return new StepClosed(run, 1, step, takenAt(step), expected, expected, false);
    }

    /** The last but one layer is the best. */
    LayerProfile profile(long step) {
        Task task = TASKS.get(0);
        return new LayerProfile(
                run,
                1,
                task.info().name(),
                task.info().level(),
                task.info().source(),
                step,
                takenAt(step),
                null,
                LAYERS,
                900,
                LAYERS - 2,
                .75,
                LAYERS - 3,
                LAYERS - 1,
                Collections.nCopies(LAYERS, 1.0 / LAYERS),
                1.5,
                null,
                null);
    }

    /** What the watch stage finds once the run is through: the tasks that learned something, in every layer. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Task task : TASKS) {
            for (int layer = 0; layer < LAYERS; layer++) {
                double gain = shape(task, layer).last() - shape(task, layer).first();
                if (gain > .04) {
                    findings.add(emergence(task, layer, .5));
                    findings.add(emergence(task, layer, .9));
                }
            }
        }
        return findings;
    }

    /** What went wrong in it: a loss that goes on, one whose probe is suspected and that is over, data that was broken for a step. */
    List<Finding> incidents() {
        return List.of(
                regression("GlossPOS", Level.SEMANTICS, Regression.Verdict.MODEL_REGRESSED, 892, null),
                regression("PrevPOS", Level.CONTEXT, Regression.Verdict.PROBE_SUSPECTED, 442, 724L),
                new BrokenData(
                        run,
                        1,
                        BrokenData.Kind.NON_FINITE,
                        2,
                        layerName(2),
                        512,
                        takenAt(512),
                        "12 of 21695 rows hold NaN",
                        640L,
                        takenAt(640)));
    }

    private Regression regression(
            String task, Level level, Regression.Verdict verdict, long openedStep, @Nullable Long recoveredStep) {
        Regression.Drop drop = new Regression.Drop(
                3,
                layerName(3),
                List.of(256L, 362L, 442L),
                .883,
                .842,
                .041,
                .028,
                .054,
                2e-8,
                3e-7,
                402,
                90,
                TOKEN_ITEMS);
        return new Regression(
                run,
                1,
                task,
                level,
                LabelSource.SILVER,
                openedStep,
                openedStep + 100,
                takenAt(openedStep + 100),
                recoveredStep,
                recoveredStep == null ? null : takenAt(recoveredStep),
                List.of(drop),
                verdict,
                List.of("the representation moved since step 442 (linear CKA 0.71)", "the loss rose from 3.90 to 4.35"),
                2e-7,
                .0041,
                442,
                new KeptCheckpoint(442, takenAt(442), "/runs/glosses/442.zip", 5 << 20, "00ff", false));
    }

    /** Everything, in the order of the line. */
    void feed(CurveStore store) {
        store.put(manifest());
        STEPS.forEach(step -> feed(store, step));
        findings().forEach(store::put);
    }

    void feed(CurveStore store, long step) {
        points(step).forEach(store::put);
        store.put(closed(step));
    }

    Instant takenAt(long step) {
        return start.plusMillis((long) (step * MILLIS_PER_STEP));
    }

    private static String layerName(int layer) {
        return layer == 0 ? "embedding" : "block" + layer;
    }

    private static Shape shape(Task task, int layer) {
        double share = layer / (LAYERS - 1.0);
        Shape bottom = task.bottom();
        Shape top = task.top();
        return new Shape(
                mix(bottom.first(), top.first(), share),
                mix(bottom.last(), top.last(), share),
                mix(bottom.halfway(), top.halfway(), share));
    }

    private static double mix(double from, double to, double share) {
        return from + (to - from) * share;
    }

    private CurvePoint point(Task task, int layer, long step) {
        boolean missing = task.info().name().equals("WC") && layer == 2 && step == 512;
        int n = task.info().input() == TaskInput.TOKEN ? TOKEN_ITEMS : SENTENCE_ITEMS;
        return new CurvePoint(
                run,
                1,
                task.info().name(),
                task.info().level(),
                task.info().source(),
                layer,
                layerName(layer),
                step,
                takenAt(step),
                Math.max(3.68, 7.6 - .56 * Math.log(1.0 + step)),
                Baseline.UNTRAINED,
                missing
                        ? new Evidence.Missing(Evidence.Reason.NON_FINITE, "12 of 21695 rows hold NaN")
                        : new Evidence.Items("set", n, new BitSet(), null),
                missing ? Figures.none() : figures(task, layer, step, n),
                missing ? null : new Provenance("9f2c41d07ab3", "whitened", 1, 30, 1e-5, true, step > 0, 7, "0.1.0"),
                false,
                List.of());
    }

    private static Figures figures(Task task, int layer, long step, int n) {
        Random random = new Random(31L * task.info().name().hashCode() + 1009L * layer + step);
        double deviation = Math.sqrt(.2 / n);
        double accuracy = round(shape(task, layer).at(step) + .6 * deviation * random.nextGaussian(), n);
        double untrained = round(
                shape(task, layer).first()
                        + .6
                                * deviation
                                * new Random(31L * task.info().name().hashCode() + 1009L * layer).nextGaussian(),
                n);
        double half = 1.96 * Math.sqrt(accuracy * (1 - accuracy) / n) * 1.2;
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.ACCURACY, accuracy);
        figures.put(Figure.N, (double) n);
        figures.put(Figure.LOWER, Math.max(0, accuracy - half));
        figures.put(Figure.UPPER, Math.min(1, accuracy + half));
        figures.put(Figure.MAJORITY, task.majority());
        figures.put(Figure.UNTRAINED, untrained);
        if (task.bagOfWords() >= 0) {
            figures.put(Figure.BAG_OF_WORDS, task.bagOfWords());
            figures.put(Figure.LENGTH_ONLY, task.majority() + .02);
        } else {
            double control = round(task.control() + .01 * layer + .6 * deviation * random.nextGaussian(), n);
            figures.put(Figure.LEXICON, task.lexicon());
            figures.put(Figure.CONTROL, control);
            figures.put(Figure.SELECTIVITY, accuracy - control);
            figures.put(Figure.UNSEEN_ACCURACY, accuracy * .72);
            figures.put(Figure.UNSEEN_N, 540.0);
            figures.put(Figure.UNSEEN_LEXICON, task.majority() + .1);
        }
        return new Figures(figures);
    }

    private static double round(double accuracy, int n) {
        return Math.round(Math.min(1, Math.max(0, accuracy)) * n) / (double) n;
    }

    private Finding emergence(Task task, int layer, double quantile) {
        Shape shape = shape(task, layer);
        long by = STEPS.stream()
                .filter(step -> shape.at(step) >= shape.first() + quantile * (shape.at(1581) - shape.first()))
                .findFirst()
                .orElseThrow();
        long after = STEPS.get(Math.max(0, STEPS.indexOf(by) - 1));
        return new Emergence(
                run,
                1,
                task.info().name(),
                task.info().level(),
                layer,
                layerName(layer),
                quantile,
                after,
                by,
                STEPS.get(Math.max(0, STEPS.indexOf(by) - 2)),
                STEPS.get(Math.min(STEPS.size() - 1, STEPS.indexOf(by) + 1)),
                takenAt(by),
                shape.first(),
                shape.at(1581),
                1581,
                shape.last() - shape.first() - .02,
                1581,
                1000);
    }
}
