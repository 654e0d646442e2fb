package io.ovoscope.demo.model;

/**
 * What a training run came to.
 *
 * @param steps updates done
 * @param tokens tokens predicted, each counted as often as it was seen
 * @param epochs times the text was begun
 * @param seconds wall-clock time from before the first to after the last update
 * @param loss mean of the last hundred updates, nats per token
 * @param end why it ended
 */
public record TrainingResult(int steps, long tokens, int epochs, double seconds, double loss, End end) {

    /** Why training ended. */
    public enum End {
        /** All steps were done. */
        STEPS_DONE,
        /** The time was over. */
        TIME_OVER,
        /** It was asked to stop. */
        STOPPED
    }
}
