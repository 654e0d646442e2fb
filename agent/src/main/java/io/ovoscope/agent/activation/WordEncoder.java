package io.ovoscope.agent.activation;

import java.util.OptionalInt;

/**
 * How a word becomes the network's input. It must do what the training's own input pipeline does, or the probes see a network
 * at work on an input it was not trained for.
 */
public interface WordEncoder {
    /**
     * The ids of a word's pieces, in order.
     *
     * @return at least one id, each from 0 to the network's vocabulary size − 1; not changed afterwards
     */
    int[] encode(String word);

    /** The id that stands for what the vocabulary lacks; empty where there is none (bytes, characters). */
    OptionalInt unknownId();

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
