package io.ovoscope.launcher.bench.findings;

import io.ovoscope.launcher.terminal.Table;
import io.ovoscope.launcher.terminal.Table.Column;
import io.ovoscope.launcher.terminal.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures as text. */
final class FindingsReport {
    private static final double TWO_POINTS = 0.02;
    private static final int TEN_THOUSAND = 10_000;
    private static final String ALL_LAYERS = "all layers";

    private final FindingsResult result;

    FindingsReport(FindingsResult result) {
        this.result = result;
    }

    List<String> lines(Terminal terminal) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Simulated items: %.3f change from one snapshot to the next, design effect %.2f.",
                result.discordance(),
                result.designEffect()));
        add(lines, "Nothing happens: snapshots that open an incident.", falseAlarms(), terminal);
        add(lines, "Drops that were planted, and recoveries.", drops(), terminal);
        add(lines, "Emergence: the true cell, and the 95% set of cells.", emergence(), terminal);
        add(lines, "Falls of known cause, of three points: who is blamed, where anything is told.", causes(), terminal);
        add(lines, "What one snapshot more costs, on one thread.", cost(), terminal);
        return lines;
    }

    private static void add(List<String> lines, String title, Table table, Terminal terminal) {
        lines.add("");
        lines.add(title);
        lines.add("");
        lines.addAll(table.lines(terminal));
    }

    private Table falseAlarms() {
        Table table = Table.of(
                Column.name("runs"),
                Column.right("snapshots"),
                Column.right("opened one"),
                Column.right("per 1,000"),
                Column.right("at most (95%)"));
        Map<String, Rate> all = new LinkedHashMap<>(result.falseAlarms());
        all.putAll(result.restless());
        for (Map.Entry<String, Rate> kind : all.entrySet()) {
            Rate rate = kind.getValue();
            table = table.with(
                    kind.getKey(),
                    String.format(Locale.ROOT, "%,d", rate.trials()),
                    Integer.toString(rate.hits()),
                    String.format(Locale.ROOT, "%.2f", 1000 * rate.value()),
                    String.format(Locale.ROOT, "%.2f", rate.perThousandUpper()));
        }
        return table;
    }

    private Table drops() {
        Table table = Table.of(
                Column.right("points"),
                Column.left("where"),
                Column.right("items"),
                Column.right("in 3 snapshots"),
                Column.right("95%"),
                Column.right("in 10"),
                Column.right("median delay"),
                Column.right("recovery told"),
                Column.right("after"));
        for (FindingsResult.DropLine line : result.drops()) {
            table = table.with(
                    String.format(Locale.ROOT, "%.0f", 100 * line.points()),
                    line.where(),
                    String.format(Locale.ROOT, "%,d", line.items()),
                    share(line.inThree()),
                    interval(line.inThree()),
                    share(line.ever()),
                    median(line.delays()),
                    share(line.closed()),
                    median(line.closings()));
        }
        return table;
    }

    private Table emergence() {
        Table table = Table.of(
                Column.right("items"),
                Column.right("curves"),
                Column.right("cell right"),
                Column.right("set holds it"),
                Column.right("95%"),
                Column.right("median width"),
                Column.right("online: median delay"));
        for (Map.Entry<Integer, EmergenceScore> size : result.emergence().entrySet()) {
            EmergenceScore score = size.getValue();
            table = table.with(
                    String.format(Locale.ROOT, "%,d", size.getKey()),
                    Integer.toString(score.set().trials()),
                    share(score.cell()),
                    share(score.set()),
                    interval(score.set()),
                    median(score.widths()) + " cells",
                    median(score.onlineDelays()) + " snapshots");
        }
        return table;
    }

    private Table causes() {
        Table table = Table.of(
                Column.name("cause"),
                Column.left("to blame"),
                Column.right("told of"),
                Column.right("PROBE_SUSPECTED"),
                Column.right("95%"));
        for (Map.Entry<Cause, Rate> cause : result.causes().entrySet()) {
            table = table.with(
                    cause.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    cause.getKey().isModel() ? "model" : "probe",
                    share(result.told().getOrDefault(cause.getKey(), new Rate(0, 0))),
                    share(cause.getValue()),
                    interval(cause.getValue()));
        }
        return table;
    }

    private Table cost() {
        Table table = Table.of(
                Column.right("layers"),
                Column.right("tasks"),
                Column.right("items"),
                Column.right("snapshots"),
                Column.right("regression, s"),
                Column.right("emergence, s"));
        for (FindingsResult.CostLine line : result.cost()) {
            table = table.with(
                    Integer.toString(line.layers()),
                    Integer.toString(line.tasks()),
                    String.format(Locale.ROOT, "%,d", line.items()),
                    Integer.toString(line.snapshots()),
                    String.format(Locale.ROOT, "%.2f", line.regressionSeconds()),
                    String.format(Locale.ROOT, "%.2f", line.emergenceSeconds()));
        }
        return table;
    }

    /** A line for each target. */
    List<String> targets() {
        String width = median(result.emergence().values().stream()
                .flatMap(score -> score.widths().stream())
                .toList());
        return List.of(
                target("false alerts per 1,000 snapshots <= 1 (upper 95% bound)", falseUpper(), falseUpper() <= 1),
                target(
                        "2-point drops in 3 snapshots >= 0.95",
                        twoPoints().value(),
                        twoPoints().value() >= 0.95),
                target(
                        String.format(Locale.ROOT, "coverage >= 0.95 (median width %s cells)", width),
                        coverage().value(),
                        coverage().value() >= 0.95),
                target(
                        "artefacts named >= 0.9",
                        named(false).value(),
                        named(false).value() >= 0.9),
                target(
                        "true regressions misnamed <= 0.05",
                        named(true).value(),
                        named(true).value() <= 0.05));
    }

    private static String target(String what, double value, boolean met) {
        return String.format(Locale.ROOT, "target %s: %s, %.3f", what, met ? "met" : "missed", value);
    }

    String lastLine() {
        return String.format(
                Locale.ROOT,
                "findings: %.2f false alerts per 1000 snapshots, %.3f of 2-point drops found in 3 snapshots at n=10000,"
                        + " %.3f interval coverage, %.3f artefacts named",
                falseUpper(),
                twoPoints().value(),
                coverage().value(),
                named(false).value());
    }

    private double falseUpper() {
        return result.falseAlarms().values().stream()
                .reduce(new Rate(0, 0), Rate::plus)
                .perThousandUpper();
    }

    private Rate twoPoints() {
        return result.drops().stream()
                .filter(line -> line.points() == TWO_POINTS
                        && line.items() == TEN_THOUSAND
                        && line.where().equals(ALL_LAYERS))
                .map(FindingsResult.DropLine::inThree)
                .reduce(new Rate(0, 0), Rate::plus);
    }

    private Rate coverage() {
        return result.emergence().values().stream().map(EmergenceScore::set).reduce(new Rate(0, 0), Rate::plus);
    }

    /** Of the falls that were told, how many were put down to a probe. */
    private Rate named(boolean model) {
        return result.causes().entrySet().stream()
                .filter(cause -> cause.getKey().isModel() == model)
                .map(Map.Entry::getValue)
                .reduce(new Rate(0, 0), Rate::plus);
    }

    private static String share(Rate rate) {
        return rate.trials() == 0 ? "-" : String.format(Locale.ROOT, "%.3f", rate.value());
    }

    private static String interval(Rate rate) {
        return rate.trials() == 0 ? "-" : String.format(Locale.ROOT, "%.3f–%.3f", rate.lower(), rate.upper());
    }

    private static String median(List<Integer> values) {
        if (values.isEmpty()) {
            return "-";
        }
        List<Integer> sorted = values.stream().sorted().toList();
        return Integer.toString(sorted.get(sorted.size() / 2));
    }
}
