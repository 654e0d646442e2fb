package io.ovoscope.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A password or token: it never shows itself in a log or message. Written in a file as {@code ${NAME}}, from the environment. */
public record Secret(String value) {
    /** No secret given. */
    public static Secret none() {
        return new Secret("");
    }

    @JsonCreator
    static Secret of(String value) {
        return new Secret(value);
    }

    @Override
    @JsonValue
    public String value() {
        return value;
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return value.isEmpty() ? "(none)" : "(hidden)";
    }
}
