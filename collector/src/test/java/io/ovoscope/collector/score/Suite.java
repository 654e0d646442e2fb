package io.ovoscope.collector.score;

import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StructuralTasks;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import io.ovoscope.wire.Tensor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A run with a task of each kind, whose layers are made of what they shall know: layer 0 the word's type, the layers above also a tag that
 * no type decides, and the way to the root of the sentence's tree.
 */
final class Suite {
    static final String RUN = "suite";
    static final int WORDS = 6;
    static final int SENTENCES = 180;
    static final int ROWS = WORDS * SENTENCES;
    static final int TYPES = 40;
    static final int WIDTH = 12;
    private static final int TYPE_AT = 6;
    private static final int TAG_AT = 11;

    private final int[] type = new int[ROWS];
    private final int[] tag = new int[ROWS];
    private final int[] head = new int[ROWS];
    private final float[] embeddings = new float[TYPES * WIDTH];
    private final ProbeSet probeSet;

    Suite() {
        SplittableRandom random = new SplittableRandom(1);
        for (int row = 0; row < ROWS; row++) {
            type[row] = random.nextInt(TYPES);
            tag[row] = random.nextInt(3);
            int first = row / WORDS * WORDS;
            head[row] = row == first ? ProbeSet.ROOT : first + random.nextInt(row - first);
        }
        for (int i = 0; i < embeddings.length; i++) {
            embeddings[i] = (float) random.nextGaussian();
        }
        probeSet = new ProbeSet(
                new ProbeSet.Words(
                        IntStream.range(0, ROWS).map(row -> row / WORDS).toArray(), type, new int[ROWS], head),
                new ProbeSet.Sentences(
                        new int[SENTENCES],
                        IntStream.range(0, SENTENCES)
                                .map(s -> s % 6 == 0 ? 2 : s % 6 == 1 ? 1 : 0)
                                .toArray(),
                        IntStream.range(0, SENTENCES).toArray()),
                tasks());
    }

    private List<TaskLabels> tasks() {
        List<String> parity = List.of("even", "odd");
        return List.of(
                TaskLabels.ofTokens(info("Tag", TaskInput.TOKEN, List.of("a", "b", "c")), tag),
                TaskLabels.ofTokens(
                        info("Type", TaskInput.TOKEN, parity),
                        IntStream.of(type).map(t -> t % 2).toArray()),
                TaskLabels.ofSentences(
                        info("FirstTag", TaskInput.SENTENCE, List.of("a", "b", "c")),
                        IntStream.range(0, SENTENCES).map(s -> tag[s * WORDS]).toArray()),
                TaskLabels.ofPairs(info("Arc", TaskInput.PAIR, List.of("no", "yes")), arcs()),
                TaskLabels.ofPairs(info("TrueArc", TaskInput.PAIR, List.of("a", "b", "c")), trueArcs()),
                new TaskLabels(
                        info(StructuralTasks.DISTANCE, TaskInput.PAIR, List.of()),
                        Tensor.ofFloats(new float[0], List.of(0L, 3L))),
                new TaskLabels(
                        info(StructuralTasks.DEPTH, TaskInput.TOKEN, List.of()),
                        Tensor.ofFloats(depths(), List.of((long) ROWS))),
                new TaskLabels(
                        info("Frequency", TaskInput.TOKEN, List.of()),
                        Tensor.ofFloats(new float[ROWS], List.of((long) ROWS))));
    }

    private static TaskInfo info(String name, TaskInput input, List<String> classes) {
        return new TaskInfo(name, Level.SYNTAX, input, LabelSource.GOLD, classes);
    }

    /** Each word with its head, which is an arc, and with another word, which is none. */
    private int[] arcs() {
        List<Integer> arcs = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            if (head[row] != ProbeSet.ROOT) {
                int first = row / WORDS * WORDS;
                int other = first + (head[row] - first + 1) % WORDS;
                arcs.addAll(List.of(row, head[row], 1, row, other, 0));
            }
        }
        return arcs.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Each word with its head, labelled by the head's tag. */
    private int[] trueArcs() {
        return IntStream.range(0, ROWS)
                .filter(row -> head[row] != ProbeSet.ROOT)
                .flatMap(row -> IntStream.of(row, head[row], tag[head[row]]))
                .toArray();
    }

    private float[] depths() {
        float[] depths = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            depths[row] = head[row] == ProbeSet.ROOT ? 0 : depths[head[row]] + 1;
        }
        return depths;
    }

    ProbeSet probeSet() {
        return probeSet;
    }

    /**
     * A layer.
     *
     * @param knowledge 0: the type alone, as layer 0; more: tag and tree too, so much stronger than the noise
     */
    float[] values(double knowledge, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[ROWS * WIDTH];
        for (int row = 0; row < ROWS; row++) {
            for (int d = 0; d < WIDTH; d++) {
                double type = d >= TYPE_AT && d < TAG_AT ? embeddings[this.type[row] * WIDTH + d] : 0;
                double known = d == TAG_AT ? tag[row] - 1 : d < TYPE_AT && isOnTheWay(row, d) ? 1 : 0;
                values[row * WIDTH + d] = (float) (type + knowledge * known + random.nextGaussian() * 0.1);
            }
        }
        return values;
    }

    /** Whether the d-th word of the sentence is the row's word or above it: squared distances of these ways are tree distances. */
    private boolean isOnTheWay(int row, int d) {
        for (int at = row; at != ProbeSet.ROOT; at = head[at]) {
            if (at % WORDS == d) {
                return true;
            }
        }
        return false;
    }

    RunManifest manifest() {
        return new RunManifest(
                RUN,
                1,
                0,
                Instant.EPOCH,
                "model",
                1,
                List.of(new LayerInfo(0, "l0", WIDTH), new LayerInfo(1, "l1", WIDTH)),
                probeSet.fingerprint(),
                probeSet.tasks().stream().map(TaskLabels::info).toList(),
                List.of(),
                "schedule",
                "encoder",
                "mean",
                FloatEncoding.F32,
                Baseline.UNTRAINED,
                "0");
    }

    LayerJob job(int layer, long step, LayerJob.Content content) {
        ActivationPart.Header header = new ActivationPart.Header(
                RUN, 1, step, layer, "l" + layer, Instant.EPOCH.plusSeconds(step), ROWS, probeSet.fingerprint(), 2.5);
        return new LayerJob(header, manifest(), probeSet, content, List.of());
    }
}
