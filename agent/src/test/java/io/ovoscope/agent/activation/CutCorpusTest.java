package io.ovoscope.agent.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import io.ovoscope.wire.Tensor;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CutCorpusTest {
    private static final WordEncoder ENCODER =
            new WordVocabulary(Map.of("a", 1), 0, true, OptionalInt.of(2), OptionalInt.of(3));

    private static TaskInfo task(String name, TaskInput input, String... classes) {
        return new TaskInfo(name, Level.SYNTAX, input, LabelSource.GOLD, List.of(classes));
    }

    /** Three sentences of 2, 4 and 3 words. */
    private static ProbeCorpus corpus() {
        ProbeSet set = new ProbeSet(
                new ProbeSet.Words(
                        new int[] {0, 0, 1, 1, 1, 1, 2, 2, 2},
                        new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8},
                        new int[9],
                        new int[] {ProbeSet.ROOT, 0, 3, ProbeSet.ROOT, 3, 4, 7, 8, ProbeSet.ROOT}),
                new ProbeSet.Sentences(new int[3], new int[3], new int[] {0, 1, 2}),
                List.of(
                        TaskLabels.ofTokens(
                                task("Tag", TaskInput.TOKEN, "x", "y"), new int[] {0, 1, 1, 0, 1, 0, 0, 1, -1}),
                        TaskLabels.ofSentences(task("Mood", TaskInput.SENTENCE, "x", "y"), new int[] {0, 1, 1}),
                        TaskLabels.ofPairs(
                                task("Arc", TaskInput.PAIR, "x", "y"), new int[] {0, 1, 0, 2, 3, 1, 3, 5, 0, 6, 7, 1}),
                        new TaskLabels(
                                task("StructuralDepth", TaskInput.TOKEN),
                                Tensor.ofFloats(new float[] {0, 1, 1, 0, 1, 2, 2, 1, 0}, List.of(9L)))));
        return new ProbeCorpus(
                set,
                List.of(List.of("a", "b"), List.of("a", "b", "c", "d"), List.of("a", "b", "c")),
                List.of(),
                List.of("earlier"));
    }

    @Test
    void wordsBehindTheLastPositionLeaveTheProbeSetWithTheirLabels() {
        ProbeCorpus cut =
                CutCorpus.fit(corpus(), ENCODER, NetworkSettings.defaults().withTruncation(5));
        assertThat(cut.sentences()).containsExactly(List.of("a", "b"), List.of("a", "b", "c"), List.of("a", "b", "c"));
        ProbeSet set = cut.set();
        assertThat(set.words().sentence()).containsExactly(0, 0, 1, 1, 1, 2, 2, 2);
        assertThat(set.words().type()).containsExactly(0, 1, 2, 3, 4, 6, 7, 8);
        assertThat(set.words().head()).containsExactly(-1, 0, -2, -2, -2, 6, 7, -1);
        assertThat(set.tasks().get(0).classLabels()).containsExactly(0, 1, 1, 0, 1, 0, 1, -1);
        assertThat(set.tasks().get(1).classLabels()).containsExactly(0, -1, 1);
        assertThat(set.tasks().get(2).classLabels()).containsExactly(0, 1, 0, 2, 3, 1, 5, 6, 1);
        assertThat(set.tasks().get(3).labels().floats("depth"))
                .containsExactly(0, 1, Float.NaN, Float.NaN, Float.NaN, 2, 1, 0);
        assertThat(cut.remarks())
                .containsExactly(
                        "earlier",
                        "1 of 3 sentences are cut to 5 positions: 1 words are not probed, and the cut"
                                + " sentences have no tree and no label of the whole");
        assertThat(set.fingerprint()).isNotEqualTo(corpus().set().fingerprint());
    }

    @Test
    void nothingIsCutWhereEverySentenceFitsOrSettingsDoNotSaySo() {
        ProbeCorpus corpus = corpus();
        assertThat(CutCorpus.fit(corpus, ENCODER, NetworkSettings.defaults().withTruncation(6)))
                .isSameAs(corpus);
        assertThat(CutCorpus.fit(corpus, ENCODER, NetworkSettings.defaults().withSequenceLength(3)))
                .isSameAs(corpus);
    }

    @Test
    void positionsThatDoNotHoldAWordAreRefused() {
        assertThatThrownBy(() -> CutCorpus.fit(
                        corpus(), ENCODER, NetworkSettings.defaults().withTruncation(2)))
                .hasMessageContaining("the first word of the sentence 'a b' has 1 pieces, and start and end 2")
                .hasMessageContaining("at most 2 together (network.sequenceLength)");
    }
}
