package io.ovoscope.agent.probeset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ovoscope.agent.probeset.task.BuiltInTasks;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.Split;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the tasks make of a real treebank, where one is at hand. */
class RealTreebankTest {
    private static final String VARIABLE = "OVOSCOPE_TREEBANK";

    private ProbeCorpus corpus;

    /** Before each test, so that each is counted as skipped. */
    @BeforeEach
    void read() throws IOException {
        String treebank = System.getenv(VARIABLE);
        assumeTrue(
                treebank != null && !treebank.isBlank() && Files.exists(Path.of(treebank)),
                VARIABLE + " names no treebank: expecting a folder such as UD_English-EWT");
        corpus = ProbeCorpora.fromConllu(Path.of(treebank), ProbeSetSettings.defaults());
    }

    @Test
    void everyTaskCanBeProbedWithItemsInEveryPart() {
        assertThat(corpus.skipped()).isEmpty();
        assertThat(corpus.set().tasks())
                .extracting(task -> task.info().name())
                .containsExactlyElementsOf(BuiltInTasks.names());
        for (TaskLabels task : corpus.set().tasks()) {
            if (!task.info().isRegression()) {
                Map<Integer, Integer> items = itemsOfParts(task);
                assertThat(items.keySet()).as(task.info().name()).containsExactlyInAnyOrder(0, 1, 2);
                assertThat(items.getOrDefault(Split.TRAIN.code(), 0))
                        .as(task.info().name())
                        .isGreaterThan(items.getOrDefault(Split.TEST.code(), 0));
            }
        }
    }

    private Map<Integer, Integer> itemsOfParts(TaskLabels task) {
        ProbeSet set = corpus.set();
        boolean pairs = task.info().input() == TaskInput.PAIR;
        int[] labels = task.classLabels();
        Map<Integer, Integer> items = new TreeMap<>();
        for (int i = 0; i < labels.length; i += pairs ? 3 : 1) {
            if (labels[pairs ? i + 2 : i] != -1) {
                int sentence = task.info().input() == TaskInput.SENTENCE
                        ? i
                        : set.words().sentence()[pairs ? labels[i] : i];
                items.merge(set.sentences().split()[sentence], 1, Integer::sum);
            }
        }
        return items;
    }

    @Test
    void nearlyEveryWordHasATrueAndAFalseHead() {
        int heads = 0;
        for (int head : corpus.set().words().head()) {
            heads += head >= 0 ? 1 : 0;
        }
        int[] pairs = corpus.set().task("DepArc").orElseThrow().classLabels();
        assertThat(pairs.length / 6.0 / heads).isBetween(0.95, 1.0);
    }

    @Test
    void mostReplacementsMakeBigramsThatOccur() {
        assertThat(corpus.remarks())
                .filteredOn(remark -> remark.startsWith("SOMO"))
                .singleElement()
                .satisfies(remark -> {
                    String[] numbers = remark.replaceAll("[^0-9]+", " ").strip().split(" ", -1);
                    int all = Integer.parseInt(numbers[0]);
                    assertThat(all).isGreaterThan(300);
                    assertThat(Integer.parseInt(numbers[1])).isGreaterThan(all / 2);
                });
    }
}
