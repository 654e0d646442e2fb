package io.ovoscope.launcher.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of text with a head, a rule beneath it, and aligned columns. Cells may hold ANSI colours.
 *
 * @param columns heads and alignments
 * @param rows one list per row, with a cell for each column
 */
public record Table(List<Column> columns, List<List<String>> rows) {

    private static final String GAP = "  ";
    private static final int NARROWEST = 6;

    /** On which side of a column its text stands. */
    public enum Side {
        /** For words. */
        LEFT,
        /** For numbers. */
        RIGHT
    }

    /**
     * A column.
     *
     * @param head what stands over it
     * @param side where its text stands
     * @param mayBeCut whether a terminal too narrow may cut it short
     */
    public record Column(String head, Side side, boolean mayBeCut) {

        /** A column of words. */
        public static Column left(String head) {
            return new Column(head, Side.LEFT, true);
        }

        /** A column of words that must stay whole, such as names to be typed. */
        public static Column name(String head) {
            return new Column(head, Side.LEFT, false);
        }

        /** A column of numbers. */
        public static Column right(String head) {
            return new Column(head, Side.RIGHT, false);
        }

        private String align(String text, int width, String end) {
            String cut = mayBeCut ? Cells.cut(text, width, end) : text;
            return side == Side.LEFT ? Cells.padRight(cut, width) : Cells.padLeft(cut, width);
        }
    }

    /** Checks that every row has a cell for each column, and keeps copies. */
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "row " + row + " has " + row.size() + " cells: expecting " + columns.size());
            }
        }
    }

    /** A table without rows. */
    public static Table of(Column... columns) {
        return new Table(List.of(columns), List.of());
    }

    /** The same with one more row. */
    public Table with(String... cells) {
        return with(List.of(cells));
    }

    /** The same with one more row. */
    public Table with(List<String> cells) {
        List<List<String>> more = new ArrayList<>(rows);
        more.add(cells);
        return new Table(columns, more);
    }

    /**
     * The table's lines: head, rule, rows. In a terminal too narrow for it, columns of words are cut short, never columns of
     * numbers.
     */
    public List<String> lines(Terminal terminal) {
        int[] widths = widths(terminal.columns());
        String end = terminal.unicode() ? "…" : "~";
        List<String> lines = new ArrayList<>();
        List<String> heads = columns.stream().map(Column::head).toList();
        lines.add(Ink.BOLD.on(line(heads, widths, end), terminal));
        lines.add(Ink.DIM.on(rule(widths, terminal.unicode() ? "─" : "-"), terminal));
        rows.forEach(row -> lines.add(line(row, widths, end)));
        return List.copyOf(lines);
    }

    private String line(List<String> cells, int[] widths, String end) {
        List<String> aligned = IntStream.range(0, widths.length)
                .mapToObj(column -> columns.get(column).align(cells.get(column), widths[column], end))
                .toList();
        return String.join(GAP, aligned).stripTrailing();
    }

    private static String rule(int[] widths, String stroke) {
        return String.join(GAP, Arrays.stream(widths).mapToObj(stroke::repeat).toList());
    }

    private int[] widths(int available) {
        int[] widths =
                IntStream.range(0, columns.size()).map(this::naturalWidth).toArray();
        int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - available;
        for (; excess > 0; excess--) {
            int widest = widestToCut(widths);
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private int naturalWidth(int column) {
        int head = Cells.of(columns.get(column).head());
        return rows.stream().mapToInt(row -> Cells.of(row.get(column))).reduce(head, Math::max);
    }

    private int widestToCut(int[] widths) {
        int widest = -1;
        for (int column = 0; column < widths.length; column++) {
            boolean cuttable = columns.get(column).mayBeCut() && widths[column] > NARROWEST;
            if (cuttable && (widest < 0 || widths[column] > widths[widest])) {
                widest = column;
            }
        }
        return widest;
    }
}
