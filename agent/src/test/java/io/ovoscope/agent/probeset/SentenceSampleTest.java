package io.ovoscope.agent.probeset;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.wire.Split;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SentenceSampleTest {
    private static AnnotatedSentence numbered(int number) {
        return AnnotatedSentence.of("s" + number, List.of("egg", Integer.toString(number)));
    }

    @Test
    void everySentenceHasTheSameChance() {
        int[] chosen = new int[20];
        for (int seed = 0; seed < 2_000; seed++) {
            SentenceSample sample = new SentenceSample(Settings.with(seed, 5, 10));
            IntStream.range(0, 20).forEach(i -> sample.offer(numbered(i)));
            assertThat(sample.chosen()).hasSize(5);
            sample.chosen().forEach(s -> chosen[Integer.parseInt(s.words().get(1))]++);
        }
        // 500 expected each, standard deviation 19: six of them would be one failure in millions.
        assertThat(IntStream.of(chosen))
                .hasSize(20)
                .allSatisfy(count -> assertThat(count).isBetween(385, 615));
    }

    @Test
    void choiceKeepsTheTextsOrder() {
        SentenceSample sample = new SentenceSample(Settings.with(3, 50, 10));
        IntStream.range(0, 500).forEach(i -> sample.offer(numbered(i)));
        assertThat(sample.chosen())
                .hasSize(50)
                .extracting(s -> Integer.parseInt(s.words().get(1)))
                .isSorted();
        assertThat(sample.remarks()).containsExactly("chose 50 of 500 sentences (maxSentences)");
    }

    @Test
    void longAndRepeatedSentencesAreLeftOutAndCounted() {
        SentenceSample sample = new SentenceSample(Settings.with(1, 50, 3));
        sample.offer(AnnotatedSentence.of("a", List.of("Good", "eggs")));
        sample.offer(AnnotatedSentence.of("b", List.of("good", "Eggs")));
        sample.offer(AnnotatedSentence.of("c", List.of("one", "word", "too", "many")));
        assertThat(sample.chosen()).extracting(AnnotatedSentence::id).containsExactly("a");
        assertThat(sample.remarks())
                .containsExactlyInAnyOrder(
                        "left out sentences of more than 3 words (maxWordsPerSentence): 1",
                        "left out repeated sentences: 1");
    }

    private static AnnotatedSentence words(String id, String... words) {
        return AnnotatedSentence.of(id, List.of(words));
    }

    @Test
    void sameSentenceOfTwoSourcesIsOneWithTheLabelsOfBoth() {
        SentenceSample sample = new SentenceSample(Settings.with(1, 50, 10));
        sample.offer(
                "labels",
                words("l7", "good", "eggs")
                        .withDocument("barn")
                        .withSentenceLabel("Mood", "glad")
                        .withGivenParts(List.of(Split.TEST, Split.TRAIN)));
        sample.offer(
                "bank",
                words("b1", "Good", "eggs")
                        .withUpos(List.of("ADJ", "NOUN"))
                        .withWordLabels("Alive", List.of("", "no"))
                        .withGivenParts(List.of(Split.TEST, Split.DEVELOPMENT)));
        assertThat(sample.chosen())
                .containsExactly(words("b1", "Good", "eggs")
                        .withDocument("barn")
                        .withUpos(List.of("ADJ", "NOUN"))
                        .withSentenceLabel("Mood", "glad")
                        .withWordLabels("Alive", List.of("", "no"))
                        .withGivenParts(List.of(Split.TEST)));
        assertThat(sample.remarks()).containsExactly("joined sentences of bank with the same of labels: 1");
    }

    @Test
    void newcomerWithoutAnnotationBringsItsLabelsOnly() {
        SentenceSample sample = new SentenceSample(Settings.with(1, 50, 10));
        AnnotatedSentence tagged = words("b1", "Good", "eggs").withUpos(List.of("ADJ", "NOUN"));
        sample.offer("bank", tagged);
        sample.offer("labels", words("l7", "good", "eggs").withSentenceLabel("Mood", "glad"));
        assertThat(sample.chosen()).containsExactly(tagged.withSentenceLabel("Mood", "glad"));
    }

    @Test
    void limitHoldsForEachSourceAndJoinedSentencesCountAsBoths() {
        SentenceSample sample = new SentenceSample(Settings.with(1, 20, 10));
        IntStream.range(0, 15).forEach(i -> sample.offer("labels", numbered(i).withSentenceLabel("Mood", "glad")));
        IntStream.range(0, 100).forEach(i -> sample.offer("bank", numbered(i)));
        IntStream.range(200, 300).forEach(i -> sample.offer("text", numbered(i)));
        List<Integer> numbers = sample.chosen().stream()
                .map(s -> Integer.parseInt(s.words().get(1)))
                .toList();
        assertThat(numbers)
                .doesNotHaveDuplicates()
                .containsAll(IntStream.range(0, 15).boxed().toList());
        assertThat(numbers).filteredOn(number -> number < 100).hasSize(20);
        assertThat(numbers).filteredOn(number -> number >= 200).hasSize(20);
        assertThat(sample.remarks())
                .contains(
                        "chose 20 of 100 sentences of bank (maxSentences)",
                        "chose 20 of 100 sentences of text (maxSentences)");
    }

    @Test
    void sentencesLeftOutOfAFullSampleAreForgotten() {
        SentenceSample sample = new SentenceSample(Settings.with(1, 1, 10));
        IntStream.range(0, 50).forEach(i -> sample.offer("one", numbered(i)));
        int held = Integer.parseInt(sample.chosen().get(0).words().get(1));
        IntStream.range(0, 50).forEach(i -> sample.offer("two", numbered(i).withSentenceLabel("Mood", "glad")));
        assertThat(sample.remarks()).contains("joined sentences of two with the same of one: 1");
        assertThat(sample.chosen())
                .filteredOn(s -> s.words().get(1).equals(Integer.toString(held)))
                .singleElement()
                .matches(AnnotatedSentence::isLabelled);
    }
}
