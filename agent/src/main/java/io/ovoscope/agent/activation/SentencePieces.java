package io.ovoscope.agent.activation;

import java.util.List;

/**
 * A sentence in pieces: every piece between those of start and end belongs to exactly one word.
 *
 * @param before ids of the start
 * @param words ids of each word, in order
 * @param after ids of the end
 */
public record SentencePieces(int[] before, List<int[]> words, int[] after) {
    public SentencePieces {
        words = List.copyOf(words);
    }
}
