package io.ovoscope.launcher.demo;

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

    private final RunBoard board;
    private final TrainingEvent.Done done;

    FinalReport(RunBoard board, TrainingEvent.Done done) {
        this.board = board;
        this.done = done;
    }

    List<String> lines(Terminal terminal) {
        List<String> lines = new ArrayList<>();
        Optional<RunManifest> manifest = board.manifest();
        List<LayerInfo> layers = manifest.map(RunManifest::layers).orElse(List.of());
        lines.add("");
        lines.addAll(table(layers).lines(terminal));
        lines.add("");
        lines.add(
                "* its 95% interval lies above every floor. highest floor: the largest of majority, lexicon, bag of words, length,");
        lines.add(
                "  untrained and control. t50, t90: the steps between which 50% and 90% of the gain over step 0 was reached; - where");
        lines.add("  no gain of a point is certain. An accuracy at its floor says nothing about the model.");
        lines.add(String.format(
                Locale.ROOT,
                "Trained %,d steps in %.0f s, loss %.2f nats a token.",
                done.step(),
                done.trainingSeconds(),
                done.loss()));
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

    private Table table(List<LayerInfo> layers) {
        Table table = Table.of(
                Column.left("task"),
                Column.left("layer"),
                Column.right("untrained"),
                Column.right("final"),
                Column.right("95% interval"),
                Column.right("control"),
                Column.right("highest floor"),
                Column.right("t50"),
                Column.right("t90"));
        for (TaskInfo task : board.tasks()) {
            for (LayerInfo layer : layers) {
                Optional<CurvePoint> newest = board.newest(task.name(), layer.index());
                table = newest.isPresent() ? table.with(row(newest.get())) : table;
            }
        }
        return table;
    }

    private List<String> row(CurvePoint point) {
        Floors.Floor highest = Floors.highest(point);
        return List.of(
                TaskNames.shown(point),
                point.layerName(),
                share(point.figures().get(Figure.UNTRAINED)),
                share(point.headline()) + (Floors.areBeatenBy(point) ? " *" : "  "),
                share(point.figures().get(Figure.LOWER)) + "-"
                        + share(point.figures().get(Figure.UPPER)),
                share(point.figures().get(Figure.CONTROL)),
                highest.name() + " " + share(highest.of(point)),
                cell(point, 50),
                cell(point, 90));
    }

    private String cell(CurvePoint point, int percent) {
        Optional<Finding.Emergence> emergence = board.emergence(point.task(), point.layer(), percent);
        return emergence.map(found -> found.afterStep() + "-" + found.byStep()).orElse(NONE);
    }

    private static String share(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.3f", value.getAsDouble()) : NONE;
    }
}
