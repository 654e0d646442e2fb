package io.ovoscope.launcher.bench;

import io.ovoscope.launcher.terminal.Display;
import io.ovoscope.launcher.terminal.Progress;
import io.ovoscope.launcher.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is shown while a process measures, and the figures that it has told. */
final class MeasuringScreen {
    private final Display display;
    private final Terminal terminal;
    private BenchFigures figures;

    MeasuringScreen(Display display, Terminal terminal, BenchFigures figures) {
        this.display = display;
        this.terminal = terminal;
        this.figures = figures;
    }

    /** A line of the process. */
    synchronized void hear(String line) {
        if (!BenchEvent.isOne(line)) {
            return; // native libraries print to standard output what nobody can redirect
        }
        BenchEvent event = BenchEvent.parse(line);
        if (event instanceof BenchEvent.Says says) {
            figures = figures.with(says.text());
            display.say(says.text());
        } else if (event instanceof BenchEvent.Working working) {
            draw(working);
        } else if (event instanceof BenchEvent.Compared compared) {
            figures = figures.with(compared.result());
            CaseReport report = new CaseReport(compared.result());
            report.lines(terminal).forEach(display::say);
            display.say(report.lastLine());
            display.say("");
        } else if (event instanceof BenchEvent.Remembered remembered) {
            figures = figures.with(remembered.row());
        }
    }

    synchronized BenchFigures figures() {
        return figures;
    }

    private void draw(BenchEvent.Working working) {
        display.show(new Progress(
                working.title(),
                working.done(),
                working.total(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                seconds(working.secondsTaken()),
                Double.isFinite(working.secondsLeft()) ? Optional.of(seconds(working.secondsLeft())) : Optional.empty(),
                List.of(),
                List.of()));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
