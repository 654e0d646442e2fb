package io.ovoscope.agent.probeset.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.agent.probeset.task.NumberDraft.WordTarget;
import io.ovoscope.wire.LabelSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreeStructureTest {
    private static final ProbeSentences SENTENCES = Samples.training(List.of(
            Samples.sentence("no tree"),
            Samples.tree(List.of(1, 2, -1, 2), List.of()),
            Samples.tree(List.of(-1), List.of())));

    @Test
    void depthIsTheNumberOfArcsToTheRoot() {
        NumberDraft draft = TreeStructure.depth(LabelSource.GOLD).draft(SENTENCES, new Random(1));
        assertThat(draft.sentences()).containsExactly(1);
        assertThat(draft.targets())
                .containsExactly(
                        new WordTarget(1, 0, 2),
                        new WordTarget(1, 1, 1),
                        new WordTarget(1, 2, 0),
                        new WordTarget(1, 3, 1));
    }

    @Test
    void distancesFollowFromTheHeadsAndAreNotListed() {
        NumberDraft draft = TreeStructure.distance(LabelSource.GOLD).draft(SENTENCES, new Random(1));
        assertThat(draft.sentences()).containsExactly(1);
        assertThat(draft.targets()).isEmpty();
    }

    @Test
    void everyWordOfATreeIsWithinItsRoot() {
        AnnotatedSentence sentence = Samples.randomTree(20, new Random(1));
        DependencyTree tree = DependencyTree.of(sentence).orElseThrow();
        for (int word = 0; word < 20; word++) {
            assertThat(tree.isWithin(word, tree.root())).isTrue();
            assertThat(tree.isWithin(tree.root(), word)).isEqualTo(word == tree.root());
        }
    }
}
