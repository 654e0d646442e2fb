package io.ovoscope.launcher.bench;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** What the processes that measure tell the one that prints: a line of JSON on their standard output each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "bench")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BenchEvent.Says.class, name = "says"),
    @JsonSubTypes.Type(value = BenchEvent.Working.class, name = "working"),
    @JsonSubTypes.Type(value = BenchEvent.Compared.class, name = "compared"),
    @JsonSubTypes.Type(value = BenchEvent.Remembered.class, name = "remembered")
})
public sealed interface BenchEvent {
    JsonMapper MAPPER = JsonMapper.builder().build();

    /** A sentence for the user. */
    record Says(String text) implements BenchEvent {}

    /**
     * How far it is.
     *
     * @param done of {@code total} pieces of work
     * @param secondsLeft NaN where nothing can be said yet
     */
    record Working(String title, long done, long total, double secondsTaken, double secondsLeft)
            implements BenchEvent {}

    /** A case is done. */
    record Compared(CaseResult result) implements BenchEvent {}

    /** A size of layers has been scored. */
    record Remembered(MemoryRow row) implements BenchEvent {}

    default String line() {
        try {
            return MAPPER.writerFor(BenchEvent.class).writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + this, e);
        }
    }

    /** Whether a line is an event rather than something that a library has printed. */
    static boolean isOne(String line) {
        return line.startsWith("{\"bench\":");
    }

    /**
     * The event of a line.
     *
     * @throws IllegalArgumentException where the line is none
     */
    static BenchEvent parse(String line) {
        try {
            return MAPPER.readValue(line, BenchEvent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no bench event: " + line, e);
        }
    }
}
