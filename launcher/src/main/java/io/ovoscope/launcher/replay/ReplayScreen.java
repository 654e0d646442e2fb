package io.ovoscope.launcher.replay;

import io.ovoscope.launcher.terminal.Display;
import io.ovoscope.launcher.terminal.Progress;
import io.ovoscope.launcher.terminal.Table;
import io.ovoscope.launcher.terminal.Table.Column;
import io.ovoscope.launcher.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What is drawn while checkpoints are replayed. */
final class ReplayScreen {
    private final Display display;
    private final Terminal terminal;
    private ReplayEvent.@Nullable Ended ended;

    ReplayScreen(Display display, Terminal terminal) {
        this.display = display;
        this.terminal = terminal;
    }

    /** A line of the replaying process. */
    synchronized void hear(String line) {
        if (!ReplayEvent.isOne(line)) {
            return; // native libraries print to standard output what nobody can redirect
        }
        ReplayEvent event = ReplayEvent.parse(line);
        if (event instanceof ReplayEvent.Says says) {
            display.say(says.text());
        } else if (event instanceof ReplayEvent.Grid grid) {
            draw(grid);
        } else if (event instanceof ReplayEvent.Progress progress) {
            draw(progress);
        } else if (event instanceof ReplayEvent.Ended end) {
            ended = end;
        }
    }

    /** How it ended. */
    synchronized ReplayEvent.Ended ended() {
        if (ended == null) {
            throw new IllegalStateException("the replaying process ended without saying how");
        }
        return ended;
    }

    private void draw(ReplayEvent.Grid grid) {
        Column[] columns = grid.heads().stream().map(Column::name).toArray(Column[]::new);
        Table table = Table.of(columns);
        for (List<String> row : grid.rows()) {
            table = table.with(row);
        }
        table.lines(terminal).forEach(display::say);
    }

    private void draw(ReplayEvent.Progress progress) {
        double taken = progress.secondsTaken();
        int left = progress.total() - progress.probed();
        Optional<Duration> remaining = progress.probed() == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round(1000 * taken / progress.probed() * left)));
        String rate = progress.probed() == 0
                ? "none probed yet"
                : String.format(
                        Locale.ROOT, "%.1f checkpoints a minute", 60 * progress.probed() / Math.max(taken, 1e-3));
        display.show(new Progress(
                "checkpoints",
                progress.probed(),
                Math.max(1, progress.total()),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Duration.ofMillis(Math.round(1000 * taken)),
                remaining,
                List.of(),
                List.of(rate + "; newest sent: step " + progress.step())));
    }
}
