package io.ovoscope.collector.watch;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.GoldEdges;
import io.ovoscope.collector.probe.Trees;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.Split;
import io.ovoscope.wire.StructuralTasks;
import io.ovoscope.wire.TaskLabels;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The sentences of the test items of a probe set's tasks, in the order of {@link io.ovoscope.wire.Evidence.Items}: the task's labelled
 * items of the test split, in probe-set order; for the structural probe's distances the gold edges of the test trees. An altered
 * sentence counts as its original.
 */
final class TestItems {
    private final Function<String, Clusters> clusters;
    private final Map<String, Clusters> known = new HashMap<>();

    TestItems(ProbeSet set) {
        this(task -> clusters(set, task));
    }

    private TestItems(Function<String, Clusters> clusters) {
        this.clusters = clusters;
    }

    /** Of a run whose curves were made elsewhere: nobody knows the sentences. */
    static TestItems none() {
        return new TestItems(task -> clusters(new int[0]));
    }

    /** The sentences of a task's items; none for a task that the probe set lacks, or whose results are no items. */
    Clusters of(String task) {
        return known.computeIfAbsent(task, clusters);
    }

    private static Clusters clusters(ProbeSet set, String task) {
        return task.equals(StructuralTasks.DISTANCE) ? edges(set) : clusters(sentences(set, task));
    }

    /** The sentence of each of a task's labelled test items; none for a task that the probe set lacks, or without labels of classes. */
    static int[] sentences(ProbeSet set, String task) {
        return set.task(task).map(labels -> sentences(set, labels)).orElse(new int[0]);
    }

    private static Clusters edges(ProbeSet set) {
        ProbeSet.Words words = set.words();
        ProbeSet.Sentences sentences = set.sentences();
        return GoldEdges.of(Trees.of(
                        words.sentence(), words.punctuation(), words.head(), sentences.split(), sentences.source()))
                .clusters();
    }

    private static Clusters clusters(int[] sentences) {
        return Clusters.of(sentences, IntStream.range(0, sentences.length).toArray());
    }

    private static int[] sentences(ProbeSet set, TaskLabels task) {
        int[] labels = task.info().isRegression() ? new int[0] : task.classLabels();
        IntStream labelled = switch (task.info().input()) {
            case TOKEN -> tokens(set, labels);
            case SENTENCE -> sentences(set, labels);
            case PAIR -> pairs(set, labels);
        };
        return labelled.filter(sentence -> set.sentences().split()[sentence] == Split.TEST.code())
                .map(sentence -> set.sentences().source()[sentence])
                .toArray();
    }

    private static IntStream tokens(ProbeSet set, int[] labels) {
        return IntStream.range(0, labels.length)
                .filter(row -> labels[row] >= 0)
                .map(row -> set.words().sentence()[row]);
    }

    /** One without words cannot be probed. */
    private static IntStream sentences(ProbeSet set, int[] labels) {
        boolean[] hasWords = new boolean[set.sentenceCount()];
        for (int sentence : set.words().sentence()) {
            hasWords[sentence] = true;
        }
        return IntStream.range(0, labels.length).filter(sentence -> labels[sentence] >= 0 && hasWords[sentence]);
    }

    /** By the first row, and so by sentence, in whatever order the set has them; a pair of words of two sentences is not probed. */
    private static IntStream pairs(ProbeSet set, int[] labels) {
        int[] sentence = set.words().sentence();
        return IntStream.range(0, labels.length / 3)
                .filter(pair -> labels[3 * pair + 2] >= 0)
                .filter(pair -> sentence[labels[3 * pair]] == sentence[labels[3 * pair + 1]])
                .map(pair -> sentence[labels[3 * pair]])
                .sorted();
    }
}
