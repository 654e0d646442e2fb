package io.ovoscope.launcher.bench;

import io.ovoscope.launcher.terminal.Table;
import io.ovoscope.launcher.terminal.Table.Column;
import io.ovoscope.launcher.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Time and memory by rows, as text. */
final class MemoryReport {
    private final List<MemoryRow> rows;

    MemoryReport(List<MemoryRow> rows) {
        this.rows = rows;
    }

    List<String> lines(Terminal terminal) {
        Table table = Table.of(
                Column.right("rows"),
                Column.right("width"),
                Column.right("layers"),
                Column.right("seconds"),
                Column.right("a layer"),
                Column.right("-Xmx MiB"),
                Column.right("peak MiB"));
        for (MemoryRow row : rows) {
            table = table.with(
                    String.format(Locale.ROOT, "%,d", row.rows()),
                    Integer.toString(row.width()),
                    Integer.toString(row.layers()),
                    String.format(Locale.ROOT, "%.1f", row.seconds()),
                    String.format(Locale.ROOT, "%.2f", row.seconds() / row.layers()),
                    Integer.toString(row.heapMebibytes()),
                    row.peakMebibytes() < 0 ? "-" : Long.toString(row.peakMebibytes()));
        }
        List<String> lines = new ArrayList<>(List.of(
                "",
                "Time and memory of scoring a snapshot, whitened, one layer after the other on one thread, each from nothing: a token",
                "task and its control, a pair task, and the task on [layer 0 ; layer]. Rows are those of the last case, with noise.",
                ""));
        lines.addAll(table.lines(terminal));
        return lines;
    }
}
