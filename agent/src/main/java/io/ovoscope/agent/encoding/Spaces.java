package io.ovoscope.agent.encoding;

/** Where a sentence's words are taken to have a space before them; the space belongs to the word behind it. */
public enum Spaces {
    /** Before every word but the first, as in running text. */
    BETWEEN,
    /** Before the first too. */
    BEFORE_EACH,
    /** Nowhere, as in Chinese. */
    NONE;

    /** The word as it stands in its sentence. */
    String text(String word, boolean first) {
        return this == NONE || (this == BETWEEN && first) ? word : " " + word;
    }
}
