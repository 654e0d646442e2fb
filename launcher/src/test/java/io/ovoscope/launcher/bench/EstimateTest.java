package io.ovoscope.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EstimateTest {
    private static double mean(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).average().orElseThrow();
    }

    @Test
    void intervalIsAboutThatOfAMean() {
        List<Integer> rounds = IntStream.range(0, 100).boxed().toList();
        Estimate estimate = Estimate.over(rounds, EstimateTest::mean);

        // The standard error of the mean is 28.87 / 10.
        assertThat(estimate.value()).isEqualTo(49.5);
        assertThat(estimate.low()).isBetween(43.0, 45.0);
        assertThat(estimate.high()).isBetween(54.0, 56.0);
    }

    @Test
    void equalRoundsHaveNoSpread() {
        assertThat(Estimate.over(List.of(3, 3, 3), EstimateTest::mean)).isEqualTo(new Estimate(3, 3, 3));
    }

    @Test
    void medianOfEvenlyManyLiesBetween() {
        assertThat(Estimate.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
        assertThat(Estimate.median(List.of())).isNaN();
    }
}
