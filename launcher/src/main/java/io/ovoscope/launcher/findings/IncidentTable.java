package io.ovoscope.launcher.findings;

import io.ovoscope.launcher.terminal.Figures;
import io.ovoscope.launcher.terminal.Table;
import io.ovoscope.launcher.terminal.Table.Column;
import io.ovoscope.launcher.terminal.Terminal;
import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.KeptCheckpoint;
import io.ovoscope.wire.Regression;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What went wrong and when: regressions and broken data, open ones first. */
public final class IncidentTable {
    private static final String NONE = "-";

    private IncidentTable() {}

    /** A row for each; no lines where there are none. */
    public static List<String> lines(StandingFindings findings, Terminal terminal) {
        Table table = Table.of(
                Column.name("state"),
                Column.name("kind"),
                Column.name("task"),
                Column.name("layer"),
                Column.name("steps"),
                Column.name("from, to"),
                Column.name("how sure"),
                Column.left("verdict, or what was seen"),
                Column.left("last good checkpoint"));
        for (Finding finding : findings.all()) {
            if (finding instanceof Regression drop) {
                table = table.with(row(drop, terminal));
            } else if (finding instanceof BrokenData broken) {
                table = table.with(row(broken, terminal));
            }
        }
        return table.rows().isEmpty() ? List.of() : table.lines(terminal);
    }

    private static List<String> row(Regression regression, Terminal terminal) {
        Regression.Drop drop = regression.drops().get(0);
        int others = regression.drops().size() - 1;
        return List.of(
                state(regression),
                FindingKind.REGRESSION.toString(),
                regression.task(),
                drop.layerName() + (others == 0 ? "" : " +" + others),
                steps(regression.openedStep(), regression.recoveredStep(), terminal),
                Figures.score(drop.reference()) + arrow(terminal) + Figures.score(drop.accuracy()),
                "p " + probability(drop.p()),
                regression.verdict().name(),
                checkpoint(regression.checkpoint()));
    }

    private static List<String> row(BrokenData broken, Terminal terminal) {
        return List.of(
                state(broken),
                broken.kind().wireName(),
                NONE,
                broken.layer() == Finding.NO_LAYER ? "all" : broken.layerName(),
                steps(broken.step(), broken.endedStep(), terminal),
                NONE,
                NONE,
                broken.detail(),
                NONE);
    }

    private static String state(Finding finding) {
        return finding.state() == Finding.State.OPEN ? "OPEN" : "closed";
    }

    private static String steps(long from, @Nullable Long to, Terminal terminal) {
        return Figures.range(Long.toString(from), to == null ? "" : Long.toString(to), terminal);
    }

    private static String arrow(Terminal terminal) {
        return terminal.unicode() ? " → " : " -> ";
    }

    private static String probability(double p) {
        return p == 0 ? "< 1e-300" : p < .001 ? String.format(Locale.ROOT, "%.0e", p) : Figures.score(p);
    }

    private static String checkpoint(@Nullable KeptCheckpoint checkpoint) {
        return checkpoint == null ? NONE : "step " + checkpoint.step() + ": " + checkpoint.path();
    }
}
