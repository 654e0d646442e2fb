package io.ovoscope.launcher.bench.agent;

import io.ovoscope.launcher.bench.Estimate;
import io.ovoscope.launcher.terminal.Table;
import io.ovoscope.launcher.terminal.Table.Column;
import io.ovoscope.launcher.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of a network as text. */
final class AgentReport {
    static final double MOST_PERCENT = 2;
    static final double MOST_COPIES = 1.5;
    static final int FEWEST_SNAPSHOTS = 10;
    private static final double PERCENT = 100;

    private final Costs costs;
    private final List<Measured> memory;

    /** @param memory of processes with one side each, the bare one among them; may be empty */
    AgentReport(Measured measured, List<Measured> memory) {
        this.costs = new Costs(measured);
        this.memory = List.copyOf(memory);
    }

    List<String> lines(Terminal terminal) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(format("%s: %,d parameters", size().label(), costs.measured().parameters()));
        lines.add("");
        lines.addAll(speed().lines(terminal));
        if (!memory.isEmpty()) {
            lines.add("");
            lines.addAll(memoryTable().lines(terminal));
        }
        lines.add("");
        lines.addAll(targets());
        return lines;
    }

    private Size size() {
        return costs.measured().size();
    }

    private Table speed() {
        Table table = Table.of(
                Column.name("side"),
                Column.right("steps"),
                Column.right("steps/s"),
                Column.right("of bare"),
                Column.right("95% interval"),
                Column.right("snapshots"),
                Column.right("sent"),
                Column.right("ms on the training thread"));
        for (Side side : Side.values()) {
            if (!costs.measured().of(side).isEmpty()) {
                table = table.with(row(side));
            }
        }
        return table;
    }

    private List<String> row(Side side) {
        Estimate ratio = costs.ratio(side);
        double millis = Estimate.median(costs.snapshotMillis(side));
        return List.of(
                side.label(),
                format(
                        "%,d",
                        costs.measured().of(side).stream()
                                .mapToLong(Turn::steps)
                                .sum()),
                format("%.2f", costs.stepsPerSecond(side)),
                format("%.3f", ratio.value()),
                side == Side.BARE ? "" : format("%.3f – %.3f", ratio.low(), ratio.high()),
                side == Side.BARE ? "" : format("%,d", costs.snapshots(side)),
                side.isAgent() ? format("%,d", costs.sent(side)) : "",
                Double.isFinite(millis) ? format("%.2f", millis) : "");
    }

    private Table memoryTable() {
        Table table = Table.of(
                Column.name("memory of a process"),
                Column.right("peak MiB"),
                Column.right("outside the heap, beyond bare"),
                Column.right("heap in use, MiB"),
                Column.right("beyond bare"));
        Measured bare = memory.get(0);
        for (Measured each : memory) {
            table = table.with(
                    each.turns().get(0).side().label(),
                    format("%,d", each.peakMebibytes()),
                    format("%+,d", each.peakMebibytes() - bare.peakMebibytes()),
                    format("%,d", each.ending().heapMebibytes()),
                    format("%+,d", each.ending().heapMebibytes() - bare.ending().heapMebibytes()));
        }
        return table;
    }

    private List<String> targets() {
        List<String> lines = new ArrayList<>();
        Estimate percent = percent();
        Estimate copies = costs.copies();
        lines.add(format(
                "target X <= %.1f: %.2f, 95%% interval %.2f to %.2f, over %d snapshots of %,d tokens: %s",
                MOST_PERCENT,
                percent.value(),
                percent.low(),
                percent.high(),
                costs.sent(Side.AGENT_BUDGET),
                MadeProbes.TOKENS,
                met(percent.value() <= MOST_PERCENT)));
        lines.add(format(
                "target Y <= %.1f: %.2f, 95%% interval %.2f to %.2f: %s",
                MOST_COPIES, copies.value(), copies.low(), copies.high(), met(copies.value() <= MOST_COPIES)));
        double kafka = costs.measured().ending().kafkaShare();
        if (Double.isFinite(kafka)) {
            lines.add(format(
                    "Kafka's own threads, which the budget counts too, computed for %.1f%% of the time of the forward passes.",
                    PERCENT * kafka));
        }
        if (costs.sent(Side.AGENT_BUDGET) < FEWEST_SNAPSHOTS) {
            lines.add("Fewer than " + FEWEST_SNAPSHOTS + " snapshots: more rounds say more (--rounds).");
        }
        return lines;
    }

    private static String met(boolean is) {
        return is ? "met" : "missed";
    }

    private Estimate percent() {
        Estimate share = costs.share(Side.AGENT_BUDGET);
        return new Estimate(PERCENT * share.value(), PERCENT * share.low(), PERCENT * share.high());
    }

    /** What scripts read: the worse of several networks. */
    static String lastLine(List<AgentReport> reports) {
        double percent = reports.stream()
                .mapToDouble(report -> report.percent().value())
                .max()
                .orElse(Double.NaN);
        double copies = reports.stream()
                .mapToDouble(report -> report.costs.copies().value())
                .max()
                .orElse(Double.NaN);
        return format(
                "agent: %.1f%% of training time at a budget of 2%%, %.2f times the parameter copy on the training thread",
                percent, copies);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
