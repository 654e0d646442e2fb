package io.ovoscope.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.StructuralTasks;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestItemsTest {
    private static final int ROOT = ProbeSet.ROOT;
    private static final int NO_HEAD = ProbeSet.NO_HEAD;

    /** Sentence 0 trains, 1 and 2 test, 3 is an altered copy of 2, 4 tests and has no tree. */
    private final ProbeSet set = new ProbeSet(
            new ProbeSet.Words(
                    new int[] {0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4},
                    new int[12],
                    new int[] {0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0},
                    new int[] {ROOT, 0, ROOT, 2, 2, 6, ROOT, 6, 7, ROOT, 9, NO_HEAD}),
            new ProbeSet.Sentences(new int[5], new int[] {0, 2, 2, 2, 2}, new int[] {0, 1, 2, 2, 4}),
            List.of(
                    TaskLabels.ofTokens(
                            info("UPOS", TaskInput.TOKEN), new int[] {0, 0, 0, 1, -1, 0, 0, 0, 0, 0, 0, -1}),
                    TaskLabels.ofSentences(info("BShift", TaskInput.SENTENCE), new int[] {0, -1, 0, 1, 0}),
                    TaskLabels.ofPairs(info("ArcLabel", TaskInput.PAIR), new int[] {1, 0, 0, 3, 2, 1, 5, 6, 0})));

    private final TestItems items = new TestItems(set);

    private static TaskInfo info(String name, TaskInput input) {
        return new TaskInfo(name, Level.SYNTAX, input, LabelSource.GOLD, List.of("no", "yes"));
    }

    private void assertItems(String task, int count, int sentences) {
        Clusters clusters = items.of(task);
        assertThat(clusters.items()).isEqualTo(count);
        assertThat(clusters.count()).isEqualTo(sentences);
    }

    @Test
    void labelledItemsOfTheTestPartCountAndAnAlteredSentenceIsItsOriginal() {
        assertItems("UPOS", 8, 2);
        assertItems("BShift", 3, 2);
        assertItems("ArcLabel", 2, 2);
    }

    /** A set from elsewhere: scoring passes over what cannot be probed, and takes pairs by their rows. */
    @Test
    void itemsAreThoseThatAreScoredInTheSameOrder() {
        ProbeSet foreign = new ProbeSet(
                new ProbeSet.Words(new int[] {0, 0, 2, 2}, new int[4], new int[4], new int[] {ROOT, 0, ROOT, 2}),
                new ProbeSet.Sentences(new int[3], new int[] {2, 2, 2}, new int[] {0, 1, 2}),
                List.of(
                        TaskLabels.ofSentences(info("Long", TaskInput.SENTENCE), new int[] {0, 1, 1}),
                        TaskLabels.ofPairs(
                                info("Arc", TaskInput.PAIR), new int[] {3, 2, 1, 0, 2, 0, 2, 3, 0, 1, 0, 1})));

        assertThat(TestItems.sentences(foreign, "Long"))
                .as("sentence 1 has no words")
                .containsExactly(0, 2);
        assertThat(TestItems.sentences(foreign, "Arc"))
                .as("rows 0 and 2 are of two sentences")
                .containsExactly(0, 2, 2);
    }

    @Test
    void itemsOfTheStructuralProbeAreTheGoldEdges() {
        // Row 3 in sentence 1, whose row 4 is punctuation; rows 5, 7 and 8 in sentence 2.
        assertItems(StructuralTasks.DISTANCE, 4, 2);
    }

    @Test
    void taskThatTheProbeSetLacksHasNoItems() {
        assertItems("Missing", 0, 0);
    }
}
