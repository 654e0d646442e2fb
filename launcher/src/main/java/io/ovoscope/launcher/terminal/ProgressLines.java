package io.ovoscope.launcher.terminal;

import io.ovoscope.launcher.terminal.ProbeRow.Baseline;
import io.ovoscope.launcher.terminal.Table.Column;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Progress as text: from a state to lines, with no output of its own. */
final class ProgressLines {

    private static final int SHORTEST_BAR = 10;
    private static final int LONGEST_BAR = 40;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private ProgressLines() {}

    /** What an interactive terminal shows: the bar, the table of probes, the notes; each line fits the width. */
    static List<String> live(Progress progress, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        lines.add(bar(progress, terminal));
        if (!progress.probes().isEmpty()) {
            lines.add("");
            lines.addAll(probes(progress.probes(), terminal));
        }
        if (!progress.notes().isEmpty()) {
            lines.add("");
            lines.addAll(progress.notes());
        }
        // One cell stays free: writing into the last one makes some terminals wrap.
        int width = terminal.columns() - 1;
        String end = terminal.unicode() ? "…" : "~";
        return lines.stream().map(line -> Cells.cut(line, width, end)).toList();
    }

    /** One line for a log: {@code training: step 612/1300 (47%), loss 5.312, ...}. */
    static String plain(Progress progress) {
        return progress.title() + ": "
                + String.join(
                        ", ",
                        facts(
                                "step " + progress.step() + "/" + progress.steps() + " (" + percent(progress) + ")",
                                progress));
    }

    /** One line for a log: {@code probe: UPOS, layer 2, step 512: .843 (.831-.855), untrained .612}. */
    static String plain(ProbeRow row) {
        String baselines = row.baselines().stream()
                .map(baseline -> ", " + baseline.name() + " " + Figures.score(baseline.score()))
                .collect(Collectors.joining());
        return "probe: " + row.task() + ", layer " + row.layer() + ", step " + row.step() + ": "
                + Figures.score(row.score()) + " (" + Figures.score(row.low()) + "-" + Figures.score(row.high()) + ")"
                + baselines + (row.isAboveEveryBaseline() ? ", above every baseline" : "");
    }

    /** Facts give way from the last on where the terminal is narrow, so that the bar keeps its shortest length. */
    private static String bar(Progress progress, Terminal terminal) {
        List<String> facts = new ArrayList<>(facts(alignedStep(progress), progress));
        int room = terminal.columns() - 1 - Cells.of(progress.title()) - SHORTEST_BAR - 4;
        while (facts.size() > 1 && Cells.of(String.join("  ", facts)) > room) {
            facts.remove(facts.size() - 1);
        }
        String text = String.join("  ", facts);
        int length = Math.max(SHORTEST_BAR, Math.min(LONGEST_BAR, SHORTEST_BAR + room - Cells.of(text)));
        String filled = filled(progress.fraction(), length, terminal);
        return Ink.BOLD.on(progress.title(), terminal) + " [" + Ink.GREEN.on(filled, terminal) + "] " + text;
    }

    private static String filled(double fraction, int length, Terminal terminal) {
        if (!terminal.unicode()) {
            int full = (int) (fraction * length);
            return "#".repeat(full) + ".".repeat(length - full);
        }
        int eighths = (int) (fraction * length * 8);
        String full = "█".repeat(eighths / 8);
        String part = eighths % 8 == 0 ? "" : String.valueOf(EIGHTHS.charAt(eighths % 8));
        return Cells.padRight(full + part, length);
    }

    /** As wide at the first step as at the last, so that the bar beside it keeps its length. */
    private static String alignedStep(Progress progress) {
        String steps = Long.toString(progress.steps());
        String step = Cells.padLeft(Long.toString(progress.step()), steps.length());
        return Cells.padLeft(percent(progress), 4) + "  step " + step + "/" + steps;
    }

    private static String percent(Progress progress) {
        return (int) (100 * progress.fraction()) + "%";
    }

    private static List<String> facts(String step, Progress progress) {
        List<String> facts = new ArrayList<>(List.of(step));
        progress.loss().ifPresent(loss -> facts.add(String.format(Locale.ROOT, "loss %.3f", loss)));
        progress.left().ifPresent(left -> facts.add(Figures.time(left) + " left"));
        progress.tokensPerSecond().ifPresent(rate -> facts.add(Figures.count(rate) + " tokens/s"));
        facts.add(Figures.time(progress.elapsed()) + " elapsed");
        return facts;
    }

    private static List<String> probes(List<ProbeRow> rows, Terminal terminal) {
        Set<String> baselines = rows.stream()
                .flatMap(row -> row.baselines().stream())
                .map(Baseline::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Column> columns = new ArrayList<>(List.of(
                Column.left("task"),
                Column.left("layer"),
                Column.right("step"),
                Column.right("probe"),
                Column.left(""),
                Column.right("interval")));
        baselines.forEach(name -> columns.add(Column.right(name)));
        List<List<String>> cells =
                rows.stream().map(row -> cells(row, baselines, terminal)).toList();
        List<String> lines = new ArrayList<>(new Table(columns, cells).lines(terminal));
        if (rows.stream().anyMatch(ProbeRow::isAboveEveryBaseline)) {
            lines.add(Ink.DIM.on(mark(terminal) + " the whole interval lies above every baseline", terminal));
        }
        return lines;
    }

    private static List<String> cells(ProbeRow row, Set<String> baselines, Terminal terminal) {
        boolean above = row.isAboveEveryBaseline();
        String score = Figures.score(row.score());
        List<String> cells = new ArrayList<>(List.of(
                row.task(),
                row.layer(),
                Long.toString(row.step()),
                above ? Ink.GREEN.on(score, terminal) : score,
                above ? Ink.GREEN.on(mark(terminal), terminal) : "",
                Figures.range(Figures.score(row.low()), Figures.score(row.high()), terminal)));
        baselines.forEach(name -> cells.add(row.baselines().stream()
                .filter(baseline -> baseline.name().equals(name))
                .map(baseline -> Figures.score(baseline.score()))
                .findFirst()
                .orElse(terminal.unicode() ? "–" : "-")));
        return cells;
    }

    private static String mark(Terminal terminal) {
        return terminal.unicode() ? "▲" : "*";
    }
}
