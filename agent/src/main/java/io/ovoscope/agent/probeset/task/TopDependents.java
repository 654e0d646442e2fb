package io.ovoscope.agent.probeset.task;

import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Split;
import io.ovoscope.wire.TaskInput;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code TopDeps}: the universal relations of the root's dependents, in the order of the words, for example {@code nsubj_obj_obl}: what
 * Universal Dependencies have in place of the top constituents of Conneau et al. 2018. Punctuation is left out, and so are sentences whose
 * root has no other dependent. The {@value #COMMONEST} sequences that are commonest in the training part are classes, all others together
 * are {@value #OTHER}.
 */
final class TopDependents implements ProbingTask {
    static final int COMMONEST = 19;
    static final String OTHER = "OTHER";

    private final TaskOutline outline;

    TopDependents(LabelSource source) {
        this.outline = new TaskOutline("TopDeps", Level.SYNTAX, TaskInput.SENTENCE, source, List.of());
    }

    @Override
    public TaskOutline outline() {
        return outline;
    }

    @Override
    public ClassDraft draft(ProbeSentences sentences, Random random) {
        Map<Integer, String> sequences = new TreeMap<>();
        Map<String, Integer> training = new TreeMap<>();
        for (int s = 0; s < sentences.size(); s++) {
            String sequence = DependencyTree.of(sentences.get(s))
                    .map(TopDependents::sequence)
                    .orElse("");
            if (!sequence.isEmpty()) {
                sequences.put(s, sequence);
                if (sentences.splits().get(s) == Split.TRAIN) {
                    training.merge(sequence, 1, Integer::sum);
                }
            }
        }
        Set<String> classes = commonest(training);
        List<LabelledItem> items = sequences.entrySet().stream()
                .map(entry -> LabelledItem.ofSentence(
                        entry.getKey(), classes.contains(entry.getValue()) ? entry.getValue() : OTHER))
                .toList();
        return TaskDraft.of(items, "the text has no dependency relations");
    }

    private static String sequence(DependencyTree tree) {
        return tree.dependents(tree.root()).stream()
                .map(tree::relation)
                .filter(relation -> !relation.isEmpty() && !relation.equals("punct"))
                .collect(Collectors.joining("_"));
    }

    /** Of sequences equally frequent the first by alphabet, so that equal text gives equal classes. */
    private static Set<String> commonest(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(COMMONEST)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
