package io.ovoscope.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a probe is given. */
public enum TaskInput {
    /** One row. */
    @JsonProperty("token")
    TOKEN,
    /** The mean of a sentence's rows. */
    @JsonProperty("sentence")
    SENTENCE,
    /** Two rows of one sentence, side by side. */
    @JsonProperty("pair")
    PAIR;

    /** As it stands in tensor names, for example {@code token.UPOS}. */
    public String prefix() {
        return name().toLowerCase(java.util.Locale.ROOT) + ".";
    }
}
