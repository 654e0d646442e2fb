package io.ovoscope.demo.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {

    private static final List<Sentence> TEXT =
            List.of(sentence("The cat saw the dog"), sentence("a cat and a dog and the end"));

    @Test
    void commonestWordsComeFirstAndEqualOnesAlphabetically() {
        assertThat(Vocabulary.commonest(TEXT, 100).words())
                .containsExactly("<unk>", "<s>", "the", "a", "and", "cat", "dog", "end", "saw");
    }

    @Test
    void sizeCountsTheSpecialWords() {
        assertThat(Vocabulary.commonest(TEXT, 5).words()).containsExactly("<unk>", "<s>", "the", "a", "and");
    }

    @Test
    void sentenceBeginsWithTheBoundaryAndCaseIsIgnored() {
        Vocabulary vocabulary = Vocabulary.commonest(TEXT, 5);

        assertThat(vocabulary.encode(sentence("THE Cat and"))).containsExactly(Vocabulary.BOUNDARY, 2, 0, 4);
    }

    @Test
    void specialWordsInTheTextStandOnce() {
        Vocabulary vocabulary = Vocabulary.commonest(List.of(sentence("<s> <s> x <unk>")), 10);

        assertThat(vocabulary.words()).containsExactly("<unk>", "<s>", "x");
    }

    @Test
    void tooSmallOrRepeatedVocabularyIsRefused() {
        assertThatThrownBy(() -> Vocabulary.commonest(TEXT, 2)).hasMessageContaining("vocabulary size 2");
        assertThatThrownBy(() -> new Vocabulary(List.of("<unk>", "<s>", "x", "x")))
                .hasMessageContaining("twice: x");
        assertThatThrownBy(() -> new Vocabulary(List.of("x"))).hasMessageContaining("expecting <unk>, <s>");
    }

    private static Sentence sentence(String words) {
        return new Sentence(List.of(words.split(" ", -1)));
    }
}
