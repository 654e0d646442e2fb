package io.ovoscope.agent.encoding;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Ids that stand for no text.
 *
 * @param unknown for what the vocabulary lacks; empty where that is refused
 * @param start put before every sentence
 * @param end put after every sentence
 * @param padding behind the end of a sentence that is shorter than its batch
 */
public record SpecialIds(OptionalInt unknown, OptionalInt start, OptionalInt end, int padding) {
    public SpecialIds {
        IntStream.concat(
                        IntStream.concat(unknown.stream(), start.stream()),
                        IntStream.concat(end.stream(), IntStream.of(padding)))
                .filter(id -> id < 0)
                .findFirst()
                .ifPresent(id -> {
                    throw new IllegalArgumentException("special id " + id + ": expecting id >= 0");
                });
    }

    /** No unknown, start or end; padded with 0. */
    public static SpecialIds none() {
        return new SpecialIds(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), 0);
    }

    public SpecialIds withUnknown(int id) {
        return new SpecialIds(OptionalInt.of(id), start, end, padding);
    }

    public SpecialIds withStart(int id) {
        return new SpecialIds(unknown, OptionalInt.of(id), end, padding);
    }

    public SpecialIds withEnd(int id) {
        return new SpecialIds(unknown, start, OptionalInt.of(id), padding);
    }
}
