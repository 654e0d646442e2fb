package io.ovoscope.launcher.exchange;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** A run's points as a file that {@link CurveFile} reads. */
final class CurveFileWriter {
    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();
    private static final Set<Figure> COUNTS = EnumSet.of(Figure.N, Figure.UNSEEN_N, Figure.SPEARMAN_N, Figure.ROOT_N);

    private CurveFileWriter() {}

    /**
     * The file: by task in the manifest's order, then by layer and step; points without a result are left out.
     *
     * @param points of one run
     */
    static String text(RunManifest manifest, List<CurvePoint> points) {
        List<String> tasks = manifest.tasks().stream().map(TaskInfo::name).toList();
        List<CurvePoint> rows = points.stream()
                .filter(point -> point.headline().isPresent())
                .sorted(Comparator.comparingInt((CurvePoint point) -> place(tasks, point.task()))
                        .thenComparing(CurvePoint::task)
                        .thenComparingInt(CurvePoint::layer)
                        .thenComparingLong(CurvePoint::step))
                .toList();
        List<Figure> figures = figures(rows);
        boolean replayed = rows.stream().anyMatch(CurvePoint::replayed);
        boolean losses = rows.stream().anyMatch(point -> point.loss() != null);
        StringWriter text = new StringWriter();
        CsvSchema schema = CsvSchema.emptySchema().withLineSeparator("\n");
        try (SequenceWriter writer = MAPPER.writer(schema).writeValues(text)) {
            writer.write(header(manifest, figures, losses, replayed));
            for (CurvePoint row : rows) {
                writer.write(cells(row, figures, losses, replayed));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory", e);
        }
        return text.toString();
    }

    /** Curves that no manifest has, those of the geometry, come last. */
    private static int place(List<String> tasks, String task) {
        int place = tasks.indexOf(task);
        return place < 0 ? tasks.size() : place;
    }

    private static List<Figure> figures(List<CurvePoint> rows) {
        EnumSet<Figure> figures = EnumSet.noneOf(Figure.class);
        rows.forEach(row -> figures.addAll(row.figures().values().keySet()));
        return List.copyOf(figures);
    }

    private static String[] header(RunManifest manifest, List<Figure> figures, boolean losses, boolean replayed) {
        List<String> names = new ArrayList<>(Columns.ABOUT);
        names.removeIf(name -> (name.equals(Columns.LOSS) && !losses) || (name.equals(Columns.REPLAYED) && !replayed));
        for (Figure figure : figures) {
            boolean first = figure == Figure.UNTRAINED && manifest.baseline() == Baseline.FIRST;
            names.add(first ? Columns.FIRST : figure.wireName());
        }
        return names.toArray(String[]::new);
    }

    private static String[] cells(CurvePoint row, List<Figure> figures, boolean losses, boolean replayed) {
        List<String> cells = new ArrayList<>(List.of(
                row.task(),
                RowReader.name(row.level()),
                RowReader.name(row.source()),
                Integer.toString(row.layer()),
                row.layerName(),
                Long.toString(row.step()),
                row.takenAt().toString()));
        if (losses) {
            cells.add(row.loss() == null ? "" : row.loss().toString());
        }
        if (replayed) {
            cells.add(Boolean.toString(row.replayed()));
        }
        figures.forEach(figure -> cells.add(cell(figure, row.figures().get(figure))));
        return cells.toArray(String[]::new);
    }

    private static String cell(Figure figure, OptionalDouble value) {
        if (value.isEmpty()) {
            return "";
        }
        return COUNTS.contains(figure)
                ? Long.toString(Math.round(value.getAsDouble()))
                : Double.toString(value.getAsDouble());
    }
}
