package io.ovoscope.launcher.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Shows progress while it goes on. All methods may be called from any thread.
 */
public sealed interface Display extends AutoCloseable permits LiveDisplay, PlainDisplay {

    /**
     * A display for what an output can show: redrawn in place on a terminal, otherwise a plain line now and then.
     *
     * @param out where it draws, usually {@link Terminal#output()}
     * @param clock limits how often it draws
     */
    static Display on(PrintStream out, Terminal terminal, InstantSource clock) {
        return terminal.interactive()
                ? new LiveDisplay(out, terminal, clock, Duration.ofMillis(100))
                : new PlainDisplay(out, clock, Duration.ofSeconds(5));
    }

    /** Shows the newest state. May be called at every step: too frequent states are passed over. */
    void show(Progress progress);

    /** Prints text that stays, above what is redrawn. */
    void say(String text);

    /** Prints text where nothing is redrawn; elsewhere what is drawn says it. */
    void log(String text);

    /** Shows the last state, and leaves it there. */
    @Override
    void close();
}
