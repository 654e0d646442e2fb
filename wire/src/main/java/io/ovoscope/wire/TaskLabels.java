package io.ovoscope.wire;

import java.util.List;

/**
 * A task with its labels.
 *
 * <p>Token tasks hold one label per row, sentence tasks one per sentence, pair tasks three numbers per pair: row, row, label.
 * A label is the index of a class, or −1 for none. Regression targets are floats, NaN for none; those of pairs follow from the probe
 * set's heads and are not listed. Pairs are ordered by their first row.
 *
 * @param info what the task is
 * @param labels {@code I32} of [rows], [sentences] or [pairs, 3]; {@code F32} of [rows], [sentences] or [0, 3] for regression
 */
public record TaskLabels(TaskInfo info, Tensor labels) {
    public static TaskLabels ofTokens(TaskInfo info, int[] labels) {
        return new TaskLabels(info, Tensor.ofInts(labels));
    }

    public static TaskLabels ofSentences(TaskInfo info, int[] labels) {
        return new TaskLabels(info, Tensor.ofInts(labels));
    }

    /** A pair task; {@code rowRowLabel} holds three numbers per pair. */
    public static TaskLabels ofPairs(TaskInfo info, int[] rowRowLabel) {
        return new TaskLabels(info, Tensor.ofInts(rowRowLabel, List.of(rowRowLabel.length / 3L, 3L)));
    }

    /** Class labels, in the layout that the input says. */
    public int[] classLabels() {
        return labels.ints(tensorName());
    }

    String tensorName() {
        return info.input().prefix() + info.name();
    }
}
