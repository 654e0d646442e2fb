package io.ovoscope.launcher.demo;

import io.ovoscope.launcher.terminal.Display;
import io.ovoscope.launcher.terminal.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What is drawn while training goes on: what the training process says, and beneath it the newest accuracies. */
final class TrainingScreen {
    private final Display display;
    private final RunBoard board;
    private final SnapshotNews news;
    private final String page;
    private final long totalSteps;
    private TrainingEvent.@Nullable Done done;

    TrainingScreen(Display display, RunBoard board, SnapshotNews news, String page, long totalSteps) {
        this.display = display;
        this.board = board;
        this.news = news;
        this.page = page;
        this.totalSteps = totalSteps;
    }

    /** A line of the training process. */
    synchronized void hear(String line) {
        if (!TrainingEvent.isOne(line)) {
            return; // native libraries print to standard output what nobody can redirect
        }
        TrainingEvent event = TrainingEvent.parse(line);
        if (event instanceof TrainingEvent.Says says) {
            display.say(says.text());
        } else if (event instanceof TrainingEvent.Progress progress) {
            draw(progress);
        } else if (event instanceof TrainingEvent.Done end) {
            done = end;
        }
    }

    /** How training ended. */
    synchronized TrainingEvent.Done done() {
        if (done == null) {
            throw new IllegalStateException("the training process ended without saying how");
        }
        return done;
    }

    private void draw(TrainingEvent.Progress progress) {
        news.lines().forEach(display::log);
        display.show(new Progress(
                "training",
                progress.step(),
                Math.max(totalSteps, progress.step()),
                finite(progress.loss()),
                finite(progress.tokensPerSecond()),
                seconds(progress.secondsTaken()),
                progress.step() < 2 ? Optional.empty() : Optional.of(seconds(progress.secondsLeft())),
                NewestScores.of(board),
                List.of(board.closed().size()
                        + " snapshots probed in every layer and task; shown is the best layer; see " + page)));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
