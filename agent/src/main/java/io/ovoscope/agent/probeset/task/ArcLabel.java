package io.ovoscope.agent.probeset.task;

import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * {@code ArcLabel}: the relation of a given arc, from dependent and head side by side (dependency labelling in Tenney et al. 2019). Only
 * the universal relation before the colon counts, as in {@code DepRel}. Arcs of punctuation are included, as theirs are; the root has
 * no arc.
 */
final class ArcLabel implements ProbingTask {
    private final TaskOutline outline;

    ArcLabel(LabelSource source) {
        this.outline = new TaskOutline("ArcLabel", Level.SYNTAX, TaskInput.PAIR, source, List.of());
    }

    @Override
    public TaskOutline outline() {
        return outline;
    }

    @Override
    public ClassDraft draft(ProbeSentences sentences, Random random) {
        List<LabelledItem> items = new ArrayList<>();
        for (int s = 0; s < sentences.size(); s++) {
            Optional<DependencyTree> tree = DependencyTree.of(sentences.get(s));
            for (int word = 0; tree.isPresent() && word < tree.get().words(); word++) {
                int head = tree.get().head(word);
                String relation = tree.get().relation(word);
                if (head != -1 && !relation.isEmpty()) {
                    items.add(LabelledItem.ofPair(s, word, head, relation));
                }
            }
        }
        return TaskDraft.of(items, "the text has no dependency relations");
    }
}
