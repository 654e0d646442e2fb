package io.ovoscope.launcher;

import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A run whose truth is known: word classes and sentence kinds stand out of noise more with every step, and more in higher layers.
 * The same name and seed give the same numbers.
 */
final class SyntheticRun {
    static final int WORDS = 8;
    static final int CLASSES = 4;
    static final int KINDS = 2;
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final int TYPES = 40;

    final String name;
    final int layers;
    final int width;
    final ProbeSet probeSet;
    private final int[] classOfRow;
    private final int[] kindOfSentence;

    SyntheticRun(String name, int layers, int width, int sentences) {
        this.name = name;
        this.layers = layers;
        this.width = width;
        SplittableRandom random = new SplittableRandom(7);
        int rows = sentences * WORDS;
        int[] types = random.ints(rows, 0, TYPES).toArray();
        // A type is mostly of one class, so that the lexicon is a floor and not the truth.
        classOfRow = Arrays.stream(types)
                .map(type -> random.nextDouble() < 0.8 ? type % CLASSES : random.nextInt(CLASSES))
                .toArray();
        kindOfSentence = random.ints(sentences, 0, KINDS).toArray();
        probeSet = new ProbeSet(
                new ProbeSet.Words(
                        IntStream.range(0, rows).map(row -> row / WORDS).toArray(),
                        types,
                        new int[rows],
                        filled(rows, ProbeSet.NO_HEAD)),
                new ProbeSet.Sentences(
                        new int[sentences],
                        IntStream.range(0, sentences).map(SyntheticRun::split).toArray(),
                        IntStream.range(0, sentences).toArray()),
                tasks());
    }

    private static int split(int sentence) {
        return sentence % 4 == 3 ? 2 : sentence % 8 == 6 ? 1 : 0;
    }

    private static int[] filled(int length, int value) {
        int[] values = new int[length];
        Arrays.fill(values, value);
        return values;
    }

    private List<TaskLabels> tasks() {
        TaskInfo upos =
                new TaskInfo("UPOS", Level.MORPHOLOGY, TaskInput.TOKEN, LabelSource.GOLD, List.of("A", "B", "C", "D"));
        TaskInfo kind =
                new TaskInfo("Kind", Level.SEMANTICS, TaskInput.SENTENCE, LabelSource.GOLD, List.of("one", "two"));
        TaskInfo arcs = new TaskInfo("DepArc", Level.SYNTAX, TaskInput.PAIR, LabelSource.GOLD, List.of("no", "yes"));
        return List.of(
                TaskLabels.ofTokens(upos, classOfRow),
                TaskLabels.ofSentences(kind, kindOfSentence),
                TaskLabels.ofPairs(arcs, new int[] {0, 1, 0, 1, 2, 1}));
    }

    RunManifest manifest() {
        List<LayerInfo> infos = IntStream.range(0, layers)
                .mapToObj(layer -> new LayerInfo(layer, "layer-" + layer, width))
                .toList();
        return new RunManifest(
                name,
                1,
                0,
                BEGIN,
                "synthetic",
                1,
                infos,
                probeSet.fingerprint(),
                probeSet.tasks().stream().map(TaskLabels::info).toList(),
                List.of(),
                "step 0, powers of two, then every 2",
                "none",
                "mean",
                FloatEncoding.F32,
                Baseline.UNTRAINED,
                "test");
    }

    /** rows × width: noise of variance 1, and the planted signal. */
    float[] layer(int layer, long step) {
        SplittableRandom random = new SplittableRandom(1_000L * layer + step);
        double strength = Math.min(2.5, 0.3 * step) * (layer + 1) / layers;
        float[] values = new float[probeSet.rows() * width];
        for (int row = 0; row < probeSet.rows(); row++) {
            for (int d = 0; d < width; d++) {
                values[row * width + d] = (float) random.nextGaussian();
            }
            values[row * width + classOfRow[row] % width] += (float) strength;
            values[row * width + (CLASSES + kindOfSentence[row / WORDS]) % width] += (float) (strength / 2);
        }
        return values;
    }

    /** The layer as parts of {@code rowsPerPart} rows. */
    List<ActivationPart> parts(int layer, long step, int rowsPerPart) {
        return parts(layer, step, rowsPerPart, layer(layer, step));
    }

    List<ActivationPart> parts(int layer, long step, int rowsPerPart, float[] values) {
        ActivationPart.Header header = new ActivationPart.Header(
                name,
                1,
                step,
                layer,
                "layer-" + layer,
                BEGIN.plusSeconds(step),
                probeSet.rows(),
                probeSet.fingerprint(),
                3.0 / (1 + step));
        List<ActivationPart> parts = new ArrayList<>();
        for (int first = 0; first < probeSet.rows(); first += rowsPerPart) {
            int count = Math.min(rowsPerPart, probeSet.rows() - first);
            parts.add(ActivationPart.of(header, values, width, first, count, FloatEncoding.F32));
        }
        return parts;
    }
}
