package io.ovoscope.agent.activation;

import java.util.List;
import java.util.OptionalInt;

/**
 * How a word becomes the network's input. It must do what the training's own input pipeline does, or the probes see a network
 * at work on an input it was not trained for.
 */
public interface WordEncoder {
    /**
     * The ids of a word's pieces, in order; where its place matters, as they are within a sentence and not at its beginning.
     *
     * @return at least one id, each from 0 to the network's vocabulary size − 1; not changed afterwards
     */
    int[] encode(String word);

    /**
     * The ids of a sentence. Unless an encoder looks at more than one word, each word by itself.
     *
     * @param words in order, none blank; a word may hold spaces
     */
    default SentencePieces encodeSentence(List<String> words) {
        return between(words.stream().map(this::encode).toList());
    }

    /** Puts the words' pieces between start and end. */
    default SentencePieces between(List<int[]> words) {
        return new SentencePieces(
                startId().stream().toArray(), words, endId().stream().toArray());
    }

    /** The id that stands for what the vocabulary lacks; empty where there is none (bytes, characters). */
    OptionalInt unknownId();

    /**
     * Whether a word's pieces say anything of it: not where all of them are {@link #unknownId}.
     *
     * @param pieces those of a word
     */
    default boolean knows(int[] pieces) {
        if (unknownId().isEmpty()) {
            return true;
        }
        int unknown = unknownId().getAsInt();
        for (int id : pieces) {
            if (id != unknown) {
                return true;
            }
        }
        return false;
    }

    /** The id put before every sentence; empty where training has none. */
    default OptionalInt startId() {
        return OptionalInt.empty();
    }

    /** The id put after every sentence; empty where training has none. */
    default OptionalInt endId() {
        return OptionalInt.empty();
    }

    /** The id behind the end of a sentence that is shorter than its batch. */
    default int paddingId() {
        return 0;
    }

    /** In words, for the manifest of the run: for example {@code vocabulary of 4000 words, lower-cased}. */
    String description();
}
