package io.ovoscope.launcher;

import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The curves of a run whose truth is known: two tasks rise in three layers, one of them falls by thirty points in every layer at a step,
 * and is well again from another on. Every item has a difficulty; one in fifty turns out otherwise at each snapshot. The same every time.
 */
final class FallenRun {
    static final String NAME = "fallen";
    static final int STEPS = 24;
    static final int FALL = 12;
    static final int RECOVERY = 18;
    static final TaskInfo FALLEN = token("UPOS");

    private static final TaskInfo UNHURT = token("Tense");
    private static final List<TaskInfo> TASKS = List.of(FALLEN, UNHURT);
    private static final int LAYERS = 3;
    private static final int SENTENCES = 100;
    private static final int WORDS = 4;
    private static final int ITEMS = SENTENCES * WORDS;
    private static final double UNLIKELY = 0.02;

    private FallenRun() {}

    private static TaskInfo token(String name) {
        return new TaskInfo(name, Level.MORPHOLOGY, TaskInput.TOKEN, LabelSource.GOLD, List.of("a", "b"));
    }

    /** Every sentence is of the test split, every word labelled. */
    static ProbeSet probeSet() {
        int[] heads = new int[ITEMS];
        Arrays.fill(heads, ProbeSet.NO_HEAD);
        int[] split = new int[SENTENCES];
        Arrays.fill(split, 2);
        return new ProbeSet(
                new ProbeSet.Words(
                        IntStream.range(0, ITEMS).map(row -> row / WORDS).toArray(),
                        new int[ITEMS],
                        new int[ITEMS],
                        heads),
                new ProbeSet.Sentences(
                        new int[SENTENCES], split, IntStream.range(0, SENTENCES).toArray()),
                TASKS.stream()
                        .map(task -> TaskLabels.ofTokens(task, new int[ITEMS]))
                        .toList());
    }

    static RunManifest manifest() {
        return new RunManifest(
                NAME,
                1,
                0,
                CurveTopics.START,
                "a model",
                1_000,
                IntStream.range(0, LAYERS)
                        .mapToObj(layer -> new LayerInfo(layer, "block" + layer, 8))
                        .toList(),
                probeSet().fingerprint(),
                TASKS,
                List.of(),
                "every step",
                "words",
                "mean",
                FloatEncoding.F32,
                Baseline.UNTRAINED,
                "0.1.0");
    }

    /** The points of steps {@code from} to {@code to}, the latter not included, snapshot by snapshot. */
    static List<CurvePoint> points(int from, int to) {
        List<CurvePoint> points = new ArrayList<>();
        for (int step = from; step < to; step++) {
            for (TaskInfo task : TASKS) {
                for (int layer = 0; layer < LAYERS; layer++) {
                    points.add(point(task, layer, step));
                }
            }
        }
        return points;
    }

    /** That every step is whole. */
    static List<StepClosed> closings() {
        int points = TASKS.size() * LAYERS;
        return IntStream.range(0, STEPS)
                .mapToObj(step ->
                        new StepClosed(NAME, 1, step, CurveTopics.START.plusSeconds(step), points, points, false))
                .toList();
    }

    private static CurvePoint point(TaskInfo task, int layer, int step) {
        BitSet correct = correct(task, layer, step);
        return new CurvePoint(
                NAME,
                1,
                task.name(),
                task.level(),
                task.source(),
                layer,
                "block" + layer,
                step,
                CurveTopics.START.plusSeconds(step),
                2.5,
                Baseline.UNTRAINED,
                new Evidence.Items("set", ITEMS, correct, null),
                new Figures(Map.of(Figure.ACCURACY, correct.cardinality() / (double) ITEMS)),
                null,
                false,
                List.of());
    }

    private static BitSet correct(TaskInfo task, int layer, int step) {
        SplittableRandom difficulty = new SplittableRandom(100L * TASKS.indexOf(task) + layer);
        SplittableRandom luck = new SplittableRandom(10_000L + 1_000L * TASKS.indexOf(task) + 100L * layer + step);
        boolean down = task.equals(FALLEN) && step >= FALL && step < RECOVERY;
        double share = down ? 0.5 : Math.min(0.8, 0.3 + 0.1 * step);
        BitSet correct = new BitSet();
        for (int item = 0; item < ITEMS; item++) {
            boolean right = difficulty.nextDouble() < share;
            correct.set(item, right != (luck.nextDouble() < UNLIKELY));
        }
        return correct;
    }
}
