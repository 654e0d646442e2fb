package io.ovoscope.launcher.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {

    @Test
    void marksAndSequencesTakeNoneAndWideCharactersTwo() {
        assertThat(Cells.of("UPOS")).isEqualTo(4);
        assertThat(Cells.of("e\u0301")).isEqualTo(1);
        assertThat(Cells.of("品詞")).isEqualTo(4);
        assertThat(Cells.of("\u001b[1;32mok\u001b[0m")).isEqualTo(2);
        assertThat(Cells.of("\uD83E\uDD5A")).isEqualTo(2); // an egg
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void cutTextNeverTakesMoreAndKeepsItsSequences(int width) {
        String cut = Cells.cut("\u001b[32mab品詞cd\u001b[0m", width, "…");

        assertThat(Cells.of(cut)).isLessThanOrEqualTo(width);
        assertThat(cut).startsWith("\u001b[32m").endsWith("\u001b[0m");
        assertThat(cut.contains("…")).isEqualTo(width > 0 && width < 8);
    }

    @Test
    void textThatFitsIsLeftAlone() {
        assertThat(Cells.cut("exactly", 7, "…")).isEqualTo("exactly");
    }
}
