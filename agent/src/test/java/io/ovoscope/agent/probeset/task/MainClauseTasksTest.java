package io.ovoscope.agent.probeset.task;

import static io.ovoscope.agent.probeset.task.LabelledItem.ofSentence;
import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainClauseTasksTest {
    private static final AnnotatedSentence HENS_LAID_AN_EGG = Samples.parsed("""
            Hens NOUN NNS Number=Plur 2 nsubj
            laid VERB VBD Mood=Ind|Tense=Past|VerbForm=Fin 0 root
            an DET DT _ 4 det
            egg NOUN NN Number=Sing 2 obj
            . PUNCT . _ 2 punct""");
    private static final AnnotatedSentence THE_HEN_IS_CALLED = Samples.parsed("""
            The DET DT _ 2 det
            hen NOUN NN Number=Sing 4 nsubj:pass
            is AUX VBZ Tense=Pres|VerbForm=Fin 4 aux:pass
            called VERB VBN Tense=Past|VerbForm=Part 0 root
            Bo PROPN NNP Number=Sing 4 xcomp""");
    private static final AnnotatedSentence THEY_SAY_HENS_KNEW = Samples.parsed("""
            They PRON PRP Number=Plur 2 nsubj
            say VERB VBP Tense=Pres|VerbForm=Fin 0 root
            hens NOUN NNS Number=Plur 4 nsubj
            knew VERB VBD Tense=Past|VerbForm=Fin 2 ccomp""");
    private static final AnnotatedSentence HENS_ARE_BIRDS = Samples.parsed("""
            hens NOUN NNS Number=Plur 3 nsubj
            are AUX VBP Tense=Pres|VerbForm=Fin 3 cop
            birds NOUN NNS Number=Plur 0 root""");
    private static final AnnotatedSentence[] ALL = {
        HENS_LAID_AN_EGG, THE_HEN_IS_CALLED, THEY_SAY_HENS_KNEW, HENS_ARE_BIRDS, Samples.sentence("no tree")
    };

    @Test
    void tenseIsThatOfTheMainVerbWhereItsOwnFormShowsIt() {
        assertThat(Samples.items(new VerbTense(LabelSource.GOLD), ALL))
                .containsExactly(ofSentence(0, "Past"), ofSentence(2, "Pres"));
    }

    @Test
    void numbersAreThoseOfNounsThatHangOnTheRoot() {
        assertThat(Samples.items(ArgumentNumber.ofSubject(LabelSource.GOLD), ALL))
                .containsExactly(ofSentence(0, "Plur"), ofSentence(1, "Sing"), ofSentence(3, "Plur"));
        assertThat(Samples.items(ArgumentNumber.ofObject(LabelSource.GOLD), ALL))
                .containsExactly(ofSentence(0, "Sing"));
    }

    @Test
    void twoSubjectsOfOneRootAreNoTarget() {
        AnnotatedSentence two = Samples.parsed("""
                hens NOUN NNS Number=Plur 3 nsubj
                eggs NOUN NNS Number=Plur 3 nsubj
                lie VERB VBP _ 0 root""");
        assertThat(Samples.items(ArgumentNumber.ofSubject(LabelSource.GOLD), two))
                .isEmpty();
    }

    @Test
    void topDepsAreTheRelationsOfTheRootsDependentsInOrder() {
        assertThat(Samples.items(new TopDependents(LabelSource.GOLD), ALL))
                .extracting(LabelledItem::label)
                .containsExactly("nsubj_obj", "nsubj_aux_xcomp", "nsubj_ccomp", "nsubj_cop");
    }

    @Test
    void rootWithoutDependentsButPunctuationHasNoTopDeps() {
        AnnotatedSentence oh = Samples.parsed("""
                Oh INTJ UH _ 0 root
                ! PUNCT . _ 1 punct""");
        assertThat(Samples.items(new TopDependents(LabelSource.GOLD), oh)).isEmpty();
    }

    private static AnnotatedSentence withTopDependents(int advmods, String last) {
        List<Integer> heads = new ArrayList<>(List.of(-1));
        List<String> relations = new ArrayList<>(List.of("root"));
        heads.addAll(Collections.nCopies(advmods + 1, 0));
        relations.addAll(Collections.nCopies(advmods, "advmod"));
        relations.add(last);
        return Samples.tree(heads, relations);
    }

    @Test
    void sequencesBeyondTheNineteenCommonestOfTrainingAreOther() {
        List<AnnotatedSentence> sentences = new ArrayList<>();
        List<Split> splits = new ArrayList<>();
        for (int kind = 0; kind < 24; kind++) {
            for (int copy = 0; copy < 30 - kind; copy++) {
                sentences.add(withTopDependents(kind, "obj"));
                splits.add(Split.TRAIN);
            }
            sentences.addAll(Collections.nCopies(3, withTopDependents(kind, "obj")));
            splits.addAll(Collections.nCopies(3, Split.TEST));
        }
        sentences.addAll(Collections.nCopies(50, withTopDependents(0, "obl")));
        splits.addAll(Collections.nCopies(50, Split.TEST));
        ClassDraft draft =
                new TopDependents(LabelSource.GOLD).draft(new ProbeSentences(sentences, splits), new Random(1));
        Map<String, Integer> counts = Samples.counts(draft.items());
        assertThat(counts).hasSize(20).containsEntry("obj", 33).containsEntry("advmod_obj", 32);
        assertThat(counts).doesNotContainKeys("obl", String.join("_", Collections.nCopies(19, "advmod")) + "_obj");
        assertThat(counts.get(TopDependents.OTHER))
                .as("of 45 in training and 65 in the test part no more than the commonest class has: 30 and 3")
                .isEqualTo(33);
        assertThat(draft.remarks()).singleElement().asString().startsWith("left out 77 of 566 sentences");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noFormIsAskedForInTwoPartsAndEachPartKeepsAboutAThird(long seed) {
        ProbeSentences sentences = Samples.mixed(GeneratedTreebank.many(600, seed));
        for (ProbingTask task : List.of(
                new VerbTense(LabelSource.GOLD),
                ArgumentNumber.ofSubject(LabelSource.GOLD),
                ArgumentNumber.ofObject(LabelSource.GOLD))) {
            ClassDraft draft = (ClassDraft) task.draft(sentences, new Random(seed));
            Map<String, Split> owners = new HashMap<>();
            Map<Split, Integer> kept = new HashMap<>();
            for (LabelledItem item : draft.items()) {
                Split split = sentences.splits().get(item.sentence());
                Split owner = owners.putIfAbsent(target(task, sentences.get(item.sentence())), split);
                assertThat(owner).isIn(null, split);
                kept.merge(split, 1, Integer::sum);
            }
            for (Split split : Split.values()) {
                int all = Collections.frequency(sentences.splits(), split);
                assertThat(kept.getOrDefault(split, 0)).isGreaterThan(all / 4);
            }
            assertThat(draft.remarks())
                    .containsExactly("left out " + (600 - draft.items().size())
                            + " of 600 sentences, so that the word forms asked for differ between the parts");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void fewestAreLeftOutWhereEveryPartKeepsEnough(long seed) {
        ProbeSentences sentences = Samples.mixed(Collections.nCopies(500, HENS_ARE_BIRDS));
        Random random = new Random(seed);
        DisjointForms forms = new DisjointForms(sentences);
        Map<Integer, Map<Split, Integer>> asked = new HashMap<>();
        for (int s = 0; s < 500; s++) {
            int form = (int) (200 * random.nextDouble() * random.nextDouble());
            forms.add(s, "form" + form, "label");
            asked.computeIfAbsent(form, any -> new HashMap<>())
                    .merge(sentences.splits().get(s), 1, Integer::sum);
        }
        int most = asked.values().stream()
                .mapToInt(parts -> Collections.max(parts.values()))
                .sum();
        assertThat(forms.draft(new Random(seed), "none").items()).hasSize(most);
        assertThat(forms.draft(new Random(seed), "none")).isEqualTo(forms.draft(new Random(seed), "none"));
    }

    private static String target(ProbingTask task, AnnotatedSentence sentence) {
        DependencyTree tree = DependencyTree.of(sentence).orElseThrow();
        int word = switch (task.outline().name()) {
            case "Tense" -> tree.root();
            case "SubjNum" -> tree.dependents(tree.root(), "nsubj").get(0);
            default -> tree.dependents(tree.root(), "obj").get(0);
        };
        return sentence.words().get(word).toLowerCase(Locale.ROOT);
    }

    @Test
    void formsDifferWhateverTheirCase() {
        DisjointForms forms = new DisjointForms(
                new ProbeSentences(List.of(ALL).subList(0, 3), List.of(Split.TRAIN, Split.TRAIN, Split.TEST)));
        forms.add(0, "Hens", "Plur");
        forms.add(1, "hens", "Plur");
        forms.add(2, "HENS", "Plur");
        assertThat(forms.draft(new Random(1), "none").items())
                .containsExactly(ofSentence(0, "Plur"), ofSentence(1, "Plur"));
    }

    @Test
    void textWithoutTreesOrFeaturesSaysWhy() {
        ProbeSentences plain = Samples.training(List.of(Samples.sentence("no tree")));
        assertThat(new VerbTense(LabelSource.GOLD).draft(plain, new Random(1)).whenEmpty())
                .isEqualTo("no sentence has a root that is a verb with the feature Tense");
        assertThat(ArgumentNumber.ofObject(LabelSource.GOLD)
                        .draft(plain, new Random(1))
                        .whenEmpty())
                .startsWith("no root has one obj that is a noun");
    }
}
