package io.ovoscope.agent.probeset.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurfaceTasksTest {
    private static AnnotatedSentence ofLength(int words) {
        return AnnotatedSentence.of("s", Collections.nCopies(words, "word"));
    }

    private static List<LabelledItem> lengths(int bins, Integer... lengths) {
        AnnotatedSentence[] sentences =
                Stream.of(lengths).map(SurfaceTasksTest::ofLength).toArray(AnnotatedSentence[]::new);
        return Samples.items(new SentenceLength(bins), sentences);
    }

    @Test
    void binsOfLengthsAreBalancedAndNamedByTheirBounds() {
        assertThat(lengths(3, 9, 1, 2, 4, 7, 3))
                .extracting(LabelledItem::label)
                .containsExactly("5-9", "1-2", "1-2", "3-4", "5-9", "3-4");
    }

    @Test
    void aLengthIsNeverInTwoBins() {
        assertThat(lengths(3, 5, 5, 5, 5, 5, 8))
                .extracting(LabelledItem::label)
                .containsExactly("5", "5", "5", "5", "5", "6-8");
        assertThat(lengths(6, 4, 4)).extracting(LabelledItem::label).containsOnly("4");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sixBinsAreNearlyEvenOnMixedLengths(long seed) {
        Random random = new Random(seed);
        Integer[] lengths =
                Stream.generate(() -> 1 + random.nextInt(40)).limit(1_200).toArray(Integer[]::new);
        assertThat(Samples.counts(lengths(6, lengths)).values())
                .hasSize(6)
                .allSatisfy(count -> assertThat(count).isBetween(160, 240));
    }

    @Test
    void sentenceCountsWhenOneWordOccursInItExactlyOnce() {
        List<LabelledItem> items = Samples.items(
                new WordContent(2, 1, 0.8),
                Samples.sentence("Brown eggs"),
                Samples.sentence("white eggs"),
                Samples.sentence("the hens"),
                Samples.sentence("eggs from hens"),
                Samples.sentence("eggs or EGGS"),
                Samples.sentence("the Hens"),
                Samples.sentence("feed them"));
        assertThat(items)
                .containsExactly(
                        LabelledItem.ofSentence(0, "eggs"),
                        LabelledItem.ofSentence(1, "eggs"),
                        LabelledItem.ofSentence(2, "hens"),
                        LabelledItem.ofSentence(5, "hens"));
    }

    @Test
    void wordsThatAreShortTooFrequentOrTooRareAreNoTargets() {
        List<AnnotatedSentence> sentences = new ArrayList<>();
        for (int s = 0; s < 100; s++) {
            String seldom = s == 0 ? "seldom" : "x" + s;
            sentences.add(Samples.sentence(
                    "always hen " + (s % 10 == 0 ? "tenth" : s % 10 == 1 ? "eleventh" : "-") + " " + seldom));
        }
        ClassDraft draft = new WordContent(50, 5, 0.5).draft(Samples.training(sentences), new Random(1));
        assertThat(Samples.counts(draft.items())).isEqualTo(Map.of("tenth", 10, "eleventh", 10));
    }

    @Test
    void wordThatSeldomStandsAloneGivesItsSentencesToTheOther() {
        AnnotatedSentence both = Samples.sentence("eggs hens");
        ClassDraft draft = new WordContent(2, 2, 1)
                .draft(
                        Samples.training(
                                List.of(both, both, both, Samples.sentence("eggs laid"), Samples.sentence("old eggs"))),
                        new Random(1));
        assertThat(Samples.counts(draft.items())).isEqualTo(Map.of("eggs", 5));
    }
}
