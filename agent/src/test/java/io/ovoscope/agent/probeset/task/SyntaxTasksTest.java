package io.ovoscope.agent.probeset.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Split;
import java.util.ArrayList;
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

class SyntaxTasksTest {
    @Test
    void depthIsTheNumberOfArcsToTheDeepestWord() {
        assertThat(depth(Samples.tree(List.of(-1), List.of()))).isZero();
        assertThat(depth(Samples.tree(List.of(1, -1, 1), List.of()))).isEqualTo(1);
        assertThat(depth(Samples.tree(List.of(1, 2, 3, -1, 3), List.of()))).isEqualTo(3);
    }

    private static int depth(AnnotatedSentence sentence) {
        return TreeDepth.depth(DependencyTree.of(sentence).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void depthsAreEquallyFrequentAmongSentencesOfEveryLengthInEveryPart(long seed) {
        Random random = new Random(seed);
        ProbeSentences sentences =
                Samples.mixed(Stream.generate(() -> Samples.randomTree(5 + random.nextInt(20), random))
                        .limit(2_000)
                        .toList());
        List<LabelledItem> items = new TreeDepth(LabelSource.GOLD, 2)
                .draft(sentences, new Random(seed))
                .items();
        Map<String, Map<String, Integer>> depths = new TreeMap<>();
        for (LabelledItem item : items) {
            AnnotatedSentence sentence = sentences.get(item.sentence());
            assertThat(item.label()).isEqualTo(Integer.toString(depth(sentence)));
            String stratum = sentences.splits().get(item.sentence()) + " "
                    + (sentence.words().size() - 1) / 2;
            depths.computeIfAbsent(stratum, any -> new TreeMap<>()).merge(item.label(), 1, Integer::sum);
        }
        assertThat(items.size()).isGreaterThan(300);
        Set<String> classes = Samples.counts(items).keySet();
        assertThat(classes).hasSizeGreaterThanOrEqualTo(3);
        assertThat(depths.values()).hasSizeGreaterThan(9).allSatisfy(counts -> {
            assertThat(counts.keySet()).isEqualTo(classes);
            assertThat(new HashSet<>(counts.values())).hasSize(1);
        });
    }

    @Test
    void depthsThatLengthAloneTellsAreNotLabelled() {
        List<AnnotatedSentence> chains = IntStream.range(0, 200)
                .mapToObj(i -> IntStream.range(-1, 2 + i % 10).boxed().toList())
                .map(heads -> Samples.tree(heads, List.of()))
                .toList();
        ClassDraft draft = new TreeDepth(LabelSource.GOLD, 2).draft(Samples.training(chains), new Random(1));
        assertThat(draft.items()).isEmpty();
        assertThat(draft.whenEmpty()).contains("no three neighbouring depths");
    }

    private static List<AnnotatedSentence> randomSentences(int count, long seed) {
        Random random = new Random(seed);
        List<String> words = List.of("eggs", "hens", "lay", "the", "The", ",", "brown", "soon", "\"", "and");
        return Stream.generate(() -> AnnotatedSentence.of(
                        "s",
                        Stream.generate(() -> words.get(random.nextInt(words.size())))
                                .limit(2 + random.nextInt(7))
                                .toList()))
                .limit(count)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void copyDiffersFromItsOriginalByOneSwapOfNeighbours(long seed) {
        ProbeSentences sentences = Samples.mixed(randomSentences(300, seed));
        ClassDraft draft = new BigramShift(1_000).draft(sentences, new Random(seed));
        assertThat(draft.altered()).hasSizeGreaterThan(30).allSatisfy(copy -> {
            AnnotatedSentence original = sentences.get(copy.source());
            List<Integer> changed = IntStream.range(0, copy.words().size())
                    .filter(i -> !copy.words().get(i).equals(original.words().get(i)))
                    .boxed()
                    .toList();
            assertThat(changed).hasSize(2);
            int site = changed.get(0);
            assertThat(site).isPositive();
            assertThat(changed.get(1)).isEqualTo(site + 1);
            assertThat(copy.words().get(site)).isEqualTo(original.words().get(site + 1));
            assertThat(copy.words().get(site + 1)).isEqualTo(original.words().get(site));
            assertThat(original.words()).doesNotContain("\"");
            assertThat(original.isPunctuation(site) || original.isPunctuation(site + 1))
                    .isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void halfOfEachPartIsAlteredAndNoSentenceIsSeenInBothForms(long seed) {
        ProbeSentences sentences = Samples.mixed(randomSentences(400, seed));
        ClassDraft draft = new BigramShift(100).draft(sentences, new Random(seed));
        assertThat(draft.items().size() + draft.altered().size()).isBetween(98, 100);
        Set<Integer> originals = new HashSet<>();
        draft.items().forEach(item -> originals.add(item.sentence()));
        assertThat(draft.altered()).noneMatch(copy -> originals.contains(copy.source()));
        for (Split split : Split.values()) {
            long altered = draft.altered().stream()
                    .filter(copy -> sentences.splits().get(copy.source()) == split)
                    .count();
            assertThat(originals.stream().filter(s -> sentences.splits().get(s) == split))
                    .hasSize((int) altered)
                    .isNotEmpty();
        }
    }

    @Test
    void nothingIsSwappedWhereNothingWouldChange() {
        List<AnnotatedSentence> fixed = new ArrayList<>();
        fixed.add(Samples.sentence("two words"));
        fixed.add(Samples.sentence("the the The"));
        fixed.add(Samples.sentence("so , they"));
        fixed.add(Samples.sentence("he said \" hens lay \""));
        ClassDraft draft = new BigramShift(100).draft(Samples.training(fixed), new Random(1));
        assertThat(draft.items()).isEmpty();
        assertThat(draft.altered()).isEmpty();
    }
}
