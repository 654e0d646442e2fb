package io.ovoscope.agent.probeset.task;

import static io.ovoscope.agent.probeset.task.LabelledItem.ofPair;
import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Split;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairTasksTest {
    private static final AnnotatedSentence HENS = Samples.parsed("""
            The DET DT _ 3 det
            old ADJ JJ _ 3 amod
            hens NOUN NNS Number=Plur 4 nsubj:pass
            lay VERB VBP _ 0 root
            . PUNCT . _ 4 punct""");

    private static ClassDraft arcs(ProbeSentences sentences, long seed) {
        return new DependencyArc(LabelSource.GOLD).draft(sentences, new Random(seed));
    }

    @Test
    void arcLabelIsTheUniversalRelationOfDependentAndHead() {
        AnnotatedSentence untagged = Samples.sentence("they do");
        assertThat(Samples.items(new ArcLabel(LabelSource.GOLD), untagged, HENS))
                .containsExactly(
                        ofPair(1, 0, 2, "det"),
                        ofPair(1, 1, 2, "amod"),
                        ofPair(1, 2, 3, "nsubj"),
                        ofPair(1, 4, 3, "punct"));
    }

    @Test
    void twoWordsExchangeTheDistancesToTheirHeads() {
        AnnotatedSentence sentence = Samples.tree(List.of(2, 2, -1), List.of("det", "amod", "root"));
        assertThat(arcs(Samples.training(List.of(sentence)), 1).items()).isEmpty();
        AnnotatedSentence longer = Samples.tree(List.of(2, 2, -1, 2), List.of());
        assertThat(arcs(Samples.training(List.of(longer)), 1).items())
                .as("0 has its head two to the right, 1 one to the right and 3 one to the left")
                .containsExactly(
                        ofPair(0, 0, 1, "no"), ofPair(0, 0, 2, "yes"), ofPair(0, 1, 2, "yes"), ofPair(0, 1, 3, "no"));
    }

    @Test
    void wordsWithoutPartnerInTheirSentenceFindOneInAnother() {
        AnnotatedSentence right = Samples.tree(List.of(1, -1, 1), List.of());
        AnnotatedSentence alone = Samples.tree(List.of(2, -1, 1), List.of());
        ClassDraft draft = arcs(Samples.training(List.of(right, right, alone)), 1);
        assertThat(draft.items()).hasSize(4);
        assertBalanced(draft.items(), Samples.training(List.of(right, right, alone)));
    }

    private static List<AnnotatedSentence> treebank(String kind, long seed) {
        Random random = new Random(seed);
        return kind.equals("english")
                ? GeneratedTreebank.many(400, seed)
                : Stream.generate(() -> Samples.randomTree(2 + random.nextInt(30), random))
                        .limit(400)
                        .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"english 1", "english 2", "random 3", "random 4", "random 5"})
    void probeOnSignedDistanceOrOnTheDependentAloneIsAtChance(String corpus) {
        long seed = Long.parseLong(corpus.substring(corpus.length() - 1));
        ProbeSentences sentences = Samples.mixed(treebank(corpus.split(" ", -1)[0], seed));
        ClassDraft draft = arcs(sentences, seed);
        assertBalanced(draft.items(), sentences);
        int words = sentences.sentences().stream()
                .mapToInt(sentence -> sentence.words().size() - 1)
                .sum();
        assertThat(draft.items().size())
                .as("words next to a sentence's end have few false heads")
                .isGreaterThan((int) (1.8 * words));
    }

    /** Of every signed distance and of every dependent as many true as false, in each part. */
    private static void assertBalanced(List<LabelledItem> items, ProbeSentences sentences) {
        Map<String, Integer> balance = new TreeMap<>();
        Set<LabelledItem> seen = new HashSet<>();
        for (LabelledItem item : items) {
            assertThat(seen.add(item)).isTrue();
            List<Integer> heads = sentences.get(item.sentence()).annotation().heads();
            assertThat(item.second()).isBetween(0, heads.size() - 1).isNotEqualTo(item.first());
            boolean isHead = heads.get(item.first()) == item.second();
            assertThat(item.label()).isEqualTo(isHead ? "yes" : "no");
            Split split = sentences.splits().get(item.sentence());
            int sign = isHead ? 1 : -1;
            balance.merge(split + " distance " + (item.second() - item.first()), sign, Integer::sum);
            balance.merge("word " + item.sentence() + " " + item.first(), sign, Integer::sum);
        }
        assertThat(balance).isNotEmpty();
        assertThat(balance.values()).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void falseCandidatesAreHeadsOfOtherWordsWhereTheyCanBe(long seed) {
        Random random = new Random(seed);
        ProbeSentences sentences =
                Samples.mixed(Stream.generate(() -> twoHeads(random)).limit(300).toList());
        List<LabelledItem> wrong = arcs(sentences, seed).items().stream()
                .filter(item -> item.label().equals("no"))
                .toList();
        long ofHeads = wrong.stream()
                .filter(item ->
                        sentences.get(item.sentence()).annotation().heads().contains(item.second()))
                .count();
        assertThat((double) ofHeads / wrong.size())
                .as("two of ten words are heads")
                .isGreaterThan(0.6);
    }

    /** Ten words of which two are heads, one of them the root. */
    private static AnnotatedSentence twoHeads(Random random) {
        int root = random.nextInt(10);
        int other = (root + 1 + random.nextInt(9)) % 10;
        List<Integer> heads = IntStream.range(0, 10)
                .mapToObj(word -> word == root ? -1 : word == other || random.nextBoolean() ? root : other)
                .toList();
        return Samples.tree(heads, List.of());
    }

    /** The best that signed distance gives: train and test on the same items. */
    @Test
    void withoutTheExchangeDistanceWouldTell() {
        Map<Integer, Integer> right = new HashMap<>();
        int items = 0;
        for (AnnotatedSentence sentence : GeneratedTreebank.many(200, 1)) {
            Random random = new Random(items);
            List<Integer> heads = sentence.annotation().heads();
            for (int word = 0; word < heads.size(); word++) {
                if (heads.get(word) != -1) {
                    right.merge(heads.get(word) - word, 1, Integer::sum);
                    right.merge(random.nextInt(heads.size()) - word, -1, Integer::sum);
                    items++;
                }
            }
        }
        int told = right.values().stream().mapToInt(Math::abs).sum();
        assertThat((double) told / items)
                .as("the test above would notice candidates by chance")
                .isGreaterThan(0.5);
    }

    @Test
    void leftOutWordsAreCounted() {
        AnnotatedSentence pair = Samples.tree(List.of(1, -1), List.of());
        AnnotatedSentence longer = Samples.tree(List.of(2, 2, -1, 2), List.of());
        ClassDraft draft = arcs(Samples.training(List.of(pair, pair, longer)), 1);
        assertThat(draft.items()).hasSize(4);
        assertThat(draft.remarks()).singleElement().asString().startsWith("left out 3 words of 5");
    }

    @Test
    void wordsOfDifferentPartsExchangeNothing() {
        List<AnnotatedSentence> sentences =
                List.of(Samples.tree(List.of(1, -1, 1), List.of()), Samples.tree(List.of(2, 2, -1), List.of()));
        assertThat(arcs(Samples.training(sentences), 1).items()).hasSize(4);
        assertThat(arcs(new ProbeSentences(sentences, List.of(Split.TRAIN, Split.TEST)), 1)
                        .items())
                .isEmpty();
    }
}
