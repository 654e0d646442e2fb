package io.ovoscope.agent.probeset.sentence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnnotatedSentenceTest {
    private static final AnnotatedSentence HENS = AnnotatedSentence.of("s1", List.of("Hens", "lay", "$", "--", "'s"));

    private static Annotation tree(Integer... heads) {
        return new Annotation(List.of(), List.of(), List.of(), List.of(heads), List.of());
    }

    @Test
    void columnsOfTheWrongLengthAreRefused() {
        assertThatThrownBy(() -> HENS.withUpos(List.of("NOUN")))
                .hasMessage("sentence s1: 1 upos: expecting none or 5, one per word");
        assertThatThrownBy(() -> HENS.withAnnotation(tree(-1, 0)))
                .hasMessage("sentence s1: 2 heads: expecting none or 5, one per word");
        assertThatThrownBy(() -> HENS.withWordLabels("Supersense", List.of("animal")))
                .hasMessage("sentence s1: 1 labels of Supersense: expecting 5, one per word");
    }

    @Test
    void sentencesWithoutWordsOrWithBlankOnesAreRefused() {
        assertThatThrownBy(() -> AnnotatedSentence.of("s2", List.of())).hasMessageContaining("sentence s2: words []");
        assertThatThrownBy(() -> AnnotatedSentence.of("s2", List.of("a", " "))).hasMessageContaining("not blank");
    }

    @Test
    void headsThatAreNoTreeAreRefused() {
        assertThatThrownBy(() -> tree(1, 0)).hasMessageContaining("0 roots").hasMessageContaining("no cycle");
        assertThatThrownBy(() -> tree(-1, 5)).hasMessageContaining("word 2 has HEAD 6: expecting 0 (the root) to 2");
        assertThatThrownBy(() -> tree(-1, -1, 0)).hasMessage("2 roots (words [1, 2]): expecting one word with head 0");
        assertThatThrownBy(() -> tree(-1, 2, 3, 1))
                .hasMessage("word 2 is above itself in the tree: expecting no cycle");
    }

    @Test
    void aVeryDeepTreeIsCheckedWithoutRecursion() {
        Integer[] heads = IntStream.range(-1, 9_999).boxed().toArray(Integer[]::new);
        assertThat(tree(heads).heads()).hasSize(10_000);
    }

    @Test
    void punctuationIsTaggedSoOrHasNoLetterOrDigit() {
        AnnotatedSentence tagged = HENS.withUpos(List.of("NOUN", "SYM", "NOUN", "", "PUNCT"));
        assertThat(IntStream.range(0, 5).mapToObj(HENS::isPunctuation))
                .containsExactly(false, false, true, true, false);
        assertThat(IntStream.range(0, 5).mapToObj(tagged::isPunctuation))
                .containsExactly(false, true, true, true, true);
    }
}
