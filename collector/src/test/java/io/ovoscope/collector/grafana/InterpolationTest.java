package io.ovoscope.collector.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterpolationTest {
    private final Interpolation interpolation = new Interpolation(Map.of(
            "run", new Chosen.One("a.b/c 'd' $task (1)"),
            "task", new Chosen.Several(List.of("UPOS", "x|y")),
            "one", new Chosen.Several(List.of("x|y")),
            "layer", new Chosen.Everything(".*")));

    @Test
    void aPatternIsQuotedSoThatItMatchesTheNameAlone() {
        assertThat(interpolation.of("=~ /^${run:regex}$/")).isEqualTo("=~ /^a\\.b\\/c 'd' \\$task \\(1\\)$/");
        assertThat(interpolation.of("/^${task:regex}$/")).isEqualTo("/^(UPOS|x\\|y)$/");
        assertThat(interpolation.of("/^${one:regex}$/")).isEqualTo("/^x\\|y$/");
    }

    @Test
    void aTextOfItsOwnForAllIsInsertedAsItIs() {
        assertThat(interpolation.of("/^${layer:regex}$/")).isEqualTo("/^.*$/");
    }

    @Test
    void whatIsInsertedIsNotLookedThroughAgainAndMacrosStay() {
        assertThat(interpolation.of("$run [[run]] $timeFilter ${__from}"))
                .isEqualTo("a.b/c 'd' $task (1) a.b/c 'd' $task (1) $timeFilter ${__from}");
    }

    @Test
    void severalValuesWithoutAFormatAreRefused() {
        assertThatThrownBy(() -> interpolation.of("$task"))
                .hasMessageContaining("expecting regex, csv, raw, pipe or text");
    }

    @Test
    void macrosAreTheTimeRangeAndTheIntervalInMilliseconds() {
        Macros macros = new Macros(Instant.ofEpochMilli(1_000), Instant.ofEpochMilli(61_000), Duration.ofMillis(1_500));
        assertThat(macros.in("WHERE $timeFilter GROUP BY time($__interval) $__interval_ms ${__from} $__to"))
                .isEqualTo("WHERE time >= 1000ms and time <= 61000ms GROUP BY time(1500ms) 1500 1000 61000");
    }
}
