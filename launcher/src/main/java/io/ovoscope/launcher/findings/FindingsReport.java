package io.ovoscope.launcher.findings;

import io.ovoscope.launcher.terminal.Figures;
import io.ovoscope.launcher.terminal.Table;
import io.ovoscope.launcher.terminal.Table.Column;
import io.ovoscope.launcher.terminal.Terminal;
import io.ovoscope.wire.EmergenceOrder;
import io.ovoscope.wire.UnderPowered;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** All that a run's findings say, for a person at a terminal. */
public final class FindingsReport {
    private FindingsReport() {}

    /** Incidents, emergence, its order, tasks with too few items; parts without a finding are left out. */
    public static List<String> lines(StandingFindings findings, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        lines.add("Run " + findings.run().run() + ": " + summary(findings));
        part("What went wrong", IncidentTable.lines(findings, terminal), lines);
        part("What came up, and between which steps", EmergenceTable.lines(findings, terminal), lines);
        part("In which order", order(findings), lines);
        part("Too few test items to see the drop that is watched for", underPowered(findings, terminal), lines);
        return lines;
    }

    private static void part(String title, List<String> part, List<String> lines) {
        if (!part.isEmpty()) {
            lines.add("");
            lines.add(title);
            lines.addAll(part);
        }
    }

    private static String summary(StandingFindings findings) {
        if (findings.all().isEmpty()) {
            return "no findings.";
        }
        List<String> open = new ArrayList<>();
        for (FailOn kind : FailOn.values()) {
            int count = kind.open(findings).size();
            if (count > 0) {
                open.add(count + " " + kind + (kind == FailOn.REGRESSION && count > 1 ? "s" : ""));
            }
        }
        return open.isEmpty() ? "nothing is open." : "OPEN: " + String.join(", ", open) + ".";
    }

    private static List<String> order(StandingFindings findings) {
        List<String> lines = new ArrayList<>();
        for (EmergenceOrder order : findings.of(EmergenceOrder.class)) {
            lines.add(order.groups().stream()
                    .map(group -> String.join(" = ", group))
                    .collect(Collectors.joining(" < ")));
            if (!order.reference().isEmpty()) {
                lines.add("expected: " + String.join(" < ", order.reference()) + "; " + tau(order));
            }
        }
        return lines;
    }

    private static String tau(EmergenceOrder order) {
        if (order.tau() == null) {
            return "Kendall's tau cannot be had of the " + order.compared() + " tasks in both";
        }
        String interval = order.lower() == null || order.upper() == null
                ? ""
                : " (95%: " + Figures.score(order.lower()) + " to " + Figures.score(order.upper()) + ")";
        return "Kendall's tau " + Figures.score(order.tau()) + interval + " over the " + order.compared()
                + " tasks in both";
    }

    private static List<String> underPowered(StandingFindings findings, Terminal terminal) {
        Table table = Table.of(
                Column.name("task"),
                Column.right("has n"),
                Column.right("needs n"),
                Column.right("for a drop of"),
                Column.right("discordance"),
                Column.right("design effect"));
        for (UnderPowered task : findings.of(UnderPowered.class)) {
            table = table.with(
                    task.task(),
                    Figures.count(task.n()),
                    Figures.count((double) task.needed()),
                    String.format(Locale.ROOT, "%.1f points", task.threshold() * 100),
                    Figures.score(task.discordance()),
                    String.format(Locale.ROOT, "%.2f", task.designEffect()));
        }
        return table.rows().isEmpty() ? List.of() : table.lines(terminal);
    }
}
