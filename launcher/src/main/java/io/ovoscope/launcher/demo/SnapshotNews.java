package io.ovoscope.launcher.demo;

import io.ovoscope.launcher.terminal.Figures;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A line for each snapshot that has been probed in every layer and task, told once. Used by one thread at a time. */
final class SnapshotNews {
    private final RunBoard board;
    private final Set<Long> told = new HashSet<>();

    SnapshotNews(RunBoard board) {
        this.board = board;
    }

    /** Lines of the snapshots that have been closed since, by step. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        board.closed().values().stream()
                .filter(step -> told.add(step.step()))
                .sorted(Comparator.comparingLong(StepClosed::step))
                .forEach(step -> lines.add(line(step)));
        return lines;
    }

    private String line(StepClosed step) {
        List<String> above = new ArrayList<>();
        for (TaskInfo task : board.tasks()) {
            best(task.name(), step.step())
                    .ifPresent(point -> above.add(
                            point.task() + " " + Figures.score(point.headline().orElse(Double.NaN))));
        }
        String points = step.present() == step.expected()
                ? step.present() + " points"
                : step.present() + " points of " + step.expected() + " expected";
        return "probed: step " + step.step() + ", " + points + "; above every floor: "
                + (above.isEmpty() ? "no task" : String.join(", ", above));
    }

    /** The best of the layers that lie above every floor. */
    private Optional<CurvePoint> best(String task, long step) {
        List<LayerInfo> layers = board.manifest().map(RunManifest::layers).orElse(List.of());
        return layers.stream()
                .flatMap(layer -> board.at(task, layer.index(), step).stream())
                .filter(point -> point.headline().isPresent() && Floors.areBeatenBy(point))
                .max(Comparator.comparingDouble(point -> point.headline().getAsDouble()));
    }
}
