package io.ovoscope.launcher.bench;

import io.ovoscope.launcher.terminal.Display;
import io.ovoscope.launcher.terminal.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Shows how far a process that measures is; what else it prints is passed over. */
public record WorkingLines(Display display) implements Consumer<String> {
    private static final double MILLIS = 1000;

    @Override
    public void accept(String line) {
        if (BenchEvent.isOne(line) && BenchEvent.parse(line) instanceof BenchEvent.Working working) {
            display.show(new Progress(
                    working.title(),
                    working.done(),
                    working.total(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    seconds(working.secondsTaken()),
                    Double.isFinite(working.secondsLeft())
                            ? Optional.of(seconds(working.secondsLeft()))
                            : Optional.empty(),
                    List.of(),
                    List.of()));
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * MILLIS));
    }
}
