package io.ovoscope.launcher.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Redraws a block of lines in place. Between drawings the cursor stands below the block, so that whatever ends the process
 * leaves a readable screen.
 */
final class LiveDisplay implements Display {

    private static final String ESCAPE = "\u001b[";
    private static final String CLEAR_TO_END_OF_LINE = ESCAPE + "K";
    private static final String CLEAR_BELOW = ESCAPE + "J";

    private final PrintStream out;
    private final Terminal terminal;
    private final InstantSource clock;
    private final Duration pause;
    private @Nullable Progress newest;
    private Instant drawnAt = Instant.MIN;
    private boolean drawnNewest = true;
    private int drawnLines;

    LiveDisplay(PrintStream out, Terminal terminal, InstantSource clock, Duration pause) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public synchronized void show(Progress progress) {
        newest = progress;
        drawnNewest = false;
        if (!clock.instant().isBefore(drawnAt.plus(pause))) {
            draw("");
        }
    }

    @Override
    public synchronized void say(String text) {
        draw(text.replace("\n", CLEAR_TO_END_OF_LINE + "\n") + CLEAR_TO_END_OF_LINE + "\n");
    }

    @Override
    public void log(String text) {
        // The table shows it.
    }

    @Override
    public synchronized void close() {
        if (!drawnNewest) {
            draw("");
        }
    }

    private void draw(String above) {
        StringBuilder text = new StringBuilder();
        if (drawnLines > 0) {
            text.append(ESCAPE).append(drawnLines).append("A\r");
        }
        text.append(above);
        List<String> lines = newest == null ? List.of() : thatFit(ProgressLines.live(newest, terminal));
        lines.forEach(line -> text.append(line).append(CLEAR_TO_END_OF_LINE).append('\n'));
        // One write, so that the terminal never shows half a drawing.
        out.print(text.append(CLEAR_BELOW));
        out.flush();
        drawnLines = lines.size();
        drawnNewest = true;
        drawnAt = clock.instant();
    }

    /** The cursor cannot be moved back above the screen, so a block must not be higher than it. */
    private List<String> thatFit(List<String> lines) {
        return lines.subList(0, Math.min(lines.size(), Math.max(1, terminal.rows() - 1)));
    }
}
