package io.ovoscope.launcher.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Prints a line at intervals, and what it is told: for logs, where nothing can be redrawn. */
final class PlainDisplay implements Display {

    private final PrintStream out;
    private final InstantSource clock;
    private final Duration pause;
    private Instant printedAt = Instant.MIN;
    private @Nullable Progress waiting;

    PlainDisplay(PrintStream out, InstantSource clock, Duration pause) {
        this.out = out;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public synchronized void show(Progress progress) {
        waiting = progress;
        if (!clock.instant().isBefore(printedAt.plus(pause))) {
            printWaiting(progress);
        }
    }

    @Override
    public synchronized void say(String text) {
        out.print(text + "\n");
        out.flush();
    }

    @Override
    public void log(String text) {
        say(text);
    }

    @Override
    public synchronized void close() {
        if (waiting != null) {
            printWaiting(waiting);
        }
    }

    private void printWaiting(Progress progress) {
        waiting = null;
        printedAt = clock.instant();
        say(ProgressLines.plain(progress));
    }
}
