package io.ovoscope.collector.watch;

import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.Finding;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What finding emergence costs for each new snapshot: 13 layers, 20 tasks, 10,000 test items in 500 sentences. Run its {@code main} with
 * the number of snapshots: the figures of decision 0017.
 */
final class EmergenceCost {
    private static final int LAYERS = 13;
    private static final int TASKS = 20;
    private static final int ITEMS = 10_000;
    private static final int WORDS = 20;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<TaskInfo> tasks = IntStream.range(0, TASKS)
            .mapToObj(t -> new TaskInfo("Task" + t, Level.SYNTAX, TaskInput.TOKEN, LabelSource.GOLD, List.of("a", "b")))
            .toList();
    private final ProbeSet probeSet = probeSet();
    private final SplittableRandom random = new SplittableRandom(1);
    private final double[] own = random.doubles(ITEMS).toArray();

    private EmergenceCost() {}

    public static void main(String[] arguments) {
        int snapshots = Integer.parseInt(arguments[0]);
        EmergenceCost cost = new EmergenceCost();
        EmergenceFinder finder = cost.finder();
        RunCurves curves = new RunCurves();
        FindingsBook book = new FindingsBook();
        for (int i = 0; i < snapshots; i++) {
            cost.put(curves, i, snapshots);
            long began = System.nanoTime();
            List<Finding> found = finder.in(curves);
            double seconds = (System.nanoTime() - began) / 1e9;
            int written = book.revise("r", found).size();
            if (i < 3 || i % 10 == 9) {
                System.out.printf(
                        Locale.ROOT,
                        "snapshot %d: %.2f s, %d findings, %d written%n",
                        i + 1,
                        seconds,
                        found.size(),
                        written);
            }
        }
        long began = System.nanoTime();
        cost.finder().in(curves);
        System.out.printf(Locale.ROOT, "all anew: %.2f s%n", (System.nanoTime() - began) / 1e9);
    }

    private EmergenceFinder finder() {
        return new EmergenceFinder(manifest(), new TestItems(probeSet), EmergenceSettings.defaults());
    }

    private void put(RunCurves curves, long step, int snapshots) {
        for (int task = 0; task < TASKS; task++) {
            for (int layer = 0; layer < LAYERS; layer++) {
                double half = snapshots * (.05 + .01 * task);
                double accuracy = .4 + (.5 - .01 * layer) / (1 + Math.exp((half - step) / (.1 * snapshots)));
                curves.put(point(tasks.get(task), layer, step, accuracy), START);
            }
        }
        curves.put(new StepClosed("r", 1, step, START.plusSeconds(step), LAYERS * TASKS, LAYERS * TASKS, false), START);
    }

    private CurvePoint point(TaskInfo task, int layer, long step, double accuracy) {
        BitSet correct = new BitSet(ITEMS);
        for (int i = 0; i < ITEMS; i++) {
            correct.set(i, .9 * own[i] + .1 * random.nextDouble() < accuracy);
        }
        return new CurvePoint(
                "r",
                1,
                task.name(),
                task.level(),
                task.source(),
                layer,
                "layer" + layer,
                step,
                START.plusSeconds(step),
                null,
                Baseline.UNTRAINED,
                new Evidence.Items("set", ITEMS, correct, correct),
                new Figures(Map.of(Figure.ACCURACY, correct.cardinality() / (double) ITEMS, Figure.LEXICON, .6)),
                null,
                false,
                List.of());
    }

    private RunManifest manifest() {
        return new RunManifest(
                "r",
                1,
                0,
                START,
                "a model",
                1_000,
                IntStream.range(0, LAYERS)
                        .mapToObj(l -> new LayerInfo(l, "layer" + l, 8))
                        .toList(),
                probeSet.fingerprint(),
                tasks,
                List.of(),
                "every step",
                "words",
                "mean",
                FloatEncoding.F32,
                Baseline.UNTRAINED,
                "0");
    }

    private ProbeSet probeSet() {
        int sentences = ITEMS / WORDS;
        int[] sentence = IntStream.range(0, ITEMS).map(row -> row / WORDS).toArray();
        int[] split = new int[sentences];
        Arrays.fill(split, 2);
        int[] heads = new int[ITEMS];
        Arrays.fill(heads, ProbeSet.NO_HEAD);
        return new ProbeSet(
                new ProbeSet.Words(sentence, new int[ITEMS], new int[ITEMS], heads),
                new ProbeSet.Sentences(
                        new int[sentences], split, IntStream.range(0, sentences).toArray()),
                tasks.stream()
                        .map(task -> TaskLabels.ofTokens(task, new int[ITEMS]))
                        .toList());
    }
}
