package io.ovoscope.launcher.demo;

import io.ovoscope.launcher.terminal.Figures;
import io.ovoscope.launcher.terminal.Table;
import io.ovoscope.launcher.terminal.Table.Column;
import io.ovoscope.launcher.terminal.Terminal;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.LayerInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The layers' geometry: where it began and where it is. */
final class GeometryTable {
    private static final String NONE = "-";

    private final RunBoard board;
    private final List<LayerInfo> layers;

    GeometryTable(RunBoard board, List<LayerInfo> layers) {
        this.board = board;
        this.layers = layers;
    }

    /** A row for each layer; no lines where the run has no such curves. */
    List<String> lines(Terminal terminal) {
        List<String> names = board.geometry();
        if (names.isEmpty()) {
            return List.of();
        }
        List<Column> columns = new ArrayList<>(List.of(Column.left("geometry")));
        names.forEach(name -> columns.add(Column.right(name)));
        Table table = new Table(columns, List.of());
        for (LayerInfo layer : layers) {
            List<String> cells = new ArrayList<>(List.of(" " + layer.name()));
            names.forEach(name -> cells.add(fromTo(board.curve(name, layer.index()), terminal)));
            table = table.with(cells);
        }
        return table.lines(terminal);
    }

    private static String fromTo(List<CurvePoint> curve, Terminal terminal) {
        List<Double> values = curve.stream()
                .filter(point -> point.headline().isPresent())
                .map(point -> point.headline().getAsDouble())
                .toList();
        if (values.size() < 2) {
            return values.isEmpty() ? NONE : text(values.get(0));
        }
        return text(values.get(0)) + (terminal.unicode() ? " → " : " to ") + text(values.get(values.size() - 1));
    }

    private static String text(double value) {
        return Math.abs(value) >= 10 ? String.format(Locale.ROOT, "%.1f", value) : Figures.score(value);
    }
}
