package io.ovoscope.agent.probeset.task;

import java.util.Set;

/** Punctuation that comes in pairs, which altering a sentence may tear apart. */
final class Marks {
    private static final Set<String> BRACKETS =
            Set.of("(", ")", "[", "]", "{", "}", "<", ">", "-LRB-", "-RRB-", "\u00AB", "\u00BB");

    private Marks() {}

    static boolean isDoubleQuote(String word) {
        return word.equals("``")
                || word.equals("''")
                || word.chars().anyMatch(c -> c == '"' || c == '\u201C' || c == '\u201D');
    }

    static boolean isBracket(String word) {
        return BRACKETS.contains(word);
    }
}
