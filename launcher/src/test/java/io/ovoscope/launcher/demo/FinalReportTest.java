package io.ovoscope.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.launcher.terminal.Terminal;
import io.ovoscope.wire.Figure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FinalReportTest {
    private static final Terminal TERMINAL = new Terminal(false, 80, 24, false, true);
    private static final TrainingEvent.Done DONE = new TrainingEvent.Done(64, 64, 3.5, 12.4, 2, 1, 3);

    private static List<String> lines(RunOfOurOwn run) {
        return new FinalReport(run.board(), DONE, "", 0).lines(TERMINAL);
    }

    private static Map<Figure, Double> figures(double accuracy, double lower, double lexicon) {
        return Map.of(
                Figure.ACCURACY,
                accuracy,
                Figure.LOWER,
                lower,
                Figure.UPPER,
                accuracy + .02,
                Figure.LEXICON,
                lexicon,
                Figure.MAJORITY,
                .3,
                Figure.UNTRAINED,
                .5,
                Figure.CONTROL,
                .55);
    }

    private static RunOfOurOwn run() {
        return new RunOfOurOwn()
                .manifest()
                .point("UPOS", 0, 0, figures(.5, .48, .85))
                .point("UPOS", 0, 64, figures(.8, .78, .85))
                .point("UPOS", 1, 64, figures(.9, .88, .85))
                .point("GlossPOS", 1, 32, Map.of(Figure.ACCURACY, .6, Figure.BAG_OF_WORDS, .7, Figure.MAJORITY, .6))
                .point("GlossPOS", 1, 64, Map.of())
                .emergence("UPOS", 1, .5, 16, 32)
                .emergence("UPOS", 1, .9, 32, 64);
    }

    @Test
    void theNewestPointOfEachTaskAndLayerStandsBesideItsFloors() {
        assertThat(lines(run()))
                .containsSubsequence(
                        "UPOS silver",
                        " x0        .500  .800   .780–.820     .550   lexicon .850      -      -",
                        " block1    .500  .900*  .880–.920     .550   lexicon .850  16–32  32–64",
                        "GlossPOS",
                        " block1       -  .600           -        -     words .700      -      -");
    }

    @Test
    void aTaskIsHeadedByWhereItStandsInTheModel() {
        RunOfOurOwn run = run().profile("UPOS", 32, 0, 0, 0, 1).profile("UPOS", 64, 1, 0, 1, 1.25);
        assertThat(lines(run)).contains("UPOS silver, best block1 (95%: x0 to block1), centre of gravity 1.25");
    }

    @Test
    void aWideTerminalShowsWhatANarrowOneOnlyMentions() {
        RunOfOurOwn run = run().point("UPOS", 1, 32, Map.of(Figure.ACCURACY, .7, Figure.COMPRESSION, 2.5));
        Terminal wide = new Terminal(false, 1000, 24, false, true);
        assertThat(new FinalReport(run.board(), DONE, "", 0).lines(wide))
                .anyMatch(line ->
                        line.startsWith("layer") && line.contains("compression") && line.contains("over layer 0"))
                .anyMatch(line -> line.startsWith(" block1") && line.contains(".900*") && line.contains("2.50"));
        assertThat(lines(run)).noneMatch(line -> line.contains("2.50")).anyMatch(line -> line.contains("150 columns"));
    }

    @Test
    void figuresOfAWideTerminalCarryWhatTheyAreComparedWith() {
        RunOfOurOwn run = run().point("UPOS", 0, 0, Map.of(Figure.ACCURACY, .5, Figure.COMPRESSION, 1.25))
                .point(
                        "UPOS",
                        0,
                        64,
                        Map.of(
                                Figure.ACCURACY, .8,
                                Figure.COMPRESSION, 2.5,
                                Figure.UNSEEN_ACCURACY, .4,
                                Figure.UNSEEN_N, 30.0,
                                Figure.N, 1200.0))
                .point(
                        "UPOS",
                        0,
                        32,
                        Map.of(
                                Figure.ACCURACY, .7,
                                Figure.CONDITIONAL, .1,
                                Figure.CONDITIONAL_LOWER, .05,
                                Figure.CONDITIONAL_UPPER, .15));
        Terminal wide = new Terminal(false, 1000, 24, false, true);
        assertThat(new FinalReport(run.board(), DONE, "", 0).lines(wide))
                .contains("UPOS silver, n = 1,200")
                .anyMatch(line -> line.contains(".400 (30)  1.25 → 2.50  +0.100 (+0.050, +0.150) @32"));
    }

    @Test
    void whatTheCollectorWithdrawsIsNotReported() {
        RunOfOurOwn run = run().profile("UPOS", 64, 1, 0, 1, 1.25).withdrawn();
        assertThat(lines(run)).contains("UPOS silver").noneMatch(line -> line.contains("16–32"));
    }

    @Test
    void geometryStandsInATableOfItsOwn() {
        RunOfOurOwn run = run().geometry("EffectiveRank", 0, 0, 3)
                .geometry("EffectiveRank", 0, 64, 22.26)
                .geometry("Anisotropy", 1, 64, .5);
        assertThat(lines(run))
                .containsSubsequence(
                        "geometry  Anisotropy  EffectiveRank",
                        " x0                -   3.000 → 22.3",
                        " block1         .500              -");
    }

    @Test
    void whatWasFoundIsToldInShort() {
        assertThat(lines(run()))
                .containsSubsequence(
                        "Nothing went wrong: no regression was found, and no broken data.",
                        "",
                        "1 of 2 tasks have emerged, half of the gain and nine tenths of it between these steps:")
                .anyMatch(line -> line.startsWith("UPOS  block1") && line.contains("16–32") && line.contains("32–64"));
    }

    @Test
    void sabotageIsSaidSoThatNobodyWonders() {
        assertThat(new FinalReport(run().board(), DONE, "", 32).lines(TERMINAL))
                .contains("Trained 64 steps in 12 s, loss 3.50 nats a token, sabotaged on purpose from step 32 on.");
    }

    @Test
    void theLastLineIsForScripts() {
        RunOfOurOwn run = new RunOfOurOwn().manifest();
        for (String task : List.of("UPOS", "GlossPOS")) {
            for (int layer : new int[] {0, 1}) {
                run.point(task, layer, 0, figures(.5, .48, .85)).point(task, layer, 64, figures(.8, .78, .85));
            }
        }
        List<String> lines = lines(run.geometry("EffectiveRank", 0, 64, 22.26));
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("ovoscope: 8 points, 2 tasks, 2 layers, 2 snapshots, 1 dropped, 3 skipped");
        assertThat(lines).noneMatch(line -> line.contains("MISSING") || line.contains("LOST"));
    }

    @Test
    void whatIsMissingStandsInTheLastLinesWithItsReasonAndTheSetting() {
        RunOfOurOwn run =
                run().incomplete("UPOS", 0, 128).closed(0).expired(64, 3).health("collector-a", 60, 1_234);
        List<String> lines = lines(run);
        assertThat(lines)
                .containsSubsequence(
                        "LOST: 1,234 records of activations were deleted before they were scored, because scoring fell behind training.",
                        "  Raise topics.activationsMebibytesPerPartition in a file for --collector, or take fewer snapshots.",
                        "MISSING: 3 of 8 points, at steps 64, 128.",
                        "1 point has no result: its activations are not finite, or its task cannot be probed; the page says which.");
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("ovoscope: 4 points of 8 expected, 2 tasks, 2 layers, 2 snapshots, 1 dropped, 3 skipped");
    }

    @Test
    void aRunWithoutPointsIsReportedAllTheSame() {
        List<String> lines = lines(new RunOfOurOwn());
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("ovoscope: 0 points, 0 tasks, 0 layers, 2 snapshots, 1 dropped, 3 skipped");
    }
}
