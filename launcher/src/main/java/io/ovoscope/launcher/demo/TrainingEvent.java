package io.ovoscope.launcher.demo;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** What the training process tells the one that draws: a line of JSON on its standard output each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrainingEvent.Says.class, name = "says"),
    @JsonSubTypes.Type(value = TrainingEvent.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = TrainingEvent.Done.class, name = "done")
})
public sealed interface TrainingEvent {
    JsonMapper MAPPER = JsonMapper.builder().build();

    /** A sentence for the user, for example what the probe set holds. */
    record Says(String text) implements TrainingEvent {}

    /**
     * How far it is.
     *
     * @param loss nats a token, smoothed; NaN before the first step
     * @param secondsLeft of training
     */
    record Progress(
            long step, long totalSteps, double loss, double tokensPerSecond, double secondsTaken, double secondsLeft)
            implements TrainingEvent {}

    /**
     * Training has ended and the agent has sent what it could.
     *
     * @param step updates applied
     * @param plannedSteps updates planned; more than were applied where the time limit ended training
     * @param trainingSeconds wall time from the first update to the last
     * @param sent snapshots that are in Kafka
     * @param dropped snapshots lost, whatever the reason
     * @param skipped scheduled snapshots left out to keep to the overhead budget
     */
    record Done(
            long step, long plannedSteps, double loss, double trainingSeconds, long sent, long dropped, long skipped)
            implements TrainingEvent {}

    default String line() {
        try {
            return MAPPER.writerFor(TrainingEvent.class).writeValueAsString(this);
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
    static TrainingEvent parse(String line) {
        try {
            return MAPPER.readValue(line, TrainingEvent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no training event: " + line, e);
        }
    }
}
