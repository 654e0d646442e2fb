package io.ovoscope.agent.activation;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A vocabulary of whole words: one piece per word.
 *
 * @param ids id of each word
 * @param unknown id of every other word
 * @param lowerCase whether a word is lower-cased (by the rules of no language) before it is looked up
 * @param startId put before every sentence
 * @param endId put after every sentence
 * @param paddingId behind the end of a sentence that is shorter than its batch
 */
public record WordVocabulary(
        Map<String, Integer> ids, int unknown, boolean lowerCase, OptionalInt startId, OptionalInt endId, int paddingId)
        implements WordEncoder {
    public WordVocabulary {
        ids = Map.copyOf(ids);
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("vocabulary of 0 words: expecting at least one");
        }
        if (unknown < 0) {
            throw new IllegalArgumentException("unknown id " + unknown + ": expecting unknown id >= 0");
        }
        ids.forEach((word, id) -> {
            if (id < 0) {
                throw new IllegalArgumentException("id " + id + " of word '" + word + "': expecting id >= 0");
            }
        });
    }

    /** Padded with 0. */
    public WordVocabulary(
            Map<String, Integer> ids, int unknown, boolean lowerCase, OptionalInt startId, OptionalInt endId) {
        this(ids, unknown, lowerCase, startId, endId, 0);
    }

    /** Without start and end of a sentence. */
    public WordVocabulary(Map<String, Integer> ids, int unknown, boolean lowerCase) {
        this(ids, unknown, lowerCase, OptionalInt.empty(), OptionalInt.empty());
    }

    @Override
    public int[] encode(String word) {
        return new int[] {ids.getOrDefault(lowerCase ? word.toLowerCase(Locale.ROOT) : word, unknown)};
    }

    @Override
    public OptionalInt unknownId() {
        return OptionalInt.of(unknown);
    }

    @Override
    public String description() {
        return "vocabulary of " + ids.size() + " words" + (lowerCase ? ", lower-cased" : "");
    }
}
