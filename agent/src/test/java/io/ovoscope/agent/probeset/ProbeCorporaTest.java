package io.ovoscope.agent.probeset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.agent.probeset.sentence.Annotation;
import io.ovoscope.agent.probeset.task.BuiltInTasks;
import io.ovoscope.agent.probeset.task.GeneratedTreebank;
import io.ovoscope.agent.probeset.task.GivenTask;
import io.ovoscope.agent.probeset.task.TaskOutline;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.SkippedTask;
import io.ovoscope.wire.Split;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import io.ovoscope.wire.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeCorporaTest {
    private static ProbeCorpus corpus(List<AnnotatedSentence> sentences, ProbeSetSettings settings) {
        return ProbeCorpora.fromSentences(new AnnotatedText(sentences, LabelSource.GOLD, List.of()), settings);
    }

    private static ProbeCorpus ofOurOwn(long seed) {
        return corpus(SentencesOfOurOwn.inDocuments(1_500, 5, 1), Settings.with(seed, 1_000, 12));
    }

    private static int[] labels(ProbeCorpus corpus, String task) {
        return corpus.set().task(task).orElseThrow().classLabels();
    }

    private static ProbeCorpus ofTreebank(long seed, int maxSentences) {
        return corpus(GeneratedTreebank.many(1_200, 1), Settings.with(seed, maxSentences, 50));
    }

    @Test
    void everyBuiltInTaskIsThereForTaggedAndParsedText() {
        ProbeCorpus corpus = ofTreebank(1, 1_000);
        // Of the depth of these trees nothing is left that length does not say.
        assertThat(corpus.skipped()).extracting(SkippedTask::task).containsExactly("TreeDepth");
        assertThat(corpus.set().tasks())
                .extracting(task -> task.info().name())
                .containsExactlyElementsOf(BuiltInTasks.names().stream()
                        .filter(name -> !name.equals("TreeDepth"))
                        .toList());
        ProbeCorpus other = ofOurOwn(1);
        assertThat(other.set().task("DepRel").orElseThrow().info().classes()).containsExactly("dep", "nsubj", "root");
        assertThat(other.set().task("TreeDepth")).isPresent();
        assertThat(other.set().task("SentLen").orElseThrow().info().classes().get(0))
                .startsWith("4");
    }

    @Test
    void pairsAreRowsOfOneSentenceInTheOrderOfTheFirst() {
        ProbeCorpus corpus = ofTreebank(1, 300);
        int[] heads = corpus.set().words().head();
        TaskLabels arcs = corpus.set().task("DepArc").orElseThrow();
        assertThat(arcs.info().classes()).containsExactly("no", "yes");
        int[] pairs = arcs.classLabels();
        assertThat(pairs.length).isGreaterThan(3 * 2_000);
        for (int i = 0; i < pairs.length; i += 3) {
            assertThat(pairs[i]).isGreaterThanOrEqualTo(i == 0 ? 0 : pairs[i - 3]);
            assertThat(corpus.set().words().sentence()[pairs[i]])
                    .isEqualTo(corpus.set().words().sentence()[pairs[i + 1]]);
            assertThat(pairs[i + 2]).isEqualTo(heads[pairs[i]] == pairs[i + 1] ? 1 : 0);
        }
    }

    @Test
    void pairOfARareClassIsNotListed() {
        List<AnnotatedSentence> sentences = new ArrayList<>(GeneratedTreebank.many(100, 1));
        AnnotatedSentence odd = sentences.get(3);
        List<String> relations = new ArrayList<>(odd.annotation().relations());
        relations.replaceAll(relation -> relation.equals("det") ? "reparandum" : relation);
        sentences.set(
                3,
                odd.withAnnotation(new Annotation(
                        odd.annotation().upos(),
                        odd.annotation().xpos(),
                        odd.annotation().feats(),
                        odd.annotation().heads(),
                        relations)));
        TaskLabels labels = corpus(sentences, Settings.withTasks("ArcLabel"))
                .set()
                .task("ArcLabel")
                .orElseThrow();
        assertThat(labels.info().classes()).contains("det").doesNotContain("reparandum");
        int[] pairs = labels.classLabels();
        assertThat(IntStream.iterate(2, i -> i < pairs.length, i -> i + 3).map(i -> pairs[i]))
                .allMatch(label -> label >= 0);
    }

    @Test
    void structuralTasksHoldTheDepthsOfUnalteredSentencesAndNoPairs() {
        ProbeCorpus corpus = ofTreebank(1, 300);
        Tensor distance = corpus.set().task("StructuralDistance").orElseThrow().labels();
        assertThat(distance.shape()).containsExactly(0L, 3L);
        TaskLabels depth = corpus.set().task("StructuralDepth").orElseThrow();
        assertThat(depth.info().isRegression()).isTrue();
        float[] depths = depth.labels().floats("depth");
        int[] heads = corpus.set().words().head();
        for (int row = 0; row < depths.length; row++) {
            boolean altered = corpus.set().words().sentence()[row] >= 300;
            float expected = altered ? Float.NaN : heads[row] == ProbeSet.ROOT ? 0 : depths[heads[row]] + 1;
            assertThat(Float.compare(depths[row], expected)).isZero();
        }
        assertThat(depths).contains(Float.NaN).contains(2);
    }

    @Test
    void structuralTasksNeedTreesInEveryPart() {
        List<AnnotatedSentence> plain = SentencesOfOurOwn.many(100, 1);
        List<Split> splits = SplitPlan.of(plain, Settings.withTasks("SentLen")).splits();
        List<AnnotatedSentence> parsed = IntStream.range(0, 100)
                .mapToObj(s -> splits.get(s) == Split.DEVELOPMENT
                        ? plain.get(s).withAnnotation(Annotation.NONE)
                        : plain.get(s))
                .toList();
        assertThat(corpus(parsed, Settings.withTasks("SentLen", "StructuralDepth"))
                        .skipped())
                .containsExactly(new SkippedTask("StructuralDepth", "no sentence of it in the development part"));
    }

    @Test
    void rowsHoldTheWordsWithTheirTypesHeadsPunctuationAndLabels() {
        List<AnnotatedSentence> sentences = SentencesOfOurOwn.many(300, 1);
        ProbeCorpus corpus = corpus(sentences, Settings.withTasks("UPOS"));
        TaskLabels upos = corpus.set().task("UPOS").orElseThrow();
        ProbeSet.Words words = corpus.set().words();
        int row = 0;
        for (int s = 0; s < sentences.size(); s++) {
            int first = row;
            AnnotatedSentence sentence = sentences.get(s);
            assertThat(corpus.sentences().get(s)).isEqualTo(sentence.words());
            for (int word = 0; word < sentence.words().size(); word++, row++) {
                assertThat(words.sentence()[row]).isEqualTo(s);
                int head = sentence.annotation().heads().get(word);
                assertThat(words.head()[row]).isEqualTo(head == -1 ? ProbeSet.ROOT : first + head);
                assertThat(words.punctuation()[row]).isEqualTo(sentence.isPunctuation(word) ? 1 : 0);
                assertThat(upos.info().classes().get(upos.classLabels()[row]))
                        .isEqualTo(sentence.annotation().upos().get(word));
            }
        }
        assertThat(row).isEqualTo(corpus.set().rows());
    }

    @Test
    void typeIsTheWordWhateverItsCase() {
        List<AnnotatedSentence> sentences = new ArrayList<>(SentencesOfOurOwn.many(100, 1));
        sentences.add(AnnotatedSentence.of("shout", List.of("The", "HEN", "OMELETTE", "omelette")));
        ProbeCorpus corpus = corpus(sentences, Settings.withTasks("UPOS", "SentLen"));
        List<String> forms = corpus.sentences().stream()
                .flatMap(List::stream)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        List<String> known = forms.stream().distinct().toList();
        assertThat(corpus.set().words().type())
                .containsExactly(forms.stream().mapToInt(known::indexOf).toArray());
    }

    @Test
    void equalSeedGivesAnEqualSetAndAnotherSeedAnother() {
        assertThat(ofOurOwn(7).set().fingerprint()).isEqualTo(ofOurOwn(7).set().fingerprint());
        assertThat(ofOurOwn(8).set().fingerprint())
                .isNotEqualTo(ofOurOwn(7).set().fingerprint());
        assertThat(ofTreebank(7, 300).set().fingerprint())
                .isEqualTo(ofTreebank(7, 300).set().fingerprint());
    }

    @Test
    void taskLeftOutChangesNoLabelOfTheOthers() {
        List<AnnotatedSentence> sentences = SentencesOfOurOwn.many(1_000, 1);
        ProbeCorpus all = corpus(sentences, Settings.with(1, 2_000, 50));
        ProbeCorpus few = corpus(sentences, Settings.withTasks("TreeDepth", "BShift"));
        int[] depths = labels(few, "TreeDepth");
        assertThat(depths).containsExactly(Arrays.copyOf(labels(all, "TreeDepth"), depths.length));
        assertThat(few.sentences()).isEqualTo(all.sentences().subList(0, depths.length));
    }

    @Test
    void alteredSentenceFollowsItsOriginalAndHasALabelOfItsOwnTaskOnly() {
        ProbeCorpus corpus = ofTreebank(1, 600);
        ProbeSet.Sentences sentences = corpus.set().sentences();
        List<TaskLabels> ofSentences = corpus.set().tasks().stream()
                .filter(task -> task.info().input() == TaskInput.SENTENCE)
                .toList();
        List<String> makers = new ArrayList<>();
        for (int s = 0; s < corpus.set().sentenceCount(); s++) {
            int source = sentences.source()[s];
            assertThat(s < 600).isEqualTo(source == s);
            assertThat(sentences.split()[s]).isEqualTo(sentences.split()[source]);
            assertThat(sentences.document()[s]).isEqualTo(sentences.document()[source]);
            if (s >= 600) {
                assertThat(corpus.sentences().get(s))
                        .isNotEqualTo(corpus.sentences().get(source))
                        .hasSameSizeAs(corpus.sentences().get(source));
                int copy = s;
                List<TaskLabels> labelled = ofSentences.stream()
                        .filter(task -> task.classLabels()[copy] != -1)
                        .toList();
                assertThat(labelled).hasSize(1);
                assertThat(labelled.get(0).classLabels()[s]).isEqualTo(1);
                assertThat(labelled.get(0).classLabels()[source]).isEqualTo(-1);
                makers.add(labelled.get(0).info().name());
            }
        }
        assertThat(makers.stream().distinct()).containsExactly("BShift", "SOMO", "CoordInv");
        int firstAlteredRow =
                corpus.sentences().subList(0, 600).stream().mapToInt(List::size).sum();
        assertThat(IntStream.range(firstAlteredRow, corpus.set().rows()))
                .isNotEmpty()
                .allMatch(row -> labels(corpus, "UPOS")[row] == -1
                        && corpus.set().words().head()[row] == ProbeSet.NO_HEAD);
        assertThat(IntStream.of(labels(corpus, "ArcLabel"))).allMatch(number -> number < firstAlteredRow);
    }

    @Test
    void splitsAreByDocumentInTheSetToo() {
        ProbeCorpus corpus = ofOurOwn(1);
        int[] document = corpus.set().sentences().document();
        int[] split = corpus.set().sentences().split();
        int[] ofDocument = new int[IntStream.of(document).max().orElseThrow() + 1];
        assertThat(ofDocument.length).isGreaterThan(200);
        java.util.Arrays.fill(ofDocument, -1);
        for (int s = 0; s < document.length; s++) {
            assertThat(ofDocument[document[s]]).isIn(-1, split[s]);
            ofDocument[document[s]] = split[s];
        }
        assertThat(IntStream.of(ofDocument).distinct().sorted())
                .containsExactly(Split.TRAIN.code(), Split.DEVELOPMENT.code(), Split.TEST.code());
    }

    @Test
    void givenTaskStandsBesideSilverTags() {
        TaskOutline gloss = new TaskOutline(
                "GlossPOS", Level.SEMANTICS, TaskInput.SENTENCE, LabelSource.GOLD, List.of("verb", "noun", "adverb"));
        List<AnnotatedSentence> sentences = SentencesOfOurOwn.many(200, 1).stream()
                .map(s -> s.withSentenceLabel("GlossPOS", s.words().size() % 2 == 0 ? "noun" : "verb"))
                .toList();
        ProbeCorpus corpus = ProbeCorpora.fromSentences(
                new AnnotatedText(sentences, LabelSource.SILVER, List.of(new GivenTask(gloss))),
                Settings.withTasks("UPOS", "SentLen"));
        assertThat(corpus.set().tasks())
                .extracting(TaskLabels::info)
                .extracting(TaskInfo::name, TaskInfo::source)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("SentLen", LabelSource.GOLD),
                        org.assertj.core.groups.Tuple.tuple("UPOS", LabelSource.SILVER),
                        org.assertj.core.groups.Tuple.tuple("GlossPOS", LabelSource.GOLD));
        TaskLabels labels = corpus.set().task("GlossPOS").orElseThrow();
        assertThat(labels.info().classes()).containsExactly("verb", "noun");
        for (int s = 0; s < sentences.size(); s++) {
            assertThat(labels.classLabels()[s])
                    .isEqualTo(corpus.sentences().get(s).size() % 2 == 0 ? 1 : 0);
        }
    }

    @Test
    void rareClassesAreWithoutALabelAndNamed() {
        List<AnnotatedSentence> sentences = new ArrayList<>(SentencesOfOurOwn.many(100, 1));
        sentences.set(3, AnnotatedSentence.of("s", List.of("oh", "hen")).withUpos(List.of("INTJ", "NOUN")));
        ProbeCorpus corpus = corpus(sentences, Settings.withTasks("UPOS"));
        assertThat(corpus.set().task("UPOS").orElseThrow().info().classes())
                .containsExactly("ADJ", "DET", "NOUN", "PUNCT", "VERB");
        assertThat(IntStream.of(labels(corpus, "UPOS")).filter(label -> label == -1))
                .hasSize(1);
        assertThat(corpus.remarks()).singleElement().asString().contains("UPOS: 1 items without a label", "INTJ");
    }

    @Test
    void tasksThatCannotBeProbedAreSkippedWithTheReason() {
        List<AnnotatedSentence> sentences = SentencesOfOurOwn.many(100, 1).stream()
                .map(s -> AnnotatedSentence.of(s.id(), s.words())
                        .withUpos(Collections.nCopies(s.words().size(), "X")))
                .toList();
        assertThat(corpus(sentences, ProbeSetSettings.defaults()).skipped())
                .contains(
                        new SkippedTask(
                                "UPOS",
                                "one class only (X) with 5 items or more in the training part, of 1 that occur"),
                        new SkippedTask("DepRel", "the text has no dependency relations"),
                        new SkippedTask("TreeDepth", "the text has no dependency trees"));
    }

    @Test
    void classOnlyInTrainingLeavesTheTestPartWithOne() {
        List<AnnotatedSentence> plain = SentencesOfOurOwn.many(100, 1);
        List<Split> splits = SplitPlan.of(plain, Settings.withTasks("SentLen")).splits();
        List<AnnotatedSentence> labelled = IntStream.range(0, 100)
                .mapToObj(s -> plain.get(s)
                        .withSentenceLabel("Seen", splits.get(s) == Split.TRAIN && s % 2 == 0 ? "often" : "never"))
                .toList();
        GivenTask seen = new GivenTask(
                new TaskOutline("Seen", Level.SEMANTICS, TaskInput.SENTENCE, LabelSource.GOLD, List.of()));
        ProbeCorpus corpus = ProbeCorpora.fromSentences(
                new AnnotatedText(labelled, LabelSource.GOLD, List.of(seen)), Settings.withTasks("SentLen"));
        assertThat(corpus.skipped())
                .containsExactly(new SkippedTask("Seen", "one class only (never) in the test part"));
    }

    @Test
    void nothingToProbeIsRefusedWithEveryReason() {
        assertThatThrownBy(() -> corpus(SentencesOfOurOwn.many(3, 1), Settings.withTasks("UPOS", "WC")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no task can be probed: WC: ")
                .hasMessageContaining("; UPOS: ");
        assertThatThrownBy(() -> corpus(SentencesOfOurOwn.many(3, 1), Settings.with(1, 10, 1)))
                .hasMessageContaining("no sentence to probe on")
                .hasMessageContaining("more than 1 words (maxWordsPerSentence): 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WC", "StructuralDistance", "StructuralDepth", "EffectiveRank", "CkaLayer0", "Mine"})
    void givenTaskMayNotTakeTheNameOfAnother(String name) {
        TaskOutline own = new TaskOutline(name, Level.SURFACE, TaskInput.SENTENCE, LabelSource.GOLD, List.of());
        TaskOutline mine = new TaskOutline("Mine", Level.SURFACE, TaskInput.SENTENCE, LabelSource.GOLD, List.of());
        AnnotatedText text = new AnnotatedText(
                SentencesOfOurOwn.many(50, 1), LabelSource.GOLD, List.of(new GivenTask(mine), new GivenTask(own)));
        assertThatThrownBy(() -> ProbeCorpora.fromSentences(text, Settings.withTasks("SentLen")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("task " + name + ": ")
                .hasMessageEndingWith("expecting another name");
    }

    @Test
    void conlluAndRawTextAreReadFromFiles(@TempDir Path directory) throws IOException {
        StringBuilder conllu = new StringBuilder();
        StringBuilder lines = new StringBuilder();
        for (AnnotatedSentence sentence : SentencesOfOurOwn.many(200, 1)) {
            for (int word = 0; word < sentence.words().size(); word++) {
                conllu.append("%d\t%s\t_\t%s\t_\t_\t%d\t%s\t_\t_\n"
                        .formatted(
                                word + 1,
                                sentence.words().get(word),
                                sentence.annotation().upos().get(word),
                                sentence.annotation().heads().get(word) + 1,
                                sentence.annotation().relations().get(word)));
            }
            conllu.append('\n');
            lines.append(String.join(" ", sentence.words())).append("\n\n");
        }
        Path treebank = Files.writeString(directory.resolve("eggs.conllu"), conllu);
        Path text = Files.writeString(directory.resolve("eggs.txt"), lines);
        ProbeSetSettings settings = ProbeSetSettings.defaults();
        ProbeCorpus expected = corpus(SentencesOfOurOwn.many(200, 1), settings);
        assertThat(ProbeCorpora.fromConllu(treebank, settings).set().fingerprint())
                .isEqualTo(expected.set().fingerprint());
        ProbeCorpus raw = ProbeCorpora.fromText(text, settings);
        assertThat(raw.sentences().subList(0, 200))
                .isEqualTo(expected.sentences().subList(0, 200));
        assertThat(raw.skipped())
                .extracting(SkippedTask::task)
                .containsExactlyElementsOf(BuiltInTasks.names().stream()
                        .filter(name -> !List.of("SentLen", "BShift").contains(name))
                        .toList());
    }
}
