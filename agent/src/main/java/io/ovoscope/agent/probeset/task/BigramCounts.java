package io.ovoscope.agent.probeset.task;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How often words and pairs of neighbours occur in the sentences, in lower case. What stands before the first word and after the last is
 * {@link #BOUNDARY}. Neighbours come in the order in which the sentences show them.
 */
final class BigramCounts {
    static final String BOUNDARY = "";

    private final Map<String, Integer> words = new HashMap<>();
    private final Map<String, Map<String, Integer>> following = new HashMap<>();
    private final Map<String, Map<String, Integer>> preceding = new HashMap<>();

    BigramCounts(ProbeSentences sentences) {
        sentences.sentences().forEach(sentence -> add(sentence.words()));
    }

    private void add(List<String> sentence) {
        String before = BOUNDARY;
        for (String form : sentence) {
            String word = form.toLowerCase(Locale.ROOT);
            words.merge(word, 1, Integer::sum);
            add(before, word);
            before = word;
        }
        add(before, BOUNDARY);
    }

    private void add(String first, String second) {
        following.computeIfAbsent(first, any -> new LinkedHashMap<>()).merge(second, 1, Integer::sum);
        preceding.computeIfAbsent(second, any -> new LinkedHashMap<>()).merge(first, 1, Integer::sum);
    }

    int of(String word) {
        return words.getOrDefault(word, 0);
    }

    /** Words that occur after this one, by how often they do. */
    Map<String, Integer> after(String word) {
        return following.getOrDefault(word, Map.of());
    }

    /** Words that occur before this one, by how often they do. */
    Map<String, Integer> before(String word) {
        return preceding.getOrDefault(word, Map.of());
    }
}
