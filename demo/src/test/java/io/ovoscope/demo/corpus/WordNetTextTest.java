package io.ovoscope.demo.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.demo.corpus.Gloss.PartOfSpeech;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WordNetTextTest {

    private static WordNetText wordNet;

    @BeforeAll
    static void readOnce() {
        wordNet = WordNetText.read();
    }

    @Test
    void everySynsetOfWordNet31HasItsGloss() {
        Map<PartOfSpeech, Integer> counts = new EnumMap<>(PartOfSpeech.class);
        wordNet.glosses().forEach(gloss -> counts.merge(gloss.partOfSpeech(), 1, Integer::sum));

        assertThat(counts)
                .containsEntry(PartOfSpeech.NOUN, 82192)
                .containsEntry(PartOfSpeech.VERB, 13789)
                .containsEntry(PartOfSpeech.ADJECTIVE, 18185)
                .containsEntry(PartOfSpeech.ADVERB, 3625);
        assertThat(wordNet.examples()).hasSizeGreaterThan(48_000);
    }

    @Test
    void definitionStandsWithoutItsExamplesAndExamplesAlone() {
        assertThat(wordNet.glosses())
                .contains(new Gloss(
                        new Sentence(List.of("an", "attempt", "to", "get", "something")),
                        PartOfSpeech.NOUN,
                        "noun.act"));
        assertThat(wordNet.examples())
                .contains(new Sentence(List.of("they", "made", "a", "futile", "play", "for", "power")))
                .contains(new Sentence(List.of("he", "made", "a", "bid", "to", "gain", "attention")));
    }

    @Test
    void glossesComeInTheSameOrderEveryTime() {
        assertThat(WordNetText.read().glosses()).isEqualTo(wordNet.glosses());
    }
}
