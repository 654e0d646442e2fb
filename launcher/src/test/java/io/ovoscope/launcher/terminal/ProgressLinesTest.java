package io.ovoscope.launcher.terminal;

import static io.ovoscope.launcher.terminal.Examples.ASCII;
import static io.ovoscope.launcher.terminal.Examples.SENT_LEN;
import static io.ovoscope.launcher.terminal.Examples.UPOS;
import static io.ovoscope.launcher.terminal.Examples.WIDE;
import static io.ovoscope.launcher.terminal.Examples.at;
import static io.ovoscope.launcher.terminal.Examples.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.launcher.terminal.ProbeRow.Baseline;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLinesTest {

    @Test
    void barAndProbesOfARunHalfWay() {
        assertThat(String.join(
                        "\n",
                        ProgressLines.live(at(650, List.of("page: http://127.0.0.1:7000/"), UPOS, SENT_LEN), WIDE)))
                .isEqualTo("""
                        training [███████       ]  50%  step  650/1300  loss 5.312  1:05 left  3,410 tokens/s  1:05 elapsed

                        task     layer    step  probe      interval  untrained  majority
                        ───────  ───────  ────  ─────  ─  ─────────  ─────────  ────────
                        UPOS     block 2   512   .843  ▲  .831–.854       .612      .214
                        SentLen  block 2   512   .420     .408–.431       .418         –
                        ▲ the whole interval lies above every baseline

                        page: http://127.0.0.1:7000/""");
    }

    @Test
    void asciiTerminalGetsTheSameInAscii() {
        List<String> lines = ProgressLines.live(at(650, UPOS, SENT_LEN), ASCII);

        assertThat(String.join("\n", lines)).isEqualTo("""
                        training [#######.......]  50%  step  650/1300  loss 5.312  1:05 left  3,410 tokens/s  1:05 elapsed

                        task     layer    step  probe      interval  untrained  majority
                        -------  -------  ----  -----  -  ---------  ---------  --------
                        UPOS     block 2   512   .843  *  .831-.854       .612      .214
                        SentLen  block 2   512   .420     .408-.431       .418         -
                        * the whole interval lies above every baseline""");
    }

    @Test
    void moreTasksThanTheScreenHasRowsLeaveTheNotesAndThoseAboveEveryBaseline() {
        ProbeRow[] rows = IntStream.range(0, 20)
                .mapToObj(i -> i < 19 ? row("task" + i, 512, .2, new Baseline("majority", .3)) : UPOS)
                .toArray(ProbeRow[]::new);
        Terminal usual = new Terminal(true, 80, 24, false, true);

        List<String> lines = ProgressLines.live(at(650, List.of("page: http://127.0.0.1:7000/"), rows), usual);

        assertThat(lines).hasSizeLessThan(24).endsWith("page: http://127.0.0.1:7000/");
        assertThat(lines)
                .contains("and 5 more tasks")
                .anyMatch(line -> line.startsWith("UPOS"))
                .anyMatch(line -> line.startsWith("▲ "))
                .noneMatch(line -> line.startsWith("task14"));
    }

    @Test
    void whereNotEveryBaselineFitsTheHighestStandsForAll() {
        ProbeRow row = row(
                "UPOS",
                512,
                .843,
                new Baseline("majority", .214),
                new Baseline("untrained", .612),
                new Baseline("lexicon", .852),
                new Baseline("control", .55));
        Terminal narrow = new Terminal(true, 72, 24, false, true);

        assertThat(ProgressLines.live(at(650, row), narrow))
                .containsSubsequence(
                        "task  layer    step  probe     interval  highest floor",
                        "UPOS  block 2   512   .843    .831–.854   lexicon .852");
        assertThat(ProgressLines.live(at(650, row), WIDE)).anyMatch(line -> line.contains("control"));
    }

    @Test
    void beforeTheFirstStepNothingIsGuessed() {
        assertThat(ProgressLines.live(at(0), WIDE))
                .containsExactly(
                        "training [                                        ]   0%  step    0/1300  0:00 elapsed");
    }

    @Test
    void lastStepFillsTheBar() {
        assertThat(ProgressLines.live(at(1_300), WIDE).get(0))
                .contains("█]")
                .contains(" 100% ")
                .contains("0:00 left");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 12, 30, 50, 60, 79, 80, 120, 300})
    void everyLineFitsEveryWidth(int columns) {
        Terminal terminal = new Terminal(true, columns, 24, true, true);

        List<String> lines =
                ProgressLines.live(at(650, List.of("page: http://127.0.0.1:7000/"), UPOS, SENT_LEN), terminal);

        assertThat(lines).hasSize(9).allMatch(line -> Cells.of(line) < columns);
    }

    @Test
    void narrowTerminalDropsTheLeastFactsFirst() {
        Terminal narrow = new Terminal(true, 60, 24, false, true);

        assertThat(ProgressLines.live(at(650), narrow).get(0))
                .contains("loss 5.312")
                .doesNotContain("elapsed");
    }

    @Test
    void barKeepsItsLengthWhileTheStepGrowsDigits() {
        int early = ProgressLines.live(at(20), WIDE).get(0).indexOf(']');
        int late = ProgressLines.live(at(1_299), WIDE).get(0).indexOf(']');

        assertThat(early).isEqualTo(late).isPositive();
    }

    @Test
    void coloursAreSwitchedOnAndOffAgain() {
        Terminal colored = new Terminal(true, 100, 30, true, true);

        List<String> lines = ProgressLines.live(at(650, UPOS), colored);

        assertThat(lines.get(0)).contains("\u001b[32m");
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.split("\u001b\\[\\d", -1).length % 2)
                        .as("as many switched on as off in %s", line)
                        .isEqualTo(1));
        assertThat(lines.stream().map(line -> line.replaceAll("\u001b\\[\\d+m", "")))
                .isEqualTo(ProgressLines.live(at(650, UPOS), WIDE));
    }

    @Test
    void aPlainLineForALog() {
        assertThat(ProgressLines.plain(at(650)))
                .isEqualTo("training: step 650/1300 (50%), loss 5.312, 1:05 left, 3,410 tokens/s, 1:05 elapsed");
    }
}
