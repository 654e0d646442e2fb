package io.ovoscope.demo.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceTest {

    @Test
    void caseSpacingAndPunctuationDoNotTellSentencesApart() {
        Sentence spaced = new Sentence(List.of("A", "well", "-", "known", "İsland", "."));
        Sentence joined = new Sentence(List.of("a", "wellknown", "İSLAND"));

        assertThat(spaced.normalised()).isEqualTo(joined.normalised()).startsWith("awellknown");
    }

    @Test
    void otherWordsOrDigitsTellSentencesApart() {
        assertThat(new Sentence(List.of("page", "1")).normalised())
                .isNotEqualTo(new Sentence(List.of("page", "2")).normalised());
    }

    @Test
    void sentenceWithoutWordsIsRefused() {
        assertThatThrownBy(() -> new Sentence(List.of())).hasMessageContaining("expecting at least one word");
        assertThatThrownBy(() -> new Sentence(List.of("a", ""))).hasMessageContaining("expecting no empty word");
    }
}
