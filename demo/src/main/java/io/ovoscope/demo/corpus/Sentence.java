package io.ovoscope.demo.corpus;

import java.util.List;
import java.util.Locale;

/**
 * One sentence as words in their original case, punctuation marks being words of their own.
 *
 * @param words at least one word, none of them empty
 */
public record Sentence(List<String> words) {

    /** Checks that there are words and that none is empty. */
    public Sentence {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("words []: expecting at least one word");
        }
        if (words.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("words " + words + ": expecting no empty word");
        }
    }

    /** How many words there are. */
    public int length() {
        return words.size();
    }

    /**
     * The text by which two sentences are held to be the same: letters and digits only, in lower case. Empty for a
     * sentence of punctuation alone.
     */
    public String normalised() {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            word.toLowerCase(Locale.ROOT)
                    .codePoints()
                    .filter(Character::isLetterOrDigit)
                    .forEach(text::appendCodePoint);
        }
        return text.toString();
    }
}
