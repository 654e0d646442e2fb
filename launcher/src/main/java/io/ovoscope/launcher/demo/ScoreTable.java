package io.ovoscope.launcher.demo;

import io.ovoscope.launcher.terminal.Figures;
import io.ovoscope.launcher.terminal.Table;
import io.ovoscope.launcher.terminal.Table.Column;
import io.ovoscope.launcher.terminal.Terminal;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.StructuralTasks;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Task by layer at the last step, beside what each must beat; what does not fit a narrow terminal stands in a wide one. */
final class ScoreTable {
    /** Columns of a terminal from which on the table has all its columns. */
    static final int WIDE = 150;

    private static final String NONE = "-";
    /** The head of a table and its rule. */
    private static final int HEAD_LINES = 2;

    private final RunBoard board;
    private final List<LayerInfo> layers;

    ScoreTable(RunBoard board, List<LayerInfo> layers) {
        this.board = board;
        this.layers = layers;
    }

    /** The newest point with a result of every task and layer. */
    List<CurvePoint> points() {
        List<CurvePoint> newest = new ArrayList<>();
        for (TaskInfo task : board.tasks()) {
            layers.forEach(layer -> board.newest(task.name(), layer.index()).ifPresent(newest::add));
        }
        return newest;
    }

    boolean isWide(Terminal terminal) {
        return terminal.columns() >= WIDE;
    }

    /** The table, the tasks' names on lines of their own between its rows. */
    List<String> lines(Terminal terminal) {
        List<CurvePoint> newest = points();
        Table table = new Table(columns(terminal), List.of());
        for (CurvePoint point : newest) {
            table = table.with(row(point, terminal));
        }
        List<String> lines = table.lines(terminal);
        List<String> named = new ArrayList<>(lines.subList(0, HEAD_LINES));
        String task = "";
        for (int i = 0; i < newest.size(); i++) {
            if (!newest.get(i).task().equals(task)) {
                task = newest.get(i).task();
                named.addAll(heading(newest.get(i), terminal));
            }
            named.add(lines.get(HEAD_LINES + i));
        }
        return named;
    }

    private List<Column> columns(Terminal terminal) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.left("layer"),
                Column.right("step 0"),
                Column.right("final"),
                Column.right("95%"),
                Column.right("control"),
                Column.right("highest floor")));
        if (isWide(terminal)) {
            columns.addAll(List.of(
                    Column.right("macro-F1"),
                    Column.right("unseen (n)"),
                    Column.right("compression"),
                    Column.right("nats over layer 0")));
        }
        columns.addAll(List.of(Column.right("t50"), Column.right("t90")));
        return columns;
    }

    private List<String> row(CurvePoint point, Terminal terminal) {
        Floors.Floor highest = Floors.highest(point);
        List<String> cells = new ArrayList<>(List.of(
                " " + point.layerName(),
                share(point.figures().get(Figure.UNTRAINED)),
                share(point.headline()) + (Floors.areBeatenBy(point) ? "*" : " "),
                interval(point, terminal),
                share(point.figures().get(Figure.CONTROL)),
                floor(highest, point)));
        if (isWide(terminal)) {
            cells.addAll(new FurtherFigures(board.curve(point.task(), point.layer()), point, terminal).cells());
        }
        cells.add(cell(point, 50, terminal));
        cells.add(cell(point, 90, terminal));
        return cells;
    }

    private static String floor(Floors.Floor floor, CurvePoint point) {
        OptionalDouble value = floor.of(point);
        return value.isPresent() ? floor.name() + " " + share(value) : NONE;
    }

    private List<String> heading(CurvePoint point, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        lines.add(TaskNames.shown(point)
                + measure(point.task())
                + items(point)
                + board.newestProfile(point.task()).map(this::story).orElse(""));
        List<String> correlations = new ArrayList<>();
        for (LayerInfo layer : layers) {
            board.newest(point.task(), layer.index())
                    .filter(newest -> newest.figures().get(Figure.SPEARMAN).isPresent())
                    .ifPresent(newest -> correlations.add(layer.name() + " "
                            + share(newest.figures().get(Figure.SPEARMAN))
                            + correlated(newest, terminal)));
        }
        if (!correlations.isEmpty() && point.task().equals(StructuralTasks.DISTANCE)) {
            lines.add(" DSpr " + String.join(", ", correlations) + "; word distance "
                    + share(point.figures().get(Figure.LINEAR_SPEARMAN)));
        }
        return lines;
    }

    private static String items(CurvePoint point) {
        OptionalDouble n = point.figures().get(Figure.N);
        return n.isPresent() ? ", n = " + Figures.count(n.getAsDouble()) : "";
    }

    private static String measure(String task) {
        return switch (task) {
            case StructuralTasks.DISTANCE -> " (UUAS)";
            case StructuralTasks.DEPTH -> " (NSpr)";
            default -> "";
        };
    }

    private String story(LayerProfile profile) {
        String from = layers.get(profile.bestLower()).name();
        String to = layers.get(profile.bestUpper()).name();
        String best = ", best " + layers.get(profile.best()).name()
                + (from.equals(to) ? "" : " (95%: " + from + " to " + to + ")");
        Double centre = profile.centreOfGravity();
        return centre == null ? best : best + ", centre of gravity " + String.format(Locale.ROOT, "%.2f", centre);
    }

    /** The interval of DSpr, behind it. */
    private static String correlated(CurvePoint point, Terminal terminal) {
        String interval = interval(point, Figure.SPEARMAN_LOWER, Figure.SPEARMAN_UPPER, terminal);
        return interval.equals(NONE) ? "" : " (" + interval + ")";
    }

    private static String interval(CurvePoint point, Terminal terminal) {
        return interval(point, Figure.LOWER, Figure.UPPER, terminal);
    }

    private static String interval(CurvePoint point, Figure from, Figure to, Terminal terminal) {
        OptionalDouble lower = point.figures().get(from);
        OptionalDouble upper = point.figures().get(to);
        return lower.isPresent() && upper.isPresent()
                ? Figures.range(Figures.score(lower.getAsDouble()), Figures.score(upper.getAsDouble()), terminal)
                : NONE;
    }

    private String cell(CurvePoint point, int percent, Terminal terminal) {
        Optional<Emergence> emergence = board.emergence(point.task(), point.layer(), percent);
        return emergence
                .map(found -> Figures.range("" + found.afterStep(), "" + found.byStep(), terminal))
                .orElse(NONE);
    }

    private static String share(OptionalDouble value) {
        return value.isPresent() ? Figures.score(value.getAsDouble()) : NONE;
    }
}
