package io.ovoscope.demo.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words a model knows, in lower case: number 0 is {@code <unk>} for every other word, number 1 the sentence boundary
 * {@code <s>}, and from 2 on the commonest words of the training text, commonest first.
 */
public final class Vocabulary {

    /** The number of every word that is not in the vocabulary. */
    public static final int UNKNOWN = 0;
    /** The number of the mark before every sentence. */
    public static final int BOUNDARY = 1;

    private static final int SPECIAL = 2;

    private final List<String> words;
    private final Map<String, Integer> numbers;

    /**
     * A vocabulary of exactly these words.
     *
     * @param words all words by number; the first two must be {@code <unk>} and {@code <s>}
     */
    public Vocabulary(List<String> words) {
        if (words.size() < SPECIAL || !words.subList(0, SPECIAL).equals(List.of("<unk>", "<s>"))) {
            throw new IllegalArgumentException("vocabulary of " + words.size() + " words: expecting <unk>, <s>, ...");
        }
        this.words = List.copyOf(words);
        this.numbers = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            if (numbers.put(words.get(i), i) != null) {
                throw new IllegalArgumentException(
                        "vocabulary: expecting each word once, but found twice: " + words.get(i));
            }
        }
    }

    /**
     * The commonest words of a text; words equally common are taken in alphabetical order.
     *
     * @param size how many words there are in all, {@code <unk>} and {@code <s>} included; a poorer text gives fewer
     */
    public static Vocabulary commonest(Iterable<Sentence> text, int size) {
        if (size <= SPECIAL) {
            throw new IllegalArgumentException("vocabulary size " + size + ": expecting more than " + SPECIAL);
        }
        Map<String, Integer> counts = new HashMap<>();
        for (Sentence sentence : text) {
            sentence.words().forEach(word -> counts.merge(lower(word), 1, Integer::sum));
        }
        List<String> words = new ArrayList<>(List.of("<unk>", "<s>"));
        counts.entrySet().stream()
                .filter(entry -> !words.contains(entry.getKey()))
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(size - SPECIAL)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(words::add);
        return new Vocabulary(words);
    }

    /** How many words there are, {@code <unk>} and {@code <s>} included. */
    public int size() {
        return words.size();
    }

    /** All words by number. */
    public List<String> words() {
        return words;
    }

    /** The number of a word in any case, {@link #UNKNOWN} if it is not known. */
    public int number(String word) {
        return numbers.getOrDefault(lower(word), UNKNOWN);
    }

    /**
     * The sentence as the model reads it: {@link #BOUNDARY}, then one number per word, so that word {@code i} (from 0) is
     * read at position {@code i + 1}.
     */
    public int[] encode(Sentence sentence) {
        int[] encoded = new int[sentence.length() + 1];
        encoded[0] = BOUNDARY;
        for (int i = 0; i < sentence.length(); i++) {
            encoded[i + 1] = number(sentence.words().get(i));
        }
        return encoded;
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
