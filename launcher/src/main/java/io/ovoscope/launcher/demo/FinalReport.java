package io.ovoscope.launcher.demo;

import io.ovoscope.launcher.terminal.Figures;
import io.ovoscope.launcher.terminal.Table;
import io.ovoscope.launcher.terminal.Table.Column;
import io.ovoscope.launcher.terminal.Terminal;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a run came to: a row for each task and layer, and a last line that scripts can read. */
final class FinalReport {
    private static final String NONE = "-";
    /** The head of a table and its rule. */
    private static final int HEAD_LINES = 2;

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
        lines.addAll(table(layers, terminal));
        lines.add("");
        lines.add("* The whole interval lies above every floor: majority, lexicon, bag of words or length,");
        lines.add("  the untrained model and the control task. What stays at its floor says nothing about the");
        lines.add("  model. t50, t90: between which snapshots 50% and 90% of the gain over step 0 was reached;");
        lines.add("  - where no gain of a point is certain. Silver: labels by another model.");
        if (newest(layers).stream().noneMatch(Floors::areBeatenBy)) {
            lines.add("No layer ends above every floor: so short a training shows little more than that curves rise.");
        }
        lines.add(training());
        lines.add("To see this run again: ./ovoscope view" + viewOptions);
        lines.add(String.format(
                Locale.ROOT,
                "ovoscope: %d points, %d tasks, %d layers, %d snapshots, %d dropped, %d skipped",
                board.points(),
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

    /** The table, the tasks' names on lines of their own between its rows. */
    private List<String> table(List<LayerInfo> layers, Terminal terminal) {
        List<CurvePoint> newest = newest(layers);
        Table table = Table.of(
                Column.left("layer"),
                Column.right("step 0"),
                Column.right("final"),
                Column.right("95%"),
                Column.right("control"),
                Column.right("highest floor"),
                Column.right("t50"),
                Column.right("t90"));
        for (CurvePoint point : newest) {
            table = table.with(row(point, terminal));
        }
        List<String> lines = table.lines(terminal);
        List<String> named = new ArrayList<>(lines.subList(0, HEAD_LINES));
        String task = "";
        for (int i = 0; i < newest.size(); i++) {
            if (!newest.get(i).task().equals(task)) {
                task = newest.get(i).task();
                named.add(TaskNames.shown(newest.get(i)));
            }
            named.add(lines.get(HEAD_LINES + i));
        }
        return named;
    }

    private List<CurvePoint> newest(List<LayerInfo> layers) {
        List<CurvePoint> newest = new ArrayList<>();
        for (TaskInfo task : board.tasks()) {
            layers.forEach(layer -> board.newest(task.name(), layer.index()).ifPresent(newest::add));
        }
        return newest;
    }

    private List<String> row(CurvePoint point, Terminal terminal) {
        Floors.Floor highest = Floors.highest(point);
        return List.of(
                " " + point.layerName(),
                share(point.figures().get(Figure.UNTRAINED)),
                share(point.headline()) + (Floors.areBeatenBy(point) ? "*" : " "),
                interval(point, terminal),
                share(point.figures().get(Figure.CONTROL)),
                highest.name() + " " + share(highest.of(point)),
                cell(point, 50, terminal),
                cell(point, 90, terminal));
    }

    private static String interval(CurvePoint point, Terminal terminal) {
        OptionalDouble lower = point.figures().get(Figure.LOWER);
        OptionalDouble upper = point.figures().get(Figure.UPPER);
        return lower.isPresent() && upper.isPresent()
                ? Figures.range(Figures.score(lower.getAsDouble()), Figures.score(upper.getAsDouble()), terminal)
                : NONE;
    }

    private String cell(CurvePoint point, int percent, Terminal terminal) {
        Optional<Finding.Emergence> emergence = board.emergence(point.task(), point.layer(), percent);
        return emergence
                .map(found -> Figures.range("" + found.afterStep(), "" + found.byStep(), terminal))
                .orElse(NONE);
    }

    private static String share(OptionalDouble value) {
        return value.isPresent() ? Figures.score(value.getAsDouble()) : NONE;
    }
}
