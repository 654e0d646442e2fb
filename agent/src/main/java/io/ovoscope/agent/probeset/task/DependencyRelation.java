package io.ovoscope.agent.probeset.task;

import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * {@code DepRel}: the relation of a word to its head, {@code root} for the root. Only the universal relation before the colon counts
 * ({@code nsubj:pass} is {@code nsubj}): it is what treebanks share, and most subtypes are too rare to be learnt from a probe set.
 */
final class DependencyRelation implements ProbingTask {
    private final TaskOutline outline;

    DependencyRelation(LabelSource source) {
        this.outline = new TaskOutline("DepRel", Level.SYNTAX, TaskInput.TOKEN, source, List.of());
    }

    @Override
    public TaskOutline outline() {
        return outline;
    }

    @Override
    public ClassDraft draft(ProbeSentences sentences, Random random) {
        List<LabelledItem> items = new ArrayList<>();
        for (int s = 0; s < sentences.size(); s++) {
            List<String> relations = sentences.get(s).annotation().relations();
            for (int word = 0; word < relations.size(); word++) {
                String universal = DependencyTree.universal(relations.get(word));
                if (!universal.isEmpty()) {
                    items.add(LabelledItem.ofToken(s, word, universal));
                }
            }
        }
        return TaskDraft.of(items, "the text has no dependency relations");
    }
}
