package io.ovoscope.agent.probeset;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
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
}
