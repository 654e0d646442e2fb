package io.ovoscope.launcher.terminal;

import io.ovoscope.launcher.terminal.ProbeRow.Baseline;
import io.ovoscope.launcher.terminal.Table.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The newest scores as a table that fits a screen: the highest baseline stands for all where there is no room for each. */
final class ProbeTable {
    /** Head and rule; the line for what is left out; the line that explains the mark. */
    private static final int LINES_BESIDES_ROWS = 4;

    private ProbeTable() {}

    /**
     * The table's lines.
     *
     * @param most lines that there is room for; at least one row is shown all the same
     */
    static List<String> lines(List<ProbeRow> rows, int most, Terminal terminal) {
        int shown = rows.size() + LINES_BESIDES_ROWS - 1 <= most
                ? rows.size()
                : Math.max(1, Math.min(rows.size(), most - LINES_BESIDES_ROWS));
        List<ProbeRow> chosen = chosen(rows, shown);
        List<String> lines = new ArrayList<>(table(chosen, terminal));
        if (shown < rows.size()) {
            lines.add(Ink.DIM.on("and " + (rows.size() - shown) + " more tasks", terminal));
        }
        if (chosen.stream().anyMatch(ProbeRow::isAboveEveryBaseline)) {
            lines.add(Ink.DIM.on(mark(terminal) + " the whole interval lies above every baseline", terminal));
        }
        return lines;
    }

    /** Those above every baseline before the others, and all in their order. */
    private static List<ProbeRow> chosen(List<ProbeRow> rows, int count) {
        Set<ProbeRow> first = rows.stream()
                .sorted(Comparator.comparing(row -> !row.isAboveEveryBaseline()))
                .limit(count)
                .collect(Collectors.toSet());
        return rows.stream().filter(first::contains).toList();
    }

    private static List<String> table(List<ProbeRow> rows, Terminal terminal) {
        Set<String> names = rows.stream()
                .flatMap(row -> row.baselines().stream())
                .map(Baseline::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> all = table(rows, names, terminal);
        return Cells.of(all.get(1)) < terminal.columns() || names.size() < 2 ? all : table(rows, Set.of(), terminal);
    }

    /** The table with a column for each of these baselines, or with one for the highest where none is named. */
    private static List<String> table(List<ProbeRow> rows, Set<String> baselines, Terminal terminal) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.left("task"),
                Column.left("layer"),
                Column.right("step"),
                Column.right("probe"),
                Column.left(""),
                Column.right("interval")));
        boolean isHighestOnly = baselines.isEmpty()
                && rows.stream().anyMatch(row -> !row.baselines().isEmpty());
        baselines.forEach(name -> columns.add(Column.right(name)));
        if (isHighestOnly) {
            columns.add(Column.right("highest floor"));
        }
        List<List<String>> cells = rows.stream()
                .map(row -> cells(row, baselines, isHighestOnly, terminal))
                .toList();
        return new Table(columns, cells).lines(terminal);
    }

    private static List<String> cells(ProbeRow row, Set<String> baselines, boolean isHighestOnly, Terminal terminal) {
        boolean above = row.isAboveEveryBaseline();
        String score = Figures.score(row.score());
        String none = terminal.unicode() ? "–" : "-";
        List<String> cells = new ArrayList<>(List.of(
                row.task(),
                row.layer(),
                Long.toString(row.step()),
                above ? Ink.GREEN.on(score, terminal) : score,
                above ? Ink.GREEN.on(mark(terminal), terminal) : "",
                Figures.range(Figures.score(row.low()), Figures.score(row.high()), terminal)));
        baselines.forEach(name -> cells.add(row.baselines().stream()
                .filter(baseline -> baseline.name().equals(name))
                .map(baseline -> Figures.score(baseline.score()))
                .findFirst()
                .orElse(none)));
        if (isHighestOnly) {
            cells.add(highest(row)
                    .map(highest -> highest.name() + " " + Figures.score(highest.score()))
                    .orElse(none));
        }
        return cells;
    }

    private static Optional<Baseline> highest(ProbeRow row) {
        return row.baselines().stream().max(Comparator.comparingDouble(Baseline::score));
    }

    private static String mark(Terminal terminal) {
        return terminal.unicode() ? "▲" : "*";
    }
}
