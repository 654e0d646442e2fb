package io.ovoscope.agent.probeset.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinationInversionTest {
    private static final String SHE_LAYS = """
            She PRON PRP _ 2 nsubj
            lays VERB VBZ _ 0 root
            , PUNCT , _ 6 punct
            but CCONJ CC _ 6 cc
            he PRON PRP _ 6 nsubj
            sleeps VERB VBZ _ 2 conj
            all DET DT _ 8 det
            day NOUN NN _ 6 obl
            . PUNCT . _ 2 punct
            """;

    private static Optional<String> inverted(AnnotatedSentence sentence, AnnotatedSentence... others) {
        List<AnnotatedSentence> all = new ArrayList<>(List.of(others));
        all.add(sentence);
        return DependencyTree.of(sentence)
                .flatMap(ClausePair::of)
                .map(pair -> String.join(" ", pair.inverted(new Casing(Samples.training(all)))));
    }

    @Test
    void clausesChangePlacesAroundCommaAndConjunction() {
        assertThat(inverted(Samples.parsed(SHE_LAYS))).contains("He sleeps all day , but she lays .");
    }

    @ParameterizedTest
    @CsvSource({"Bo PROPN,Bo", "I PRON,I", "Rhode PRON,rhode", "EU PRON,EU"})
    void firstWordIsWrittenAsWithinASentence(String word, String written) {
        AnnotatedSentence sentence = Samples.parsed(SHE_LAYS.replace("She PRON", word));
        AnnotatedSentence other = Samples.sentence("so I met EU eggs");
        assertThat(inverted(sentence, other)).contains("He sleeps all day , but " + written + " lays .");
    }

    @Test
    void sentenceInSmallLettersStaysInSmallLetters() {
        assertThat(inverted(Samples.parsed(SHE_LAYS.replace("She", "she"))))
                .contains("he sleeps all day , but she lays .");
    }

    @Test
    void twoImperativesAreTwoClauses() {
        AnnotatedSentence imperatives = Samples.parsed("""
                Go VERB VB Mood=Imp 0 root
                home ADV RB _ 1 advmod
                and CCONJ CC _ 4 cc
                sleep VERB VB Mood=Imp 1 conj
                ! PUNCT . _ 1 punct
                ! PUNCT . _ 1 punct""");
        assertThat(inverted(imperatives)).contains("Sleep and go home ! !");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The second has no subject: one clause with two verbs.
                "he PRON PRP _ 6 nsubj=he PRON PRP _ 6 obj",
                // More than two conjuncts.
                "day NOUN NN _ 6 obl=day NOUN NN _ 2 conj",
                // A word of the first clause after the second.
                "day NOUN NN _ 6 obl=day NOUN NN _ 2 obl",
                // A conjunction that goes on.
                "all DET DT _ 8 det=all DET DT _ 4 fixed",
                // No conjunction.
                "_ 6 cc=_ 6 advmod",
                // A quotation that would be torn.
                ", PUNCT , _ 6 punct=\" PUNCT '' _ 6 punct",
            })
    void otherSentencesAreNoPairsOfClauses(String change) {
        String[] fromTo = change.split("=", -1);
        assertThat(SHE_LAYS).contains(fromTo[0]);
        AnnotatedSentence sentence = Samples.parsed(SHE_LAYS.replace(fromTo[0], fromTo[1]));
        assertThat(inverted(sentence)).isEmpty();
    }

    @Test
    void sentenceThatBeginsWithAConjunctionIsNone() {
        AnnotatedSentence and = Samples.parsed("""
                And CCONJ CC _ 3 cc
                she PRON PRP _ 3 nsubj
                lays VERB VBZ _ 0 root
                but CCONJ CC _ 6 cc
                he PRON PRP _ 6 nsubj
                sleeps VERB VBZ _ 3 conj""");
        assertThat(inverted(and)).isEmpty();
    }

    private static ClassDraft draft(ProbeSentences sentences, int maxSentences, long seed) {
        return new CoordinationInversion(LabelSource.GOLD, maxSentences).draft(sentences, new Random(seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void clauseLengthsAndNumbersTellNothingInAnyPart(long seed) {
        ProbeSentences sentences = Samples.mixed(GeneratedTreebank.many(600, seed));
        ClassDraft draft = draft(sentences, 300, seed);
        Map<String, Integer> balance = new HashMap<>();
        Set<Integer> seen = new HashSet<>();
        for (LabelledItem item : draft.items()) {
            assertThat(seen.add(item.sentence())).isTrue();
            List<String> words = sentences.get(item.sentence()).words();
            balance.merge(sentences.splits().get(item.sentence()) + " " + longer(words), 1, Integer::sum);
        }
        for (AlteredSentence copy : draft.altered()) {
            assertThat(seen.add(copy.source())).isTrue();
            Split split = sentences.splits().get(copy.source());
            balance.merge(split + " " + longer(copy.words()), -1, Integer::sum);
        }
        assertThat(seen.size()).isBetween(150, 300);
        assertThat(balance).hasSize(9);
        assertThat(balance.values()).containsOnly(0);
    }

    /** Whether the words before the conjunction, without a comma, are fewer (−1) or more (1) than those after it but the full stop. */
    private static int longer(List<String> words) {
        int conjunction = Math.max(words.indexOf("and"), words.indexOf("but"));
        int first = words.get(conjunction - 1).equals(",") ? conjunction - 1 : conjunction;
        return Integer.compare(first, words.size() - 1 - conjunction - 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void copyHoldsTheSameWordsAndInvertedTwiceIsTheOriginal(long seed) {
        ProbeSentences sentences = Samples.mixed(GeneratedTreebank.many(300, seed));
        assertThat(draft(sentences, 300, seed).altered()).hasSizeGreaterThan(60).allSatisfy(copy -> {
            List<String> original = sentences.get(copy.source()).words();
            assertThat(copy.label()).isEqualTo("inverted");
            assertThat(copy.words()).isNotEqualTo(original).hasSameSizeAs(original);
            assertThat(lower(invert(copy.words()))).isEqualTo(lower(original));
            assertThat(copy.words().get(0)).isEqualTo("The");
            assertThat(copy.words().subList(1, copy.words().size())).doesNotContain("The");
        });
    }

    /** An independent inversion of the generated sentences. */
    private static List<String> invert(List<String> words) {
        int conjunction = Math.max(words.indexOf("and"), words.indexOf("but"));
        int first = words.get(conjunction - 1).equals(",") ? conjunction - 1 : conjunction;
        List<String> inverted = new ArrayList<>(words.subList(conjunction + 1, words.size() - 1));
        inverted.addAll(words.subList(first, conjunction + 1));
        inverted.addAll(words.subList(0, first));
        inverted.add(".");
        return inverted;
    }

    private static String lower(List<String> words) {
        return String.join(" ", words).toLowerCase(java.util.Locale.ROOT);
    }

    @Test
    void equalSeedsGiveEqualDrafts() {
        ProbeSentences sentences = Samples.mixed(GeneratedTreebank.many(200, 1));
        assertThat(draft(sentences, 100, 7)).isEqualTo(draft(sentences, 100, 7)).isNotEqualTo(draft(sentences, 100, 8));
    }
}
