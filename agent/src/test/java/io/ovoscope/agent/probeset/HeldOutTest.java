package io.ovoscope.agent.probeset;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.wire.LabelSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeldOutTest {
    private final ProbeCorpus corpus = corpus();
    private final HeldOut heldOut = new HeldOut(corpus);

    private static ProbeCorpus corpus() {
        List<AnnotatedSentence> sentences = new ArrayList<>();
        sentences.add(AnnotatedSentence.of(
                "long", List.of("The", "farmer", "'s", "hens", "lay", "12", "eggs", "daily", ".")));
        sentences.add(AnnotatedSentence.of("short", List.of("Good", "eggs", "!")));
        sentences.add(AnnotatedSentence.of("dots", List.of(".", ".", ".")));
        sentences.addAll(SentencesOfOurOwn.many(200, 1));
        return ProbeCorpora.fromSentences(
                new AnnotatedText(sentences, LabelSource.GOLD, List.of()), Settings.withTasks("BShift", "SentLen"));
    }

    private List<Integer> found(String... texts) {
        return heldOut.occurrences(Stream.of(texts)).stream()
                .map(HeldOut.Occurrence::sentence)
                .toList();
    }

    @Test
    void sentenceIsFoundWhateverItsCaseSpacesAndPunctuation() {
        assertThat(found("the FARMER’S hens lay 12 eggs daily")).containsExactly(0);
        assertThat(found("\"good eggs\"")).containsExactly(1);
    }

    @Test
    void longSentenceIsFoundWithinALineAndShortOneOnlyAsAWhole() {
        assertThat(found("It is said the farmer's hens lay 12 eggs daily, rain or shine."))
                .containsExactly(0);
        assertThat(found("They are good eggs!")).isEmpty();
    }

    @Test
    void sentenceThatDiffersByAWordIsNotFound() {
        assertThat(found("The farmer's hens lay 13 eggs daily.", "The farmer's hens lay 12 eggs", "...", ""))
                .isEmpty();
        assertThat(heldOut.isAbsentFrom("The farmer's hens lay 13 eggs daily.")).isTrue();
        assertThat(heldOut.isAbsentFrom("Good eggs")).isFalse();
    }

    @Test
    void everyOccurrenceIsReportedWithTheTextsNumberAndTheWords() {
        assertThat(heldOut.occurrences(Stream.of("no", "Good eggs.", "no", "good eggs")))
                .containsExactly(
                        new HeldOut.Occurrence(1, "Good eggs !", 1), new HeldOut.Occurrence(1, "Good eggs !", 3));
    }

    @Test
    void everySentenceIsFoundInItsOwnTextAlteredCopiesToo() {
        assertThat(corpus.sentences().size()).isGreaterThan(203);
        for (int s = 0; s < corpus.sentences().size(); s++) {
            List<Integer> found = found(String.join(" ", corpus.sentences().get(s)));
            if (s == 2) {
                assertThat(found).isEmpty();
            } else {
                assertThat(found).contains(s);
            }
        }
    }

    @Test
    void accentIsTheSameInOneCharacterAndInTwo() {
        assertThat(found("The farmer\uFF07s hens lay \uFF11\uFF12 eggs daily.")).containsExactly(0);
        assertThat(HeldOut.normalised(List.of("Cafe\u0301"))).isEqualTo(HeldOut.normalised(List.of("caf\u00E9")));
    }
}
