package io.ovoscope.agent.probeset;

import io.ovoscope.agent.probeset.task.LabelledItem;
import io.ovoscope.agent.probeset.task.NumberDraft.WordTarget;
import io.ovoscope.agent.probeset.task.TaskOutline;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import io.ovoscope.wire.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A task that can be probed, and how its labels are laid out once every row is known. */
sealed interface AcceptedTask {
    TaskLabels labels(RowLayout layout);

    /**
     * A task of classes.
     *
     * @param classes those that are kept; items of others are among the items still and stay without a label
     */
    record Classified(TaskOutline outline, List<String> classes, List<LabelledItem> items) implements AcceptedTask {
        @Override
        public TaskLabels labels(RowLayout layout) {
            TaskInfo info = new TaskInfo(outline.name(), outline.level(), outline.input(), outline.source(), classes);
            return switch (outline.input()) {
                case TOKEN -> {
                    int[] labels = unlabelled(layout.rows());
                    items.forEach(item -> labels[layout.row(item.sentence(), item.first())] = label(item));
                    yield TaskLabels.ofTokens(info, labels);
                }
                case SENTENCE -> {
                    int[] labels = unlabelled(layout.sentences());
                    items.forEach(item -> labels[item.sentence()] = label(item));
                    yield TaskLabels.ofSentences(info, labels);
                }
                case PAIR -> TaskLabels.ofPairs(info, pairs(layout));
            };
        }

        private static int[] unlabelled(int length) {
            int[] labels = new int[length];
            Arrays.fill(labels, -1);
            return labels;
        }

        private int label(LabelledItem item) {
            return classes.indexOf(item.label());
        }

        /** In the order of their rows, so that records of the probe set, which are ranges of rows, hold ranges of pairs. */
        private int[] pairs(RowLayout layout) {
            return items.stream()
                    .filter(item -> label(item) != -1)
                    .map(item -> new int[] {
                        layout.row(item.sentence(), item.first()),
                        layout.row(item.sentence(), item.second()),
                        label(item)
                    })
                    .sorted(Comparator.<int[]>comparingInt(pair -> pair[0]).thenComparingInt(pair -> pair[1]))
                    .flatMapToInt(Arrays::stream)
                    .toArray();
        }
    }

    /** A task of numbers: of words, or of pairs whose targets follow from the heads and are not listed. */
    record Measured(TaskOutline outline, List<WordTarget> targets) implements AcceptedTask {
        @Override
        public TaskLabels labels(RowLayout layout) {
            TaskInfo info = new TaskInfo(outline.name(), outline.level(), outline.input(), outline.source(), List.of());
            if (outline.input() == TaskInput.PAIR) {
                return new TaskLabels(info, Tensor.ofFloats(new float[0], List.of(0L, 3L)));
            }
            float[] values = new float[layout.rows()];
            Arrays.fill(values, Float.NaN);
            targets.forEach(target -> values[layout.row(target.sentence(), target.word())] = target.value());
            return new TaskLabels(info, Tensor.ofFloats(values, List.of((long) values.length)));
        }
    }
}
