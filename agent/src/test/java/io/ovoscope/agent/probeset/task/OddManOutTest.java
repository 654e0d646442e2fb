package io.ovoscope.agent.probeset.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.agent.probeset.sentence.Annotation;
import io.ovoscope.agent.probeset.task.Replacements.Site;
import io.ovoscope.agent.probeset.task.Replacements.Support;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OddManOutTest {
    private static AnnotatedSentence tagged(String text, String... tags) {
        List<String> words = List.of(text.split(" ", -1));
        List<String> own = IntStream.range(0, words.size())
                .mapToObj(i -> tags[i].equals("NOUN") ? words.get(i).endsWith("s") ? "NNS" : "NN" : "")
                .toList();
        return AnnotatedSentence.of(text, words)
                .withAnnotation(new Annotation(List.of(tags), own, List.of(), List.of(), List.of()));
    }

    private static AnnotatedSentence clause(String noun, String verb) {
        return tagged("the " + noun + " " + verb + " soon .", "DET", "NOUN", "AUX", "ADV", "PUNCT");
    }

    private static List<String> replacements(ProbeSentences sentences, int sentence, Support support) {
        Site site = Replacements.sites(sentences.get(sentence)).get(0);
        return new Replacements(sentences)
                .of(site, support, sentences.get(sentence))
                .toList();
    }

    @Test
    void replacementIsSupportedByTheBigramsItMakes() {
        ProbeSentences sentences = Samples.training(List.of(
                clause("hen", "is"),
                clause("egg", "is"),
                clause("fox", "was"),
                clause("barn", "has"),
                clause("barns", "is")));
        assertThat(replacements(sentences, 0, Support.BOTH_BIGRAMS))
                .as("\"the egg\" and \"egg is\" occur; barns is a plural")
                .containsExactly("egg");
        assertThat(replacements(sentences, 0, Support.ONE_BIGRAM)).containsExactly("fox", "barn");
        assertThat(replacements(sentences, 0, Support.WORD_ALONE)).isEmpty();
    }

    @Test
    void wordWithOtherNeighboursIsSupportedByItsFrequencyAlone() {
        ProbeSentences sentences = Samples.training(
                List.of(clause("hen", "is"), tagged("my fox ran off !", "PRON", "NOUN", "AUX", "ADV", "PUNCT")));
        assertThat(replacements(sentences, 0, Support.WORD_ALONE)).containsExactly("fox");
        assertThat(replacements(sentences, 0, Support.ONE_BIGRAM)).isEmpty();
    }

    @Test
    void moreThanTwiceAsFrequentIsNotSimilar() {
        List<AnnotatedSentence> sentences = new ArrayList<>(List.of(clause("hen", "is")));
        sentences.addAll(List.of(clause("egg", "is"), clause("egg", "is")));
        assertThat(replacements(Samples.training(sentences), 0, Support.BOTH_BIGRAMS))
                .containsExactly("egg");
        sentences.add(clause("egg", "is"));
        for (Support support : Support.values()) {
            assertThat(replacements(Samples.training(sentences), 0, support)).isEmpty();
        }
    }

    @Test
    void vowelFollowsAnOnly() {
        ProbeSentences sentences = Samples.training(List.of(
                tagged("an egg is here .", "DET", "NOUN", "AUX", "ADV", "PUNCT"),
                clause("hen", "is"),
                clause("owl", "is")));
        assertThat(replacements(sentences, 0, Support.ONE_BIGRAM)).containsExactly("owl");
    }

    @Test
    void namesCapitalsAndWordsTheSentenceHasAreNeitherReplacedNorReplacements() {
        ProbeSentences sentences = Samples.training(List.of(
                tagged("Hen eggs Bo eggs x", "NOUN", "NOUN", "PROPN", "NOUN", "NOUN"),
                tagged("two foxes and eggs .", "NUM", "NOUN", "CCONJ", "NOUN", "PUNCT")));
        assertThat(Replacements.sites(sentences.get(0))).extracting(Site::word).containsExactly("eggs", "eggs");
        assertThat(replacements(sentences, 1, Support.WORD_ALONE)).isEmpty();
    }

    @Test
    void withoutFeaturesTheEndingStandsForTheForm() {
        ProbeSentences sentences = Samples.training(List.of(
                Samples.sentence("they wanted a wooden nest").withUpos(List.of("PRON", "VERB", "DET", "ADJ", "NOUN")),
                Samples.sentence("you painted and paint walls")
                        .withUpos(List.of("PRON", "VERB", "CCONJ", "VERB", "NOUN"))));
        assertThat(replacements(sentences, 0, Support.WORD_ALONE)).containsExactly("painted");
    }

    private static ClassDraft draft(ProbeSentences sentences, int maxSentences, long seed) {
        return new OddManOut(LabelSource.GOLD, maxSentences).draft(sentences, new Random(seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void copyDiffersByOneNounOrVerbOfEqualTagAndFeatures(long seed) {
        ProbeSentences sentences = Samples.mixed(GeneratedTreebank.many(400, seed));
        Map<String, Set<String>> kinds = new HashMap<>();
        sentences.sentences().forEach(sentence -> {
            for (int word = 0; word < sentence.words().size(); word++) {
                kinds.computeIfAbsent(sentence.words().get(word), any -> new HashSet<>())
                        .add(kind(sentence, word));
            }
        });
        ClassDraft draft = draft(sentences, 1_000, seed);
        assertThat(draft.altered()).hasSizeGreaterThan(100).allSatisfy(copy -> {
            AnnotatedSentence original = sentences.get(copy.source());
            List<Integer> changed = IntStream.range(0, copy.words().size())
                    .filter(i -> !copy.words().get(i).equals(original.words().get(i)))
                    .boxed()
                    .toList();
            assertThat(changed).hasSize(1);
            int site = changed.get(0);
            assertThat(original.annotation().upos().get(site)).isIn("NOUN", "VERB");
            assertThat(kinds.get(copy.words().get(site))).contains(kind(original, site));
        });
    }

    private static String kind(AnnotatedSentence sentence, int word) {
        Annotation annotation = sentence.annotation();
        return annotation.upos().get(word)
                + annotation.xpos().get(word)
                + annotation.feats().get(word);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void halfOfEachPartIsAlteredAndNoReplacementIsUsedInTwoParts(long seed) {
        ProbeSentences sentences = Samples.mixed(GeneratedTreebank.many(400, seed));
        ClassDraft draft = draft(sentences, 200, seed);
        Map<String, Split> owners = new HashMap<>();
        Map<Split, Integer> balance = new HashMap<>();
        Set<Integer> seen = new HashSet<>();
        for (AlteredSentence copy : draft.altered()) {
            Split split = sentences.splits().get(copy.source());
            assertThat(copy.label()).isEqualTo("replaced");
            assertThat(seen.add(copy.source())).isTrue();
            balance.merge(split, 1, Integer::sum);
            List<String> words = new ArrayList<>(copy.words());
            words.removeAll(sentences.get(copy.source()).words());
            assertThat(owners.putIfAbsent(words.get(0), split)).isIn(null, split);
        }
        for (LabelledItem item : draft.items()) {
            assertThat(item.label()).isEqualTo("original");
            assertThat(seen.add(item.sentence())).isTrue();
            balance.merge(sentences.splits().get(item.sentence()), -1, Integer::sum);
        }
        assertThat(balance).hasSize(3);
        assertThat(balance.values()).containsOnly(0);
        assertThat(seen.size()).isBetween(150, 200);
        assertThat(draft.remarks())
                .singleElement()
                .asString()
                .startsWith("of " + draft.altered().size());
    }

    @Test
    void equalSeedsGiveEqualDraftsAndNoTagsNone() {
        ProbeSentences sentences = Samples.mixed(GeneratedTreebank.many(200, 1));
        assertThat(draft(sentences, 100, 7)).isEqualTo(draft(sentences, 100, 7)).isNotEqualTo(draft(sentences, 100, 8));
        ProbeSentences plain = Samples.training(List.of(Samples.sentence("no tags at all here")));
        assertThat(draft(plain, 100, 1).items()).isEmpty();
        assertThat(draft(plain, 100, 1).altered()).isEmpty();
    }
}
