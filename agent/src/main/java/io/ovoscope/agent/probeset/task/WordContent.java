package io.ovoscope.agent.probeset.task;

import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * {@code WC}: which one of W words of middling frequency occurs in a sentence. As in Conneau et al. 2018 a word has four letters or more
 * and a sentence counts when exactly one of the W words occurs in it, and exactly once. Where they take the words by rank from a large
 * corpus, a probe set is small: the W most frequent words are taken that stand in at most a given share of the sentences, less those
 * left with too few sentences of their own. Forms are compared in lower case.
 */
final class WordContent implements ProbingTask {
    private static final int MIN_LETTERS = 4;
    private static final TaskOutline OUTLINE =
            new TaskOutline("WC", Level.SURFACE, TaskInput.SENTENCE, LabelSource.GOLD, List.of());

    private final int words;
    private final int minItems;
    private final double maxShare;

    /**
     * @param words W, how many words at most
     * @param minItems labelled sentences that a word needs
     * @param maxShare share of the sentences a word may stand in
     */
    WordContent(int words, int minItems, double maxShare) {
        this.words = words;
        this.minItems = minItems;
        this.maxShare = maxShare;
    }

    @Override
    public TaskOutline outline() {
        return OUTLINE;
    }

    @Override
    public ClassDraft draft(ProbeSentences sentences, Random random) {
        List<List<String>> forms = sentences.sentences().stream()
                .map(sentence -> sentence.words().stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .toList())
                .toList();
        Set<String> targets = new HashSet<>(mostFrequent(forms));
        List<LabelledItem> items = items(forms, targets);
        // A word that goes gives its sentences to others, so counts are taken anew until all that are left have enough.
        while (targets.removeAll(tooRare(items, targets))) {
            items = items(forms, targets);
        }
        return TaskDraft.of(items, "no word stands alone in " + minItems + " sentences or more");
    }

    private List<String> mostFrequent(List<List<String>> sentences) {
        Map<String, Integer> counts = new HashMap<>();
        sentences.forEach(sentence -> new HashSet<>(sentence).forEach(word -> counts.merge(word, 1, Integer::sum)));
        return counts.entrySet().stream()
                .filter(count -> isWord(count.getKey())
                        && count.getValue() >= minItems
                        && count.getValue() <= maxShare * sentences.size())
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(words)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isWord(String form) {
        return form.codePoints().count() >= MIN_LETTERS && form.codePoints().allMatch(Character::isLetter);
    }

    private static List<LabelledItem> items(List<List<String>> sentences, Set<String> targets) {
        List<LabelledItem> items = new ArrayList<>();
        for (int s = 0; s < sentences.size(); s++) {
            int sentence = s;
            only(sentences.get(s), targets).ifPresent(word -> items.add(LabelledItem.ofSentence(sentence, word)));
        }
        return items;
    }

    private static Optional<String> only(List<String> sentence, Set<String> targets) {
        List<String> found =
                sentence.stream().filter(targets::contains).limit(2).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private Set<String> tooRare(List<LabelledItem> items, Set<String> targets) {
        Map<String, Integer> counts = new HashMap<>();
        items.forEach(item -> counts.merge(item.label(), 1, Integer::sum));
        Set<String> rare = new HashSet<>(targets);
        rare.removeIf(word -> counts.getOrDefault(word, 0) >= minItems);
        return rare;
    }
}
