package io.ovoscope.demo.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SilverTaggerTest {

    private final SilverTagger tagger = SilverTagger.load();

    @Test
    void plainSentenceGetsUniversalTags() {
        assertThat(tagger.tags(new Sentence(List.of("The", "old", "dog", "slept", "in", "Paris", "."))))
                .containsExactly("DET", "ADJ", "NOUN", "VERB", "ADP", "PROPN", "PUNCT");
    }

    @Test
    void jointTagOfAContractionBecomesItsFirst() {
        assertThat(tagger.tags(new Sentence(List.of("They", "cannot", "know", "."))))
                .hasSize(4)
                .noneMatch(tag -> tag.contains("+"));
    }
}
