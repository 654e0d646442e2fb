package io.ovoscope.agent.probeset.task;

import static io.ovoscope.agent.probeset.task.LabelledItem.ofSentence;
import static io.ovoscope.agent.probeset.task.LabelledItem.ofToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInput;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TokenTasksTest {
    private static final AnnotatedSentence HENS =
            Samples.sentence("hens lay big eggs").withUpos(List.of("NOUN", "VERB", "", "NOUN"));
    private static final AnnotatedSentence UNTAGGED = Samples.sentence("they do");

    @Test
    void uposIsTheWordsOwnTagWhereItHasOne() {
        assertThat(Samples.items(PartOfSpeech.own(LabelSource.GOLD), UNTAGGED, HENS))
                .containsExactly(ofToken(1, 0, "NOUN"), ofToken(1, 1, "VERB"), ofToken(1, 3, "NOUN"));
    }

    @Test
    void xposIsTheTreebanksOwnTag() {
        AnnotatedSentence sentence = Samples.parsed("""
                hens NOUN NNS _ 2 nsubj
                lay VERB VBP _ 0 root
                eggs NOUN _ _ 2 obj""");
        assertThat(Samples.items(PartOfSpeech.treebanksOwn(LabelSource.GOLD), HENS, sentence))
                .containsExactly(ofToken(1, 0, "NNS"), ofToken(1, 1, "VBP"));
    }

    @Test
    void lastWordHasNoNextAndFirstNoPreviousTag() {
        assertThat(Samples.items(PartOfSpeech.next(LabelSource.GOLD), HENS))
                .containsExactly(ofToken(0, 0, "VERB"), ofToken(0, 2, "NOUN"));
        assertThat(Samples.items(PartOfSpeech.previous(LabelSource.GOLD), HENS))
                .containsExactly(ofToken(0, 1, "NOUN"), ofToken(0, 2, "VERB"));
    }

    @Test
    void depRelIsTheUniversalRelation() {
        AnnotatedSentence sentence = Samples.tree(List.of(1, -1, 1), List.of("nsubj:pass", "root", ""));
        assertThat(Samples.items(new DependencyRelation(LabelSource.GOLD), UNTAGGED, sentence))
                .containsExactly(ofToken(1, 0, "nsubj"), ofToken(1, 1, "root"));
    }

    @Test
    void givenLabelsAreTakenFromTheSentencesAsTheyStand() {
        AnnotatedSentence sentence =
                UNTAGGED.withSentenceLabel("GlossPOS", "verb").withWordLabels("Supersense", List.of("", "stative"));
        assertThat(Samples.items(given("GlossPOS", TaskInput.SENTENCE), HENS, sentence))
                .containsExactly(ofSentence(1, "verb"));
        assertThat(Samples.items(given("Supersense", TaskInput.TOKEN), HENS, sentence))
                .containsExactly(ofToken(1, 1, "stative"));
        assertThatThrownBy(() -> given("Arc", TaskInput.PAIR)).hasMessageContaining("task Arc of pairs");
    }

    private static GivenTask given(String name, TaskInput input) {
        return new GivenTask(new TaskOutline(name, Level.SEMANTICS, input, LabelSource.GOLD, List.of()));
    }

    @Test
    void labelsOfAnotherModelAreSilverAndThoseOfTheTextGold() {
        assertThat(BuiltInTasks.all(TaskSettings.defaults(), LabelSource.SILVER))
                .filteredOn(task -> task.outline().source() == LabelSource.SILVER)
                .extracting(task -> task.outline().name())
                .containsExactly(
                        "UPOS",
                        "XPOS",
                        "NextPOS",
                        "PrevPOS",
                        "DepRel",
                        "DepArc",
                        "ArcLabel",
                        "TreeDepth",
                        "TopDeps",
                        "StructuralDistance",
                        "StructuralDepth",
                        "Tense",
                        "SubjNum",
                        "ObjNum",
                        "SOMO",
                        "CoordInv");
    }

    @Test
    void everyTaskIsOnItsLevelWithItsInput() {
        Map<String, String> kinds = new TreeMap<>();
        for (ProbingTask task : BuiltInTasks.all(TaskSettings.defaults(), LabelSource.GOLD)) {
            TaskOutline outline = task.outline();
            kinds.merge(outline.level() + " " + outline.input(), outline.name(), (some, one) -> some + " " + one);
        }
        assertThat(kinds)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "SURFACE SENTENCE", "SentLen WC",
                        "MORPHOLOGY TOKEN", "UPOS XPOS",
                        "CONTEXT TOKEN", "NextPOS PrevPOS",
                        "SYNTAX TOKEN", "DepRel StructuralDepth",
                        "SYNTAX PAIR", "DepArc ArcLabel StructuralDistance",
                        "SYNTAX SENTENCE", "TreeDepth TopDeps BShift",
                        "SEMANTICS SENTENCE", "Tense SubjNum ObjNum SOMO CoordInv"));
    }
}
