package io.ovoscope.agent.probeset.task;

import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * {@code DepArc}: is word j the head of word i? A word that is not the root is asked for twice: for its head, and for one false
 * candidate. Words of one part of the probe set change distances by twos: each gets its false candidate as far away, and to the same
 * side, as the other's head is. So of every signed distance j − i as many candidates are true as false, in each part, and neither
 * distance nor direction nor the dependent alone tells anything. The candidate alone still tells something, since some words are
 * more often heads than others; {@link DistanceExchange} says how that is kept low. Punctuation is included, as in Tenney et al. 2019.
 */
final class DependencyArc implements ProbingTask {
    private static final String NO = "no";
    private static final String YES = "yes";

    private final TaskOutline outline;

    DependencyArc(LabelSource source) {
        this.outline = new TaskOutline("DepArc", Level.SYNTAX, TaskInput.PAIR, source, List.of(NO, YES));
    }

    @Override
    public TaskOutline outline() {
        return outline;
    }

    @Override
    public ClassDraft draft(ProbeSentences sentences, Random random) {
        DistanceExchange exchange = new DistanceExchange(random);
        for (int s = 0; s < sentences.size(); s++) {
            Optional<DependencyTree> tree = DependencyTree.of(sentences.get(s));
            if (tree.isPresent()) {
                exchange.add(s, tree.get(), sentences.splits().get(s));
            }
        }
        List<LabelledItem> items = new ArrayList<>();
        for (DistanceExchange.Exchanged word : exchange.exchanged()) {
            items.add(LabelledItem.ofPair(word.sentence(), word.word(), word.head(), YES));
            items.add(LabelledItem.ofPair(word.sentence(), word.word(), word.falseHead(), NO));
        }
        items.sort(Comparator.comparingInt(LabelledItem::sentence)
                .thenComparingInt(LabelledItem::first)
                .thenComparingInt(LabelledItem::second));
        ClassDraft draft =
                TaskDraft.of(items, "the text has no dependency trees in which two words can change distances");
        int gone = exchange.words() - items.size() / 2;
        return gone == 0
                ? draft
                : draft.withRemark("left out " + gone + " words of " + exchange.words()
                        + ", since no false candidate as far away as a true one is left for them");
    }
}
