package io.ovoscope.launcher.findings;

import io.ovoscope.launcher.terminal.Figures;
import io.ovoscope.launcher.terminal.Table;
import io.ovoscope.launcher.terminal.Table.Column;
import io.ovoscope.launcher.terminal.Terminal;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A run's findings in short, for the end of a demo: what went wrong, how many tasks came up, and when. */
public final class FindingsSummary {
    private static final int HALF = 50;
    private static final int NINE_TENTHS = 90;

    private FindingsSummary() {}

    /** Incidents, open ones first; then a row for each task that has emerged, the earliest first. */
    public static List<String> lines(StandingFindings findings, Terminal terminal) {
        List<String> lines = new ArrayList<>(IncidentTable.lines(findings, terminal));
        if (lines.isEmpty()) {
            lines.add("Nothing went wrong: no regression was found, and no broken data.");
        }
        Map<String, Emergence> half = ofBestLayer(findings, HALF);
        lines.add("");
        lines.add(half.size() + " of " + findings.run().tasks().size() + " tasks have emerged"
                + (half.isEmpty() ? "." : ", half of the gain and nine tenths of it between these steps:"));
        if (!half.isEmpty()) {
            lines.addAll(table(half, ofBestLayer(findings, NINE_TENTHS), terminal));
        }
        return lines;
    }

    private static List<String> table(Map<String, Emergence> half, Map<String, Emergence> most, Terminal terminal) {
        Table table = Table.of(
                Column.name("task"),
                Column.name("layer"),
                Column.right("from, to"),
                Column.right("t50"),
                Column.right("95%"),
                Column.right("t90"),
                Column.right("95%"));
        List<Emergence> inOrder = half.values().stream()
                .sorted(Comparator.comparingLong(Emergence::byStep).thenComparing(Emergence::task))
                .toList();
        for (Emergence found : inOrder) {
            @Nullable Emergence late = most.get(found.task());
            table = table.with(
                    found.task(),
                    found.layerName(),
                    Figures.score(found.first()) + (terminal.unicode() ? " → " : " -> ") + Figures.score(found.best()),
                    EmergenceTable.cell(found, terminal),
                    EmergenceTable.set(found, terminal),
                    EmergenceTable.cell(late, terminal),
                    EmergenceTable.set(late, terminal));
        }
        return table.lines(terminal);
    }

    /** Over the best layer of each snapshot; where that is not told, in the layer that became best. */
    private static Map<String, Emergence> ofBestLayer(StandingFindings findings, int percent) {
        Map<String, Emergence> best = new TreeMap<>();
        for (Emergence found : findings.of(Emergence.class)) {
            if (Math.round(found.quantile() * 100) == percent) {
                best.merge(found.task(), found, (a, b) -> isBetter(b, a) ? b : a);
            }
        }
        return best;
    }

    private static boolean isBetter(Emergence one, Emergence other) {
        boolean isOverall = one.layer() == Finding.NO_LAYER;
        return isOverall || (other.layer() != Finding.NO_LAYER && one.best() > other.best());
    }
}
