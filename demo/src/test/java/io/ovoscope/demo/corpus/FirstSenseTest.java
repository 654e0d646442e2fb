package io.ovoscope.demo.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FirstSenseTest {
    private final FirstSense senses = FirstSense.load();

    @Test
    void inflectedNounsAndVerbsHaveTheClassOfTheirLemmasFirstSense() {
        assertThat(senses.supersenses(
                        List.of("The", "dogs", "ate", "Geese", "in", "kitchens"),
                        List.of("DET", "NOUN", "VERB", "NOUN", "ADP", "NOUN")))
                .containsExactly("", "noun.animal", "verb.consumption", "noun.animal", "", "noun.artifact");
    }

    @Test
    void tagDecidesBetweenNounAndVerb() {
        assertThat(senses.supersenses(List.of("hammer", "hammer", "hammer"), List.of("NOUN", "VERB", "PROPN")))
                .containsExactly("noun.artifact", "verb.contact", "");
    }

    @Test
    void wordsThatWordNetLacksHaveNone() {
        assertThat(senses.supersenses(List.of("qxzzyt", "'s"), List.of("NOUN", "VERB")))
                .containsExactly("", "");
    }
}
