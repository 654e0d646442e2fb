package io.ovoscope.agent.activation;

import java.util.Locale;

/** How the pieces of a word become its row. The first piece alone is never the row: it says least (Ács et al. 2021). */
public enum Pooling {
    /** The mean of the pieces. */
    MEAN,
    /** The last piece. */
    LAST;

    /** As the manifest has it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first piece that counts, of the pieces {@code [first, end)} of a word. */
    int firstOf(int first, int end) {
        return this == MEAN ? first : end - 1;
    }
}
