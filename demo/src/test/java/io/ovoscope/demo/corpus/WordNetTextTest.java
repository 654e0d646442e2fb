package io.ovoscope.demo.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Test
    void heldOutGlossesAreNeverTrainedOn() {
        DemoText text = GlossText.of(wordNet, new ProbeChoice(500, 4, 31, 3));

        List<String> trained =
                text.training().stream().map(Sentence::normalised).toList();
        assertThat(text.probe()).hasSize(500).allSatisfy(held -> {
            assertThat(held.sentence().length()).isBetween(4, 31);
            assertThat(held.origin()).isInstanceOf(ProbeSentence.FromGloss.class);
        });
        assertThat(trained)
                .hasSizeGreaterThan(160_000)
                .doesNotContainAnyElementsOf(text.probe().stream()
                        .map(held -> held.sentence().normalised())
                        .toList());
    }

    @Test
    void choiceDependsOnTheSeedAlone() {
        List<ProbeSentence> first =
                GlossText.of(wordNet, new ProbeChoice(50, 4, 31, 3)).probe();

        assertThat(GlossText.of(wordNet, new ProbeChoice(50, 4, 31, 3)).probe()).isEqualTo(first);
        assertThat(GlossText.of(wordNet, new ProbeChoice(50, 4, 31, 4)).probe()).isNotEqualTo(first);
    }

    @Test
    void exampleEqualToAHeldOutGlossIsRemovedAndCounted() {
        Sentence twice = new Sentence(List.of("Make", "cool", "or", "cooler", "!"));
        WordNetText small = new WordNetText(
                List.of(gloss("make", "cool", "or", "cooler"), gloss("too", "short")),
                List.of(twice, new Sentence(List.of("Chill", "the", "food"))));

        DemoText text = GlossText.of(small, new ProbeChoice(1, 4, 31, 1));

        assertThat(text.removed()).isEqualTo(1);
        assertThat(text.training())
                .extracting(Sentence::words)
                .containsExactly(List.of("too", "short"), List.of("Chill", "the", "food"));
    }

    @Test
    void glossThatStandsTwiceIsNotHeldOut() {
        WordNetText small = new WordNetText(
                List.of(gloss("of", "a", "good", "kind"), gloss("of", "a", "good", "kind"), gloss("of", "no", "kind")),
                List.of());

        DemoText text = GlossText.of(small, new ProbeChoice(3, 3, 31, 1));

        assertThat(text.probe())
                .extracting(held -> held.sentence().words())
                .containsExactly(List.of("of", "no", "kind"));
    }

    @Test
    void overlapIsRefusedByTheTextItself() {
        Sentence same = new Sentence(List.of("the", "same"));
        ProbeSentence held = new ProbeSentence(same, new ProbeSentence.FromGloss(PartOfSpeech.NOUN, "noun.act"));

        assertThatThrownBy(() -> new DemoText("text", List.of(same), List.of(held), 0))
                .hasMessageContaining("expecting no probe sentence in the training text")
                .hasMessageContaining("same");
    }

    private static Gloss gloss(String... words) {
        return new Gloss(new Sentence(List.of(words)), PartOfSpeech.VERB, "verb.change");
    }
}
