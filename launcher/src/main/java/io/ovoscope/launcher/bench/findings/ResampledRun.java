package io.ovoscope.launcher.bench.findings;

import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.Split;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A run of any length without any change, made of a {@linkplain RealPlateau real plateau}: sentences are drawn with replacement, and at
 * every snapshot each of them shows, in all tasks and layers together, what it showed at one of the plateau's snapshots: each at one of
 * its own, or all at the same one, which keeps what moves all sentences at once and shows it far more often than training does.
 */
final class ResampledRun implements Told.Snapshots {
    private static final String NAME = "resampled";

    private final RealPlateau plateau;
    private final boolean whole;
    private final SplittableRandom random;
    private final int snapshots;
    private final int[] drawn;
    private final Map<String, List<int[]>> itemsOf = new LinkedHashMap<>();
    private final ProbeSet probeSet;
    private int snapshot;

    /** One of the plateau's tasks: its items by sentence. */
    private record Task(TaskInfo info, int[][] itemsOfSentence) {}

    /** @param whole whether all sentences show the same snapshot, rather than each its own */
    ResampledRun(RealPlateau plateau, boolean whole, long seed) {
        this.plateau = plateau;
        this.whole = whole;
        this.random = new SplittableRandom(seed);
        this.snapshots = plateau.curves().get(0).right().size();
        int sentences = plateau.curves().stream()
                .mapToInt(curve -> Arrays.stream(curve.sentenceOf()).max().orElse(0) + 1)
                .max()
                .orElseThrow();
        drawn = random.ints(sentences, 0, sentences).toArray();
        probeSet = text(tasks(sentences));
    }

    private List<Task> tasks(int sentences) {
        Map<String, Task> tasks = new LinkedHashMap<>();
        for (RealPlateau.Curve curve : plateau.curves()) {
            tasks.computeIfAbsent(
                    curve.task().name(), name -> new Task(curve.task(), bySentence(curve.sentenceOf(), sentences)));
        }
        return List.copyOf(tasks.values());
    }

    private static int[][] bySentence(int[] sentenceOf, int sentences) {
        int[][] items = new int[sentences][0];
        for (int item = 0; item < sentenceOf.length; item++) {
            int[] grown = Arrays.copyOf(items[sentenceOf[item]], items[sentenceOf[item]].length + 1);
            grown[grown.length - 1] = item;
            items[sentenceOf[item]] = grown;
        }
        return items;
    }

    /** Every item of every task is a word of its own, in the sentence that it was drawn with. */
    private ProbeSet text(List<Task> tasks) {
        List<Integer> sentenceOf = new ArrayList<>();
        List<Integer> taskOf = new ArrayList<>();
        tasks.forEach(task -> itemsOf.put(task.info().name(), new ArrayList<>()));
        for (int copy = 0; copy < drawn.length; copy++) {
            for (int t = 0; t < tasks.size(); t++) {
                for (int item : tasks.get(t).itemsOfSentence()[drawn[copy]]) {
                    sentenceOf.add(copy);
                    taskOf.add(t);
                    itemsOf.computeIfAbsent(tasks.get(t).info().name(), name -> new ArrayList<>())
                            .add(new int[] {copy, item});
                }
            }
        }
        return probeSet(tasks, sentenceOf, taskOf);
    }

    private ProbeSet probeSet(List<Task> tasks, List<Integer> sentenceOf, List<Integer> taskOf) {
        int words = sentenceOf.size();
        List<TaskLabels> labels = new ArrayList<>();
        for (int t = 0; t < tasks.size(); t++) {
            int[] own = new int[words];
            for (int word = 0; word < words; word++) {
                own[word] = taskOf.get(word) == t ? 0 : -1;
            }
            TaskInfo info = tasks.get(t).info();
            labels.add(TaskLabels.ofTokens(
                    new TaskInfo(info.name(), info.level(), TaskInput.TOKEN, info.source(), List.of("a", "b")), own));
        }
        int[] split = new int[drawn.length];
        Arrays.fill(split, Split.TEST.code());
        int[] numbers = new int[drawn.length];
        Arrays.setAll(numbers, i -> i);
        int[] heads = new int[words];
        Arrays.fill(heads, -2);
        int[] sentences = sentenceOf.stream().mapToInt(Integer::intValue).toArray();
        return new ProbeSet(
                new ProbeSet.Words(sentences, new int[words], new int[words], heads),
                new ProbeSet.Sentences(numbers, split, numbers.clone()),
                labels);
    }

    ProbeSet probeSet() {
        return probeSet;
    }

    RunManifest manifest() {
        int layers = 1
                + plateau.curves().stream()
                        .mapToInt(RealPlateau.Curve::layer)
                        .max()
                        .orElse(0);
        return SimulatedRun.manifest(
                NAME,
                layers,
                probeSet,
                probeSet.tasks().stream().map(TaskLabels::info).toList());
    }

    @Override
    public List<CurveRecord> next() {
        int[] shown = random.ints(drawn.length, 0, snapshots).toArray();
        if (whole) {
            Arrays.fill(shown, shown[0]);
        }
        List<CurveRecord> records = new ArrayList<>();
        for (RealPlateau.Curve curve : plateau.curves()) {
            records.add(point(curve, shown));
        }
        int points = plateau.curves().size();
        records.add(new StepClosed(NAME, 1, SimulatedRun.step(snapshot), at(), points, points, false));
        snapshot++;
        return records;
    }

    private Instant at() {
        return SimulatedRun.START.plusSeconds(60L * snapshot);
    }

    private CurvePoint point(RealPlateau.Curve curve, int[] shown) {
        List<int[]> items = itemsOf.getOrDefault(curve.task().name(), List.of());
        BitSet right = new BitSet(items.size());
        for (int i = 0; i < items.size(); i++) {
            int[] item = items.get(i);
            right.set(i, curve.right().get(shown[item[0]]).get(item[1]));
        }
        int n = items.size();
        Figures figures = new Figures(Map.of(Figure.ACCURACY, right.cardinality() / (double) n, Figure.N, (double) n));
        return new CurvePoint(
                NAME,
                1,
                curve.task().name(),
                curve.task().level(),
                curve.task().source(),
                curve.layer(),
                "layer" + curve.layer(),
                SimulatedRun.step(snapshot),
                at(),
                null,
                Baseline.UNTRAINED,
                new Evidence.Items("test", n, right, null),
                figures,
                null,
                false,
                List.of());
    }
}
