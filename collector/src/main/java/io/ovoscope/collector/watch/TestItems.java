package io.ovoscope.collector.watch;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.Split;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.util.stream.IntStream;

/**
 * The sentences of a task's test items, in the order of {@link io.ovoscope.wire.Evidence.Items}: the task's labelled items of the
 * test split, in probe-set order. An altered sentence counts as its original.
 */
final class TestItems {
    private TestItems() {}

    static Clusters clusters(ProbeSet set, TaskLabels task) {
        int[] sentences = sentences(set, task);
        return Clusters.of(sentences, IntStream.range(0, sentences.length).toArray());
    }

    private static int[] sentences(ProbeSet set, TaskLabels task) {
        int[] labels = task.info().isRegression() ? new int[0] : task.classLabels();
        int stride = task.info().input() == TaskInput.PAIR ? 3 : 1;
        return IntStream.range(0, labels.length / stride)
                .filter(item -> labels[item * stride + stride - 1] >= 0)
                .map(item -> sentence(set, task.info().input(), labels, item))
                .filter(sentence -> set.sentences().split()[sentence] == Split.TEST.code())
                .map(sentence -> set.sentences().source()[sentence])
                .toArray();
    }

    private static int sentence(ProbeSet set, TaskInput input, int[] labels, int item) {
        return switch (input) {
            case TOKEN -> set.words().sentence()[item];
            case SENTENCE -> item;
            case PAIR -> set.words().sentence()[labels[3 * item]];
        };
    }
}
