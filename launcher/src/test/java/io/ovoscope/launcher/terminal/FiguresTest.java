package io.ovoscope.launcher.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        ".8432, .843",
        "1, 1.000",
        "0, .000",
        "-0.0001, .000",
        "-0.02, -.020",
        "-1.5, -1.500",
        "NaN, n/a",
        ".9996, 1.000"
    })
    void scoresHaveThreeDecimalsAndNoLeadingZero(double score, String expected) {
        assertThat(Figures.score(score)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0:00", "7, 0:07", "750, 12:30", "3723, 1:02:03", "-5, 0:00"})
    void timesAreReadAsOnAClock(long seconds, String expected) {
        assertThat(Figures.time(Duration.ofSeconds(seconds))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"3410.4, '3,410'", "12, 12", "1234567, '1,234,567'"})
    void countsAreGroupedInThrees(double count, String expected) {
        assertThat(Figures.count(count)).isEqualTo(expected);
    }
}
