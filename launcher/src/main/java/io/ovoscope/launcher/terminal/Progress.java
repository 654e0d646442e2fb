package io.ovoscope.launcher.terminal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a training run is, and what its probes last found; or how far another long task is.
 *
 * @param title what is going on, such as {@code training}
 * @param counted what is counted
 * @param step updates applied, or records read, so far
 * @param steps the same in all
 * @param loss the newest loss, in nats a token
 * @param perSecond speed, in tokens or records
 * @param elapsed time since the first step began
 * @param left time left, empty where nothing can be said
 * @param probes the newest scores, a row for each task
 * @param notes lines beneath, such as the page's address
 */
public record Progress(
        String title,
        Counted counted,
        long step,
        long steps,
        OptionalDouble loss,
        OptionalDouble perSecond,
        Duration elapsed,
        Optional<Duration> left,
        List<ProbeRow> probes,
        List<String> notes) {

    /** What progress is counted in. */
    public enum Counted {
        STEPS("step", "tokens/s"),
        RECORDS("record", "records/s");

        private final String unit;
        private final String rate;

        Counted(String unit, String rate) {
            this.unit = unit;
            this.rate = rate;
        }

        String unit() {
            return unit;
        }

        String rate() {
            return rate;
        }
    }

    /** Progress in steps of training. */
    public Progress(
            String title,
            long step,
            long steps,
            OptionalDouble loss,
            OptionalDouble tokensPerSecond,
            Duration elapsed,
            Optional<Duration> left,
            List<ProbeRow> probes,
            List<String> notes) {
        this(title, Counted.STEPS, step, steps, loss, tokensPerSecond, elapsed, left, probes, notes);
    }

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
