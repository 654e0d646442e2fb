package io.ovoscope.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BisectionTest {
    private static NavigableSet<Long> steps(Long... steps) {
        return new TreeSet<>(List.of(steps));
    }

    @Test
    void theMiddleIsThatOfTheLogarithms() {
        Bisection interval = new Bisection(100, 10_000);

        assertThat(interval.middle(steps(500L, 1_000L, 5_000L))).hasValue(1_000);
        assertThat(interval.middle(steps(4_900L, 5_050L))).hasValue(4_900);
        assertThat(new Bisection(0, 15).middle(steps(1L, 3L, 7L)))
                .as("1 + step: 1 to 16")
                .hasValue(3);
    }

    @Test
    void onlyCheckpointsStrictlyInsideCount() {
        Bisection interval = new Bisection(100, 200);

        assertThat(interval.middle(steps(50L, 100L, 200L, 300L))).isEmpty();
        assertThat(new Bisection(7, 7).middle(steps(7L))).isEmpty();
    }

    @Test
    void equalDistancesTakeTheEarlier() {
        assertThat(new Bisection(0, 63).middle(steps(3L, 15L))).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 17, 500, 501, 998, 999, 1000})
    void halvingEndsInTheNarrowestCellAroundTheTruth(long truth) {
        TreeSet<Long> left =
                new TreeSet<>(LongStream.rangeClosed(1, 999).boxed().toList());
        Bisection interval = new Bisection(0, 1000);
        int rounds = 0;
        for (OptionalLong next = interval.middle(left); next.isPresent(); next = interval.middle(left)) {
            left.remove(next.getAsLong());
            interval = interval.at(next.getAsLong(), next.getAsLong() < truth);
            rounds++;
        }
        assertThat(interval).isEqualTo(new Bisection(truth - 1, truth));
        assertThat(rounds).isLessThanOrEqualTo(40);
    }

    @Test
    void stepsOutsideTellNothing() {
        Bisection interval = new Bisection(10, 20);

        assertThat(interval.at(10, false)).isEqualTo(interval);
        assertThat(interval.at(30, true)).isEqualTo(interval);
    }

    @Test
    void anIntervalThatRunsBackwardsIsRefused() {
        assertThatThrownBy(() -> new Bisection(5, 4)).hasMessageContaining("(5, 4]: expecting after <= by");
    }
}
