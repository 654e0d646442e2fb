package io.ovoscope.launcher.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    @Test
    void measuredSizeIsUsed() {
        Terminal terminal = Terminal.of(Map.of("LANG", "en_US.UTF-8", "TERM", "xterm"), Optional.of("50 132\n"));

        assertThat(terminal).isEqualTo(new Terminal(true, 132, 50, true, true));
    }

    @Test
    void columnsOfTheEnvironmentRule() {
        Terminal terminal = Terminal.of(Map.of("COLUMNS", "66"), Optional.of("50 132"));

        assertThat(terminal.columns()).isEqualTo(66);
        assertThat(terminal.rows()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({"wide, 0 0", "-5, ''", "0, nonsense", "99999999999, 0 0"})
    void sizesThatMeanNothingGiveWayToTheUsual(String columns, String measured) {
        Terminal terminal = Terminal.of(Map.of("COLUMNS", columns), Optional.of(measured));

        assertThat(terminal.columns()).isEqualTo(80);
        assertThat(terminal.rows()).isEqualTo(24);
        assertThat(terminal.interactive()).isTrue();
    }

    @Test
    void outputThatIsNoTerminalIsNeitherRedrawnNorColoured() {
        Terminal terminal = Terminal.of(Map.of("LANG", "C.UTF-8"), Optional.empty());

        assertThat(terminal).isEqualTo(new Terminal(false, 1_000, 24, false, true));
    }

    @Test
    void dumbTerminalIsNotRedrawn() {
        assertThat(Terminal.of(Map.of("TERM", "dumb"), Optional.of("24 80")).interactive())
                .isFalse();
    }

    @Test
    void noColorSwitchesColoursOffOnlyWithAValue() {
        assertThat(Terminal.of(Map.of("NO_COLOR", "1"), Optional.of("24 80")).colors())
                .isFalse();
        assertThat(Terminal.of(Map.of("NO_COLOR", ""), Optional.of("24 80")).colors())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"en_US.UTF-8, true", "C.utf8, true", "C, false", "de_DE.ISO-8859-1, false"})
    void localeSaysWhetherUnicodeIsShown(String locale, boolean expected) {
        assertThat(Terminal.of(Map.of("LANG", locale), Optional.empty()).unicode())
                .isEqualTo(expected);
        assertThat(Terminal.of(Map.of("LC_ALL", "C", "LANG", locale), Optional.empty())
                        .unicode())
                .isFalse();
    }

    @Test
    void sizeWithoutARoomForACharacterIsRefused() {
        assertThatThrownBy(() -> new Terminal(true, 0, 24, false, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("0 columns, 24 rows: expecting at least 1 of each");
    }
}
