package io.ovoscope.agent.probeset.task;

import io.ovoscope.agent.probeset.task.NumberDraft.WordTarget;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.StructuralTasks;
import io.ovoscope.wire.TaskInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The two tasks of the structural probe (Hewitt and Manning 2019): {@code StructuralDistance}, the tree distance of every two words of a
 * sentence, and {@code StructuralDepth}, how many arcs lie between the root and a word. Every word has a depth, punctuation included:
 * who scores leaves it out, as the paper does where it asks for edges. Distances follow from the heads and are not listed.
 */
final class TreeStructure implements ProbingTask {
    private final TaskOutline outline;

    private TreeStructure(String name, TaskInput input, LabelSource source) {
        this.outline = new TaskOutline(name, Level.SYNTAX, input, source, List.of());
    }

    static TreeStructure distance(LabelSource source) {
        return new TreeStructure(StructuralTasks.DISTANCE, TaskInput.PAIR, source);
    }

    static TreeStructure depth(LabelSource source) {
        return new TreeStructure(StructuralTasks.DEPTH, TaskInput.TOKEN, source);
    }

    @Override
    public TaskOutline outline() {
        return outline;
    }

    @Override
    public NumberDraft draft(ProbeSentences sentences, Random random) {
        List<Integer> parsed = new ArrayList<>();
        List<WordTarget> depths = new ArrayList<>();
        for (int s = 0; s < sentences.size(); s++) {
            Optional<DependencyTree> tree = DependencyTree.of(sentences.get(s)).filter(found -> found.words() > 1);
            if (tree.isPresent()) {
                parsed.add(s);
                if (outline.input() == TaskInput.TOKEN) {
                    addDepths(s, tree.get(), depths);
                }
            }
        }
        return new NumberDraft(parsed, depths, "the text has no dependency trees of two words or more");
    }

    private static void addDepths(int sentence, DependencyTree tree, List<WordTarget> depths) {
        for (int word = 0; word < tree.words(); word++) {
            depths.add(new WordTarget(sentence, word, tree.depth(word)));
        }
    }
}
