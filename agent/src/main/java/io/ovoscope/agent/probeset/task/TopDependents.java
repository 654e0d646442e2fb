package io.ovoscope.agent.probeset.task;

import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Split;
import io.ovoscope.wire.TaskInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * {@code TopDeps}: the universal relations of the root's dependents, in the order of the words, for example {@code nsubj_obj_obl}: what
 * Universal Dependencies have in place of the top constituents of Conneau et al. 2018. Punctuation is left out, and so are sentences whose
 * root has no other dependent. The {@value #COMMONEST} sequences that are commonest in the training part are classes, all others together
 * are {@value #OTHER}. Sequences of relations are more diverse than constituents, so that most sentences would be {@value #OTHER}: in each
 * part as many of these are left out, by chance, as make it no commoner than the commonest class.
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
        for (int s = 0; s < sentences.size(); s++) {
            String sequence = DependencyTree.of(sentences.get(s))
                    .map(TopDependents::sequence)
                    .orElse("");
            if (!sequence.isEmpty()) {
                sequences.put(s, sequence);
            }
        }
        Set<String> classes = commonest(sequences, sentences);
        List<LabelledItem> named = new ArrayList<>();
        List<LabelledItem> others = new ArrayList<>();
        sequences.forEach((s, sequence) -> {
            if (classes.contains(sequence)) {
                named.add(LabelledItem.ofSentence(s, sequence));
            } else {
                others.add(LabelledItem.ofSentence(s, OTHER));
            }
        });
        Collections.shuffle(others, random);
        List<LabelledItem> items = new ArrayList<>(named);
        for (Split split : Split.values()) {
            Predicate<LabelledItem> inPart = item -> sentences.splits().get(item.sentence()) == split;
            int most = largestClass(named.stream().filter(inPart).toList());
            others.stream().filter(inPart).limit(most).forEach(items::add);
        }
        ClassDraft draft = TaskDraft.of(items, "the text has no dependency relations");
        int gone = sequences.size() - items.size();
        return gone == 0
                ? draft
                : draft.withRemark("left out " + gone + " of " + sequences.size() + " sentences, so that " + OTHER
                        + " is no commoner than the commonest class");
    }

    private static int largestClass(List<LabelledItem> items) {
        Map<String, Integer> counts = new TreeMap<>();
        items.forEach(item -> counts.merge(item.label(), 1, Integer::sum));
        return counts.values().stream().max(Comparator.naturalOrder()).orElse(0);
    }

    private static String sequence(DependencyTree tree) {
        return tree.dependents(tree.root()).stream()
                .map(tree::relation)
                .filter(relation -> !relation.isEmpty() && !relation.equals("punct"))
                .collect(Collectors.joining("_"));
    }

    /** Of sequences equally frequent the first by alphabet, so that equal text gives equal classes. */
    private static Set<String> commonest(Map<Integer, String> sequences, ProbeSentences sentences) {
        Map<String, Integer> counts = new TreeMap<>();
        sequences.forEach((s, sequence) -> {
            if (sentences.splits().get(s) == Split.TRAIN) {
                counts.merge(sequence, 1, Integer::sum);
            }
        });
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(COMMONEST)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
