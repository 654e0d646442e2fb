package io.ovoscope.launcher.exchange;

import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.GeometryTasks;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A file of curves as a run's records: a function of the file, the name and the description alone, so that importing it again gives
 * the same.
 *
 * @param manifest without a probe set; layers are of width 1, since nobody knows it
 * @param points of every task in every layer at every step, in the order of steps; those that the file lacks say so
 */
public record ImportedRun(RunManifest manifest, List<CurvePoint> points) {
    static final String NOT_THERE = "the imported file has no value here";
    private static final String UNKNOWN = "imported";

    public ImportedRun {
        points = List.copyOf(points);
    }

    /**
     * The records of a run.
     *
     * @param model what to call the model
     */
    public static ImportedRun of(String run, String model, CurveFile file) {
        return new Draft(run, model, file).records();
    }

    private static final class Draft {
        private final String run;
        private final String model;
        private final CurveFile file;
        private final Baseline baseline;
        private final List<TaskInfo> tasks;
        private final List<LayerInfo> layers;
        private final TreeMap<Long, Map<PointId, CurveRow>> steps = new TreeMap<>();

        private record PointId(String task, int layer) {}

        Draft(String run, String model, CurveFile file) {
            this.run = run;
            this.model = model;
            this.file = file;
            file.rows()
                    .forEach(row -> steps.computeIfAbsent(row.step(), step -> new HashMap<>())
                            .put(new PointId(row.task(), row.layer()), row));
            this.tasks = file.rows().stream()
                    .map(CurveRow::task)
                    .distinct()
                    .map(this::task)
                    .toList();
            this.layers = layers();
            this.baseline = file.baseline().orElse(steps.firstKey() == 0 ? Baseline.UNTRAINED : Baseline.FIRST);
        }

        private TaskInfo task(String name) {
            Optional<TaskInfo> geometry = GeometryTasks.ALL.stream()
                    .filter(curve -> curve.name().equals(name))
                    .findFirst();
            return geometry.orElseGet(() -> new TaskInfo(
                    name,
                    said(row -> row.task().equals(name), CurveRow::level).orElse(Level.SEMANTICS),
                    TaskInput.TOKEN,
                    said(row -> row.task().equals(name), CurveRow::source).orElse(LabelSource.GOLD),
                    List.of()));
        }

        private List<LayerInfo> layers() {
            int deepest = file.rows().stream().mapToInt(CurveRow::layer).max().orElse(0);
            List<LayerInfo> all = new ArrayList<>();
            for (int i = 0; i <= deepest; i++) {
                int layer = i;
                String name =
                        said(row -> row.layer() == layer, CurveRow::layerName).orElse("layer " + layer);
                all.add(new LayerInfo(layer, name, 1));
            }
            return all;
        }

        /** What the rows about something say; the file's check has seen to it that they agree. */
        private <V> Optional<V> said(
                java.util.function.Predicate<CurveRow> about, Function<CurveRow, @Nullable V> says) {
            return file.rows().stream()
                    .filter(about)
                    .map(row -> Optional.<V>ofNullable(says.apply(row)))
                    .flatMap(Optional::stream)
                    .findFirst();
        }

        ImportedRun records() {
            List<CurvePoint> points = new ArrayList<>();
            steps.forEach((step, rows) -> {
                Instant takenAt = rows.values().stream()
                        .sorted(Comparator.comparing(row -> row.takenAt() == null))
                        .map(CurveFile::takenAt)
                        .findFirst()
                        .orElseThrow();
                Double loss = rows.values().stream()
                        .map(CurveRow::loss)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
                for (TaskInfo task : tasks) {
                    for (LayerInfo layer : layers) {
                        CurveRow row = rows.get(new PointId(task.name(), layer.index()));
                        if (row != null || task.level() != Level.GEOMETRY) {
                            points.add(point(task, layer, step, takenAt, loss, row));
                        }
                    }
                }
            });
            return new ImportedRun(manifest(points.get(0).takenAt()), points);
        }

        private CurvePoint point(
                TaskInfo task,
                LayerInfo layer,
                long step,
                Instant takenAt,
                @Nullable Double loss,
                @Nullable CurveRow row) {
            return new CurvePoint(
                    run,
                    1,
                    task.name(),
                    task.level(),
                    task.source(),
                    layer.index(),
                    layer.name(),
                    step,
                    takenAt,
                    row == null || row.loss() == null ? loss : row.loss(),
                    baseline,
                    row == null
                            ? new Evidence.Missing(Evidence.Reason.NOT_PROBEABLE, NOT_THERE)
                            : new Evidence.Scalar(headline(row.figures()), List.of()),
                    row == null ? Figures.none() : withBaseline(row),
                    null,
                    row != null && row.replayed(),
                    List.of());
        }

        private static double headline(Figures figures) {
            return figures.get(Figure.ACCURACY)
                    .orElseGet(() -> figures.get(Figure.VALUE).orElseThrow());
        }

        /** Without a column of its own, the untrained floor is what step 0 has, as it is of runs that were watched. */
        private Figures withBaseline(CurveRow row) {
            CurveRow first = steps.getOrDefault(0L, Map.of()).get(new PointId(row.task(), row.layer()));
            if (file.baseline().isPresent() || first == null || GeometryTasks.isName(row.task())) {
                return row.figures();
            }
            return row.figures().with(Figure.UNTRAINED, headline(first.figures()));
        }

        private RunManifest manifest(Instant startedAt) {
            return new RunManifest(
                    run,
                    1,
                    0,
                    startedAt,
                    model,
                    0,
                    layers,
                    RunManifest.IMPORTED,
                    tasks.stream()
                            .filter(task -> task.level() != Level.GEOMETRY)
                            .toList(),
                    List.of(),
                    UNKNOWN,
                    UNKNOWN,
                    UNKNOWN,
                    FloatEncoding.F32,
                    baseline,
                    UNKNOWN);
        }
    }

    /** Whether a point is one that the file lacks. */
    static boolean isNotThere(CurvePoint point) {
        return point.evidence() instanceof Evidence.Missing missing && Objects.equals(missing.detail(), NOT_THERE);
    }
}
