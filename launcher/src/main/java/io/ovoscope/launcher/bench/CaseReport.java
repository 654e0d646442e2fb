package io.ovoscope.launcher.bench;

import io.ovoscope.collector.probe.FeatureSpace;
import io.ovoscope.launcher.bench.CaseResult.Probe;
import io.ovoscope.launcher.bench.CaseResult.Row;
import io.ovoscope.launcher.terminal.Table;
import io.ovoscope.launcher.terminal.Table.Column;
import io.ovoscope.launcher.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A case as text: a row for each probe, a row for each layer, and what they come to. */
final class CaseReport {
    /** Of the standardised case over the demo's snapshot. */
    static final double TARGET_WARM = 20;

    static final double TARGET_COLD = 10;
    /** Of the whitened case over the demo's snapshot. */
    static final double TARGET_WHITENED = 8;

    private static final double MOST_DIFFERENCE = 0.005;
    private static final double MOST_DEFICIT = 0.001;

    private final CaseResult result;

    CaseReport(CaseResult result) {
        this.result = result;
    }

    /** All but the last line. */
    List<String> lines(Terminal terminal) {
        List<String> lines =
                new ArrayList<>(List.of("", result.name() + ", " + space() + " features: " + result.description(), ""));
        lines.addAll(table().lines(terminal));
        lines.addAll(List.of(
                "",
                "Seconds; ours from the weights of the scheduled snapshot before. Ours trains the tasks of a layer together and",
                result.threads()
                        + " layers side by side: a task's time is its share of the snapshot's wall time, by its layer's"
                        + " thread time",
                "and its number of classes. Theirs standardises once for a layer, and that is shared evenly by its tasks.",
                ""));
        lines.addAll(summary());
        return lines;
    }

    /** What scripts read. */
    String lastLine() {
        return String.format(
                Locale.ROOT,
                "probes: %.1f times scikit-learn's speed over a snapshot, largest accuracy difference %.4f",
                result.speedWarm(),
                result.largestDifference());
    }

    /** The case in a line. */
    String shortLine() {
        return format(
                "%-4s %-12s %6.1f times scikit-learn's speed warm, %6.1f from nothing; %5.1f times that of one probe at a time;"
                        + " largest accuracy difference %.4f warm, %.4f from nothing",
                result.name(),
                space(),
                result.speedWarm(),
                result.speedCold(),
                result.speedTogether(),
                result.largestDifference(),
                result.largestDifferenceCold());
    }

    private String space() {
        return result.space().name().toLowerCase(Locale.ROOT);
    }

    private Table table() {
        Table table = Table.of(
                Column.name("task"),
                Column.name("layer"),
                Column.right("time ours"),
                Column.right("theirs"),
                Column.right("test n"),
                Column.right("accuracy ours"),
                Column.right("theirs"),
                Column.right("objective ours"),
                Column.right("theirs"),
                Column.right("l2"),
                Column.right("iterations ours"),
                Column.right("theirs"));
        for (int layer : result.rows().stream().map(Row::layer).distinct().toList()) {
            List<Row> rows =
                    result.rows().stream().filter(row -> row.layer() == layer).toList();
            for (Row row : rows) {
                table = table.with(cells(row));
            }
            table = table.with(total(rows));
        }
        return table;
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.task(),
                row.layerName(),
                seconds(row.warm().seconds()),
                seconds(row.theirs().seconds()),
                String.format(Locale.ROOT, "%,d", row.n()),
                accuracy(row.warm()),
                accuracy(row.theirs()),
                objective(row.warm()),
                objective(row.theirs()),
                String.format(Locale.ROOT, "%s", row.l2()),
                iterations(row.warm()),
                iterations(row.theirs()));
    }

    private static List<String> total(List<Row> rows) {
        return List.of(
                "(all)",
                rows.get(0).layerName(),
                seconds(sum(rows, Row::warm)),
                seconds(sum(rows, Row::theirs)),
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "");
    }

    private static double sum(List<Row> rows, Function<Row, Probe> side) {
        return rows.stream().mapToDouble(row -> side.apply(row).seconds()).sum();
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String accuracy(Probe probe) {
        return String.format(Locale.ROOT, "%.4f", probe.accuracy());
    }

    private static String objective(Probe probe) {
        return String.format(Locale.ROOT, "%.2f", probe.objective());
    }

    /** Marked where they ran out. */
    private static String iterations(Probe probe) {
        return probe.iterations() + (probe.converged() ? "" : "!");
    }

    private List<String> summary() {
        List<String> lines = new ArrayList<>(List.of(
                "Over the snapshot, median of " + result.theirs().size()
                        + (result.theirs().size() == 1 ? " round:" : " rounds in turns:"),
                turn("ours, warm start", result.warm(), result.speedWarm()),
                turn("ours, from nothing", result.cold(), result.speedCold()),
                turn(
                        "ours, from nothing, one probe at a time",
                        result.alone(),
                        CaseResult.median(result.theirs()) / CaseResult.median(result.alone())),
                turn("scikit-learn", result.theirs(), 1),
                format("Choosing the strengths, ours only, on the snapshot before: %.3f s.", result.choosing()),
                format(
                        "Ours keeps up %.0f%% (warm) and %.0f%% (from nothing) of the %.0f GFLOP/s of this machine's matrix"
                                + " products on %d threads.",
                        100 * result.shareWarm(), 100 * result.shareCold(), result.rate(), result.threads()),
                format(
                        "Largest accuracy difference from nothing %.4f; worst task's mean accuracy %s by %.4f (%s).",
                        result.largestDifferenceCold(),
                        result.worstTaskDeficit() > 0 ? "below theirs" : "above theirs",
                        Math.abs(result.worstTaskDeficit()),
                        worstTask())));
        int[] unconverged = result.unconverged();
        if (unconverged[0] + unconverged[1] + unconverged[2] > 0) {
            lines.add("Not converged (!), of " + result.rows().size() + " probes: ours " + unconverged[0] + " warm, "
                    + unconverged[1] + " from nothing; theirs " + unconverged[2] + ".");
        }
        return lines;
    }

    private static String turn(String who, List<Double> seconds, double times) {
        String each = seconds.stream()
                .map(value -> String.format(Locale.ROOT, "%.3f", value))
                .collect(Collectors.joining(", "));
        return format(
                "  %-40s %9.3f s  %6.1f times scikit-learn's speed  (%s)",
                who, CaseResult.median(seconds), times, each);
    }

    private String worstTask() {
        return result.deficits().entrySet().stream()
                .max(java.util.Map.Entry.comparingByValue())
                .map(java.util.Map.Entry::getKey)
                .orElse("-");
    }

    /** Whether the targets are met, a line each. */
    List<String> targets() {
        boolean alike = result.largestDifference() <= MOST_DIFFERENCE && result.worstTaskDeficit() <= MOST_DEFICIT;
        if (result.space() == FeatureSpace.WHITENED) {
            return List.of(target("whitened", TARGET_WHITENED, result.speedWarm(), alike));
        }
        return List.of(
                target("standardised, without warm start", TARGET_COLD, result.speedCold(), alike),
                target("standardised", TARGET_WARM, result.speedWarm(), alike));
    }

    private static String target(String of, double least, double speed, boolean alike) {
        boolean met = speed >= least && alike;
        return format(
                "target R >= %.0f (%s; accuracies within %.3f, no task's mean worse by %.3f): %s, R = %.1f%s",
                least,
                of,
                MOST_DIFFERENCE,
                MOST_DEFICIT,
                met ? "met" : "not met",
                speed,
                alike ? "" : ", accuracies differ by more");
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
