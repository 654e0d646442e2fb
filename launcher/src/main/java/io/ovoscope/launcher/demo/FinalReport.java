package io.ovoscope.launcher.demo;

import io.ovoscope.launcher.terminal.Terminal;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RunManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a run came to: a row for each task and layer, and a last line that scripts can read. */
final class FinalReport {
    private final RunBoard board;
    private final TrainingEvent.Done done;
    private final String viewOptions;

    /** A report; {@code viewOptions} are what the view command needs to find the run. */
    FinalReport(RunBoard board, TrainingEvent.Done done, String viewOptions) {
        this.board = board;
        this.done = done;
        this.viewOptions = viewOptions;
    }

    List<String> lines(Terminal terminal) {
        List<String> lines = new ArrayList<>();
        Optional<RunManifest> manifest = board.manifest();
        List<LayerInfo> layers = manifest.map(RunManifest::layers).orElse(List.of());
        lines.add("");
        ScoreTable scores = new ScoreTable(board, layers);
        lines.addAll(scores.lines(terminal));
        lines.add("");
        List<String> geometry = new GeometryTable(board, layers).lines(terminal);
        if (!geometry.isEmpty()) {
            lines.addAll(geometry);
            lines.add("");
        }
        lines.add("* The whole interval lies above every floor: majority, lexicon, bag of words or length,");
        lines.add("  word distance, the untrained model and the control task. What stays at its floor says");
        lines.add("  nothing about the model. t50, t90: between which snapshots 50% and 90% of the gain over");
        lines.add("  step 0 was reached; - where no gain of a point is certain. Silver: labels by another model.");
        if (scores.isWide(terminal)) {
            lines.add(
                    "  unseen: accuracy on words that the probe was not trained on. compr.: compression by an online");
            lines.add(
                    "  code. +x0: nats per item gained over layer 0 alone. Both at the newest snapshot that has them.");
        } else {
            lines.add("  In a terminal of " + ScoreTable.WIDE
                    + " columns, and on the page: unseen words, code length, gain over layer 0.");
        }
        if (scores.points().stream().noneMatch(Floors::areBeatenBy)) {
            lines.add("No layer ends above every floor: so short a training shows little more than that curves rise.");
        }
        lines.add(training());
        Shortfall shortfall = Shortfall.of(board, done.sent());
        lines.addAll(shortfall.lines());
        lines.add("To see this run again: ./ovoscope view" + viewOptions);
        lines.add(String.format(
                Locale.ROOT,
                "ovoscope: %s, %d tasks, %d layers, %d snapshots, %d dropped, %d skipped",
                shortfall.points(),
                board.tasks().size(),
                layers.size(),
                done.sent(),
                done.dropped(),
                done.skipped()));
        return lines;
    }

    private String training() {
        String text = String.format(
                Locale.ROOT,
                "Trained %,d steps in %.0f s, loss %.2f nats a token",
                done.step(),
                done.trainingSeconds(),
                done.loss());
        return done.step() == done.plannedSteps()
                ? text + "."
                : text + "; the time limit (training.maxSeconds) ended it before step "
                        + String.format(Locale.ROOT, "%,d.", done.plannedSteps());
    }
}
