package io.ovoscope.launcher.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Progress as text: from a state to lines, with no output of its own. */
final class ProgressLines {

    private static final int SHORTEST_BAR = 10;
    private static final int LONGEST_BAR = 40;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private ProgressLines() {}

    /** What an interactive terminal shows: the bar, the table of probes, the notes; it fits the screen where that can be. */
    static List<String> live(Progress progress, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        lines.add(bar(progress, terminal));
        List<String> below = new ArrayList<>();
        if (!progress.notes().isEmpty()) {
            below.add("");
            below.addAll(progress.notes());
        }
        if (!progress.probes().isEmpty()) {
            lines.add("");
            lines.addAll(
                    ProbeTable.lines(progress.probes(), terminal.rows() - 1 - lines.size() - below.size(), terminal));
        }
        lines.addAll(below);
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
                                progress.counted().unit() + " " + progress.step() + "/" + progress.steps() + " ("
                                        + percent(progress) + ")",
                                progress));
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
        return Cells.padLeft(percent(progress), 4) + "  " + progress.counted().unit() + " " + step + "/" + steps;
    }

    private static String percent(Progress progress) {
        return (int) (100 * progress.fraction()) + "%";
    }

    private static List<String> facts(String step, Progress progress) {
        List<String> facts = new ArrayList<>(List.of(step));
        progress.loss().ifPresent(loss -> facts.add(String.format(Locale.ROOT, "loss %.3f", loss)));
        progress.left().ifPresent(left -> facts.add(Figures.time(left) + " left"));
        progress.perSecond()
                .ifPresent(rate ->
                        facts.add(Figures.count(rate) + " " + progress.counted().rate()));
        facts.add(Figures.time(progress.elapsed()) + " elapsed");
        return facts;
    }
}
