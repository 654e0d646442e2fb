package io.ovoscope.launcher.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.launcher.terminal.Table.Column;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final Terminal WIDE = new Terminal(false, 80, 24, false, true);

    private static final Table TABLE = Table.of(Column.left("task"), Column.right("untrained"), Column.right("50%"))
            .with("UPOS", ".612", "64–128")
            .with("GlossClass", ".200", "–");

    @Test
    void wordsStandLeftAndNumbersRightUnderARule() {
        assertThat(String.join("\n", TABLE.lines(WIDE))).isEqualTo("""
                        task        untrained     50%
                        ──────────  ─────────  ──────
                        UPOS             .612  64–128
                        GlossClass       .200       –""");
    }

    @Test
    void asciiTerminalGetsAnAsciiRule() {
        assertThat(TABLE.lines(new Terminal(false, 80, 24, false, false))).contains("----------  ---------  ------");
    }

    @Test
    void narrowTerminalCutsWordsAndNeverNumbers() {
        assertThat(String.join("\n", TABLE.lines(new Terminal(false, 26, 24, false, true))))
                .isEqualTo("""
                        task     untrained     50%
                        ───────  ─────────  ──────
                        UPOS          .612  64–128
                        GlossC…       .200       –""");
        assertThat(TABLE.lines(new Terminal(false, 5, 24, false, true)))
                .anyMatch(line -> line.startsWith("Gloss…") && line.endsWith(".200       –"));
    }

    @Test
    void wideCharactersAndColoursTakeTheCellsTheyShow() {
        Table table = Table.of(Column.left("task"), Column.right("score"))
                .with("品詞", "\u001b[32m.843\u001b[0m")
                .with("e\u0301tiquettes", ".2");

        assertThat(String.join("\n", table.lines(WIDE))).isEqualTo("""
                        task        score
                        ──────────  ─────
                        品詞         \u001b[32m.843\u001b[0m
                        e\u0301tiquettes     .2""");
    }

    @Test
    void rowWithAMissingCellIsRefused() {
        assertThatThrownBy(() -> TABLE.with("UPOS", ".612"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row [UPOS, .612] has 2 cells: expecting 3");
    }
}
