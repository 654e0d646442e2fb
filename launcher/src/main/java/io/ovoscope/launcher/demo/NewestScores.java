package io.ovoscope.launcher.demo;

import io.ovoscope.launcher.terminal.ProbeRow;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A row for each task: its best layer at its newest step, beside the floors. */
final class NewestScores {
    private NewestScores() {}

    static List<ProbeRow> of(RunBoard board) {
        List<ProbeRow> rows = new ArrayList<>();
        board.manifest().ifPresent(manifest -> {
            for (TaskInfo task : manifest.tasks()) {
                best(board, manifest, task).ifPresent(point -> rows.add(row(point)));
            }
        });
        return rows;
    }

    private static Optional<CurvePoint> best(RunBoard board, RunManifest manifest, TaskInfo task) {
        List<CurvePoint> newest = new ArrayList<>();
        for (LayerInfo layer : manifest.layers()) {
            board.newest(task.name(), layer.index()).ifPresent(newest::add);
        }
        long step = newest.stream().mapToLong(CurvePoint::step).max().orElse(0);
        return newest.stream()
                .filter(point -> point.step() == step)
                .max(Comparator.comparingDouble(point -> point.headline().orElse(0)));
    }

    private static ProbeRow row(CurvePoint point) {
        double score = point.headline().orElseThrow();
        return new ProbeRow(
                TaskNames.shown(point),
                point.layerName(),
                point.step(),
                score,
                Math.min(score, point.figures().get(Figure.LOWER).orElse(score)),
                Math.max(score, point.figures().get(Figure.UPPER).orElse(score)),
                floors(point));
    }

    /** The floors in a fixed order of columns; one that the task does not have is not a number. */
    private static List<ProbeRow.Baseline> floors(CurvePoint point) {
        return Floors.all().stream()
                .map(floor ->
                        new ProbeRow.Baseline(floor.name(), floor.of(point).orElse(Double.NaN)))
                .filter(floor -> !Double.isNaN(floor.score()))
                .toList();
    }
}
