package io.ovoscope.launcher.demo;

import io.ovoscope.launcher.findings.FindingsSummary;
import io.ovoscope.launcher.findings.StandingFindings;
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
    private final String seenAgain;
    private final int sabotageFromStep;

    /**
     * A report.
     *
     * @param seenAgain what shows the run again: a command, or where to look
     * @param sabotageFromStep where training was sabotaged on purpose; 0 where it was not
     */
    FinalReport(RunBoard board, TrainingEvent.Done done, String seenAgain, int sabotageFromStep) {
        this.board = board;
        this.done = done;
        this.seenAgain = seenAgain;
        this.sabotageFromStep = sabotageFromStep;
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
        lines.addAll(TableLegend.lines(scores.isWide(terminal), !geometry.isEmpty()));
        if (scores.points().stream().noneMatch(Floors::areBeatenBy)) {
            lines.add("No layer ends above every floor: so short a training shows little more than that curves rise.");
        }
        manifest.ifPresent(run -> {
            lines.add("");
            lines.addAll(FindingsSummary.lines(new StandingFindings(run, board.findings()), terminal));
            lines.add("");
        });
        lines.add(training());
        Shortfall shortfall = Shortfall.of(board, done.sent());
        lines.addAll(shortfall.lines());
        lines.add("To see this run again: " + seenAgain);
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
        if (sabotageFromStep > 0) {
            text += String.format(Locale.ROOT, ", sabotaged on purpose from step %,d on", sabotageFromStep);
        }
        return done.step() == done.plannedSteps()
                ? text + "."
                : text + "; the time limit (training.maxSeconds) ended it before step "
                        + String.format(Locale.ROOT, "%,d.", done.plannedSteps());
    }
}
