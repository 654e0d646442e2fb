package io.ovoscope.launcher.terminal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a training run is, and what its probes last found.
 *
 * @param title what is going on, such as {@code training}
 * @param step updates applied so far
 * @param steps updates in all
 * @param loss the newest loss, in nats a token
 * @param tokensPerSecond training speed
 * @param elapsed time since the first step began
 * @param left time left, empty where nothing can be said
 * @param probes the newest scores, a row for each task
 * @param notes lines beneath, such as the page's address
 */
public record Progress(
        String title,
        long step,
        long steps,
        OptionalDouble loss,
        OptionalDouble tokensPerSecond,
        Duration elapsed,
        Optional<Duration> left,
        List<ProbeRow> probes,
        List<String> notes) {

    /** Checks that the step lies within the run. */
    public Progress {
        if (steps < 1 || step < 0 || step > steps) {
            throw new IllegalArgumentException("step " + step + " of " + steps + ": expecting 0 <= step <= steps");
        }
        probes = List.copyOf(probes);
        notes = List.copyOf(notes);
    }

    /** Part of the run that is done, 0 to 1. */
    double fraction() {
        return (double) step / steps;
    }
}
