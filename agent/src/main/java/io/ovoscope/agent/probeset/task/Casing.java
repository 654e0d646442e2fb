package io.ovoscope.agent.probeset.task;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How words are written where no sentence begins, as the sentences show it. */
final class Casing {
    private final Map<String, Map<String, Integer>> forms = new HashMap<>();

    Casing(ProbeSentences sentences) {
        for (AnnotatedSentence sentence : sentences.sentences()) {
            List<String> words = sentence.words();
            words.subList(1, words.size())
                    .forEach(word -> forms.computeIfAbsent(word.toLowerCase(Locale.ROOT), any -> new TreeMap<>())
                            .merge(word, 1, Integer::sum));
        }
    }

    /** The commonest form of a word within sentences; in lower case if it occurs in none. */
    String within(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return forms.getOrDefault(lower, Map.of()).entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .map(Map.Entry::getKey)
                .orElse(lower);
    }

    static boolean isCapitalised(String word) {
        return Character.isUpperCase(word.codePointAt(0));
    }

    static String capitalised(String word) {
        int first = word.codePointAt(0);
        return Character.toString(Character.toTitleCase(first)) + word.substring(Character.charCount(first));
    }
}
