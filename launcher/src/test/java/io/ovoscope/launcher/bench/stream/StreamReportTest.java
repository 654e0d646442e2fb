package io.ovoscope.launcher.bench.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.launcher.bench.stream.StreamResult.Round;
import io.ovoscope.launcher.terminal.Terminal;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamReportTest {
    private final StreamReport report = new StreamReport(new StreamResult(
            new Shape(13, 768, 20_000),
            984_000_000L,
            2_000,
            List.of(
                    new Round(200e6, 190e6, 600e6, 450e6),
                    new Round(100e6, 50e6, 500e6, 500e6),
                    new Round(200e6, 184e6, 600e6, 420e6))));

    @Test
    void mediansOfTheRoundsCount() {
        assertThat(report.lastLine()).isEqualTo("stream: 0.92 of the producer's rate, 0.75 of the consumer's");
    }

    @Test
    void targetsSayWhetherTheyAreMet() {
        String text = String.join("\n", report.lines(new Terminal(false, 200, 50, false, false)));

        assertThat(text)
                .containsPattern("target A >= 0.9: 0.92, .* met")
                .containsPattern("target B >= 0.8: 0.75, .* missed");
    }

    @Test
    void rowsFillWholeSentences() {
        assertThatThrownBy(() -> new Shape(13, 768, 20_001)).hasMessageContaining("a multiple of 20");
    }
}
