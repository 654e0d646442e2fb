package io.ovoscope.launcher.exchange;

import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.GeometryTasks;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.WireFormatException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads rows one by one; what is wrong in one is noted, all of it. */
final class RowReader {
    /** As the largest models have, with room. */
    private static final int MAX_LAYER = 999;

    private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final Set<Figure> COUNTS = EnumSet.of(Figure.N, Figure.UNSEEN_N, Figure.SPEARMAN_N, Figure.ROOT_N);
    /** Shares wherever there is an accuracy; of a curve that is none they are of its kind. */
    private static final Set<Figure> SHARES = EnumSet.of(
            Figure.ACCURACY,
            Figure.LOWER,
            Figure.UPPER,
            Figure.MAJORITY,
            Figure.LEXICON,
            Figure.UNTRAINED,
            Figure.CONTROL,
            Figure.BAG_OF_WORDS,
            Figure.LENGTH_ONLY,
            Figure.LINEAR_DISTANCE,
            Figure.UNSEEN_ACCURACY,
            Figure.UNSEEN_LEXICON,
            Figure.MACRO_F1);

    private final Columns columns;
    private final Problems problems;
    private final int width;

    RowReader(Columns columns, int width, Problems problems) {
        this.columns = columns;
        this.width = width;
        this.problems = problems;
    }

    /** Empty where the row has a mistake, which is noted. */
    Optional<CurveRow> read(CsvTable.Row row) {
        int line = row.line();
        if (row.cells().size() != width) {
            problems.add(line, row.cells().size() + " fields: expecting " + width + " as in the header");
            return Optional.empty();
        }
        String task = task(row);
        Long step = whole(row, Columns.STEP, Long.MAX_VALUE);
        Long layer = columns.cell(row, Columns.LAYER) == null ? Long.valueOf(0) : whole(row, Columns.LAYER, MAX_LAYER);
        Level level = one(row, Columns.LEVEL, Level.values());
        LabelSource source = one(row, Columns.SOURCE, LabelSource.values());
        Instant takenAt = instant(row);
        Double loss = number(row, Columns.LOSS);
        boolean replayed = truth(row);
        Figures figures = figures(row);
        if (task == null || step == null || layer == null) {
            return Optional.empty();
        }
        checkGeometry(line, task, level);
        return Optional.of(new CurveRow(
                line,
                task,
                level,
                source,
                Math.toIntExact(layer),
                columns.cell(row, Columns.LAYER_NAME),
                step,
                takenAt,
                loss,
                replayed,
                figures));
    }

    private @Nullable String task(CsvTable.Row row) {
        String cell = columns.cell(row, Columns.TASK);
        if (cell == null) {
            problems.add(row.line(), "no task: expecting its name");
            return null;
        }
        try {
            TaskInfo info = new TaskInfo(cell.strip(), Level.SEMANTICS, TaskInput.TOKEN, LabelSource.GOLD, List.of());
            return info.name();
        } catch (WireFormatException e) {
            problems.add(row.line(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void checkGeometry(int line, String task, @Nullable Level level) {
        if (level != null && (level == Level.GEOMETRY) != GeometryTasks.isName(task)) {
            problems.add(
                    line,
                    "task " + task + " of level " + name(level) + ": expecting level geometry for "
                            + GeometryTasks.ALL.stream().map(TaskInfo::name).toList() + " alone");
        }
    }

    private @Nullable Long whole(CsvTable.Row row, String column, long max) {
        String cell = columns.cell(row, column);
        if (cell == null || !WHOLE.matcher(cell.strip()).matches() || Long.parseLong(cell.strip()) > max) {
            problems.add(
                    row.line(),
                    column + " '" + (cell == null ? "" : cell) + "': expecting a whole number from 0"
                            + (max == Long.MAX_VALUE ? "" : " to " + max));
            return null;
        }
        return Long.parseLong(cell.strip());
    }

    /** Null for an empty cell, and for one that is no number, which is noted. */
    private @Nullable Double number(CsvTable.Row row, String column) {
        String cell = columns.cell(row, column);
        if (cell == null) {
            return null;
        }
        double value = NUMBER.matcher(cell.strip()).matches() ? Double.parseDouble(cell.strip()) : Double.NaN;
        if (!Double.isFinite(value)) {
            problems.add(row.line(), column + " '" + cell + "': expecting a number, with a point for its decimals");
            return null;
        }
        return value;
    }

    private Figures figures(CsvTable.Row row) {
        Figures figures = Figures.none();
        String accuracy = Figure.ACCURACY.wireName();
        boolean isAccuracy = columns.cell(row, accuracy) != null;
        if (isAccuracy == (columns.cell(row, Figure.VALUE.wireName()) != null)) {
            problems.add(
                    row.line(), (isAccuracy ? "accuracy and value" : "neither accuracy nor value") + ": expecting one");
        }
        for (String column : columns.figures()) {
            Figure figure = Columns.figure(column).orElseThrow();
            Double value = number(row, column);
            if (value != null) {
                check(row.line(), column, figure, value, isAccuracy);
                figures = figures.with(figure, value);
            }
        }
        return figures;
    }

    private void check(int line, String column, Figure figure, double value, boolean isAccuracy) {
        // Of the items that are tested there is one at least; of those that training never saw there may be none.
        int least = figure == Figure.N ? 1 : 0;
        if (COUNTS.contains(figure) && (value < least || value > Integer.MAX_VALUE || value != Math.rint(value))) {
            problems.add(line, column + " " + value + ": expecting a whole number from " + least);
        } else if (isAccuracy && SHARES.contains(figure) && (value < 0 || value > 1)) {
            problems.add(line, column + " " + value + ": expecting a share from 0 to 1 (of percent, a hundredth)");
        }
    }

    private @Nullable Instant instant(CsvTable.Row row) {
        String cell = columns.cell(row, Columns.TAKEN_AT);
        if (cell == null) {
            return null;
        }
        try {
            return Instant.parse(cell.strip());
        } catch (DateTimeException e) {
            problems.add(row.line(), "takenAt '" + cell + "': expecting a time like 2026-01-31T12:00:00Z");
            return null;
        }
    }

    private boolean truth(CsvTable.Row row) {
        String cell = columns.cell(row, Columns.REPLAYED);
        String text = cell == null ? "false" : cell.strip();
        if (!text.equals("true") && !text.equals("false")) {
            problems.add(row.line(), "replayed '" + cell + "': expecting true or false");
        }
        return text.equals("true");
    }

    private <E extends Enum<E>> @Nullable E one(CsvTable.Row row, String column, E[] values) {
        String cell = columns.cell(row, column);
        if (cell == null) {
            return null;
        }
        Optional<E> found = Stream.of(values)
                .filter(value -> name(value).equals(cell.strip()))
                .findFirst();
        if (found.isEmpty()) {
            List<String> names = Stream.of(values).map(RowReader::name).toList();
            problems.add(row.line(), column + " '" + cell + "': expecting one of " + String.join(", ", names));
        }
        return found.orElse(null);
    }

    /** As it stands on the wire. */
    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
