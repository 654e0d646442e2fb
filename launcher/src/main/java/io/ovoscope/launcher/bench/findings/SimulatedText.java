package io.ovoscope.launcher.bench.findings;

import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.Split;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Test sentences of 4 to 20 words and tasks on them, of which nothing but their numbers matters.
 *
 * @param sentenceOf the sentence of each word
 */
@SuppressWarnings("ArrayRecordComponent") // shared by the runs of a simulation and never written
record SimulatedText(ProbeSet probeSet, List<TaskInfo> tasks, int[] sentenceOf, List<Integer> items) {
    private static final int SHORTEST = 4;
    private static final int LONGEST = 20;
    /** Mean square over mean of sizes that are uniform between the two. */
    static final double ITEMS_PER_SENTENCE = 14;

    /**
     * A task.
     *
     * @param items its test items: the first words of the text
     */
    record TaskSize(String name, Level level, LabelSource source, int items) {}

    static SimulatedText of(List<TaskSize> sizes, long seed) {
        int words = sizes.stream().mapToInt(TaskSize::items).max().orElseThrow();
        int[] sentenceOf = sentences(words, new SplittableRandom(seed));
        int count = sentenceOf[words - 1] + 1;
        int[] split = new int[count];
        Arrays.fill(split, Split.TEST.code());
        int[] numbers = new int[count];
        Arrays.setAll(numbers, i -> i);
        int[] types = new int[words];
        int[] heads = new int[words];
        Arrays.fill(heads, -2);
        List<TaskInfo> tasks = sizes.stream()
                .map(size -> new TaskInfo(size.name(), size.level(), TaskInput.TOKEN, size.source(), List.of("a", "b")))
                .toList();
        List<TaskLabels> labels = new java.util.ArrayList<>();
        for (int t = 0; t < tasks.size(); t++) {
            int[] own = new int[words];
            Arrays.fill(own, sizes.get(t).items(), words, -1);
            labels.add(TaskLabels.ofTokens(tasks.get(t), own));
        }
        ProbeSet set = new ProbeSet(
                new ProbeSet.Words(sentenceOf, types, new int[words], heads),
                new ProbeSet.Sentences(numbers, split, numbers.clone()),
                labels);
        return new SimulatedText(
                set, tasks, sentenceOf, sizes.stream().map(TaskSize::items).toList());
    }

    private static int[] sentences(int words, SplittableRandom random) {
        int[] sentenceOf = new int[words];
        int sentence = 0;
        int left = random.nextInt(SHORTEST, LONGEST + 1);
        for (int word = 0; word < words; word++) {
            if (left-- == 0) {
                sentence++;
                left = random.nextInt(SHORTEST, LONGEST + 1) - 1;
            }
            sentenceOf[word] = sentence;
        }
        return sentenceOf;
    }

    int sentenceCount() {
        return sentenceOf[sentenceOf.length - 1] + 1;
    }
}
