package io.ovoscope.launcher.exchange;

import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.GeometryTasks;
import java.io.IOException;
import java.nio.file.Path;
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
 * A file of curves, free of contradictions; {@code docs/import-export.md} is its contract.
 *
 * @param rows at least one; no two of one task, layer and step
 * @param baseline what the file's column of baselines stands for; empty where it has none
 */
public record CurveFile(List<CurveRow> rows, Optional<Baseline> baseline) {
    /** A step of a file without times stands for a second after it, so that steps of several runs are side by side. */
    static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant EARLIEST = Instant.parse("1678-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2262-01-01T00:00:00Z");
    private static final long MAX_STEP_WITHOUT_TIME = LATEST.getEpochSecond() - EPOCH.getEpochSecond() - 1;

    /** Every task has a record in every layer at every step, with a result or without: more would not fit the memory. */
    private static final long MAX_POINTS = 100_000;

    public CurveFile {
        rows = List.copyOf(rows);
    }

    /**
     * Reads a file.
     *
     * @throws IOException where it cannot be read
     * @throws CurveFileException naming everything that is wrong in it, with its line
     */
    public static CurveFile read(Path file) throws IOException, CurveFileException {
        CsvTable table = CsvTable.read(file);
        Problems problems = new Problems(file);
        Columns columns = Columns.of(table.header(), problems);
        problems.throwIfAny();
        RowReader reader = new RowReader(columns, table.header().cells().size(), problems);
        List<CurveRow> rows = new ArrayList<>();
        table.rows().forEach(row -> reader.read(row).ifPresent(rows::add));
        if (table.rows().isEmpty()) {
            problems.add(table.header().line(), "there is nothing after the header: expecting a line for each point");
        }
        new Check(rows, problems).run();
        problems.throwIfAny();
        return new CurveFile(rows, baseline(columns));
    }

    private static Optional<Baseline> baseline(Columns columns) {
        if (!columns.hasBaseline()) {
            return Optional.empty();
        }
        return Optional.of(columns.has(Columns.FIRST) ? Baseline.FIRST : Baseline.UNTRAINED);
    }

    /** When the snapshot of a step was taken, as the file says, or else as its step does. */
    static Instant takenAt(CurveRow row) {
        return row.takenAt() == null ? EPOCH.plusSeconds(row.step()) : row.takenAt();
    }

    /** What rows say of one another. */
    private record Check(List<CurveRow> rows, Problems problems) {
        private record PointId(String task, int layer, long step) {}

        void run() {
            Map<PointId, Integer> seen = new HashMap<>();
            for (CurveRow row : rows) {
                Integer before = seen.putIfAbsent(new PointId(row.task(), row.layer(), row.step()), row.line());
                if (before != null) {
                    problems.add(
                            row.line(),
                            "task " + row.task() + ", layer " + row.layer() + ", step " + row.step()
                                    + " stands in line " + before + " already");
                }
            }
            agree("level", CurveRow::task, CurveRow::level);
            agree("source", CurveRow::task, CurveRow::source);
            agree("layerName", CurveRow::layer, CurveRow::layerName);
            agree("takenAt", CurveRow::step, CurveRow::takenAt);
            agree("loss", CurveRow::step, CurveRow::loss);
            checkTimes();
            checkSize();
        }

        /** Two lines about one thing must not say different things of it. */
        private <K, V> void agree(String what, Function<CurveRow, K> about, Function<CurveRow, @Nullable V> says) {
            Map<K, CurveRow> first = new HashMap<>();
            for (CurveRow row : rows) {
                V said = says.apply(row);
                CurveRow before = said == null ? null : first.putIfAbsent(about.apply(row), row);
                if (before != null && !Objects.equals(says.apply(before), said)) {
                    problems.add(
                            row.line(),
                            what + " " + said + " of " + about.apply(row) + ": line " + before.line() + " says "
                                    + says.apply(before));
                }
            }
        }

        /** Times are those of the steps: all or none, later with each step, and such as InfluxDB can hold. */
        private void checkTimes() {
            TreeMap<Long, CurveRow> steps = new TreeMap<>();
            rows.stream()
                    .sorted(Comparator.comparing(row -> row.takenAt() == null))
                    .forEach(row -> steps.putIfAbsent(row.step(), row));
            boolean timed = steps.values().stream().anyMatch(row -> row.takenAt() != null);
            CurveRow before = null;
            for (CurveRow row : steps.values()) {
                if (timed && row.takenAt() == null) {
                    problems.add(
                            row.line(), "no takenAt of step " + row.step() + ": expecting it of all steps or none");
                } else if (!timed && row.step() > MAX_STEP_WITHOUT_TIME) {
                    problems.add(
                            row.line(),
                            "step " + row.step() + ": expecting takenAt, or at most " + MAX_STEP_WITHOUT_TIME);
                } else {
                    checkTime(row, before);
                    before = row;
                }
            }
        }

        private void checkTime(CurveRow row, @Nullable CurveRow before) {
            Instant at = takenAt(row);
            if (at.isBefore(EARLIEST) || !at.isBefore(LATEST)) {
                problems.add(row.line(), "takenAt " + at + ": expecting " + EARLIEST + " to " + LATEST);
            } else if (before != null && !at.isAfter(takenAt(before))) {
                problems.add(
                        row.line(),
                        "takenAt " + at + " of step " + row.step() + ": expecting it after " + takenAt(before)
                                + " of step " + before.step());
            }
        }

        private void checkSize() {
            long tasks = rows.stream()
                    .map(CurveRow::task)
                    .filter(task -> !GeometryTasks.isName(task))
                    .distinct()
                    .count();
            long layers = 1L + rows.stream().mapToInt(CurveRow::layer).max().orElse(0);
            long steps = rows.stream().mapToLong(CurveRow::step).distinct().count();
            if (tasks * layers * steps > MAX_POINTS || rows.size() > MAX_POINTS) {
                problems.add(
                        rows.get(0).line(),
                        tasks + " tasks x " + layers + " layers x " + steps + " steps: expecting at most " + MAX_POINTS
                                + " points");
            }
            if (tasks == 0 && !rows.isEmpty()) {
                problems.add(rows.get(0).line(), "curves of the geometry alone: expecting a task");
            }
        }
    }
}
