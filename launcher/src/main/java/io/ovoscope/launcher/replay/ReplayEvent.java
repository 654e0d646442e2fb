package io.ovoscope.launcher.replay;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** What the replaying process tells the one that draws: a line of JSON on its standard output each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ReplayEvent.Says.class, name = "says"),
    @JsonSubTypes.Type(value = ReplayEvent.Grid.class, name = "grid"),
    @JsonSubTypes.Type(value = ReplayEvent.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = ReplayEvent.Ended.class, name = "ended")
})
sealed interface ReplayEvent {
    JsonMapper MAPPER = JsonMapper.builder().build();

    /** A sentence for the user. */
    record Says(String text) implements ReplayEvent {}

    /**
     * A table for the user.
     *
     * @param heads of the columns
     * @param rows a cell for each column
     */
    record Grid(List<String> heads, List<List<String>> rows) implements ReplayEvent {}

    /**
     * How far it is.
     *
     * @param probed checkpoints all of whose points are there
     * @param total checkpoints to be replayed, as far as is known
     * @param step the newest that was sent
     * @param secondsTaken since the first was begun
     */
    record Progress(int probed, int total, long step, double secondsTaken) implements ReplayEvent {}

    /**
     * It has ended.
     *
     * @param exitCode as the command's
     * @param message why it did not work out; empty where it did
     */
    record Ended(int exitCode, String message) implements ReplayEvent {}

    default String line() {
        try {
            return MAPPER.writerFor(ReplayEvent.class).writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + this, e);
        }
    }

    /** Whether a line is an event rather than something that a library has printed. */
    static boolean isOne(String line) {
        return line.startsWith("{\"event\":");
    }

    /**
     * The event of a line.
     *
     * @throws IllegalArgumentException where the line is none
     */
    static ReplayEvent parse(String line) {
        try {
            return MAPPER.readValue(line, ReplayEvent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no replay event: " + line, e);
        }
    }
}
