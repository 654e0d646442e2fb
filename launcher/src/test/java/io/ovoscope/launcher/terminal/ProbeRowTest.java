package io.ovoscope.launcher.terminal;

import static io.ovoscope.launcher.terminal.Examples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.launcher.terminal.ProbeRow.Baseline;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeRowTest {

    @Test
    void countsAsAboveOnlyWithItsWholeIntervalAndOverEveryBaseline() {
        assertThat(row("UPOS", 1, .8, new Baseline("untrained", .6), new Baseline("control", .78))
                        .isAboveEveryBaseline())
                .isTrue();
        assertThat(row("UPOS", 1, .8, new Baseline("untrained", .6), new Baseline("control", .79))
                        .isAboveEveryBaseline())
                .isFalse();
        assertThat(row("UPOS", 1, .8).isAboveEveryBaseline()).isFalse();
    }

    @Test
    void intervalThatDoesNotHoldTheScoreIsRefused() {
        assertThatThrownBy(() -> new ProbeRow("UPOS", "block 2", 8, .8, .81, .9, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("score 0.8 of UPOS with interval 0.81 to 0.9: expecting low <= score <= high");
    }

    @Test
    void stepOutsideTheRunIsRefused() {
        assertThatThrownBy(() -> Examples.at(1_301))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("step 1301 of 1300: expecting 0 <= step <= steps");
    }
}
