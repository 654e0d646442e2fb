package io.ovoscope.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.launcher.UserFacing;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ScheduledPairTest {
    private static final String SCHEDULE =
            "step 0, powers of two, then every 250; from 32 to 1000 each 1.414 times the last";

    private static ScheduledPair newest(Long... steps) throws UserFacing {
        return ScheduledPair.newest("r7", SCHEDULE, new TreeSet<>(List.of(steps)));
    }

    @Test
    void theNewestTwoAnIntervalApartAreTaken() throws UserFacing {
        assertThat(newest(2250L, 2500L, 2750L, 3000L)).isEqualTo(new ScheduledPair(2750, 3000));
    }

    @Test
    void theSnapshotThatClosingTakesIsNoScheduledOne() throws UserFacing {
        assertThat(newest(2250L, 2500L, 2750L, 2871L)).isEqualTo(new ScheduledPair(2500, 2750));
    }

    @Test
    void aDenserStretchDoesNotShortenTheInterval() throws UserFacing {
        assertThat(newest(500L, 512L, 724L, 750L)).isEqualTo(new ScheduledPair(500, 750));
    }

    @Test
    void aGapIsPassedOver() throws UserFacing {
        assertThat(newest(2250L, 2500L, 3000L)).isEqualTo(new ScheduledPair(2250, 2500));
    }

    @Test
    void whatIsLeftIsNamedWhereThereIsNoPair() {
        assertThatThrownBy(() -> newest(2750L, 2871L))
                .isInstanceOf(UserFacing.class)
                .hasMessageContaining("'r7'")
                .hasMessageContaining("[2750, 2871]")
                .hasMessageContaining("250 steps apart")
                .hasMessageContaining("run `ovoscope demo` once more");
    }

    @Test
    void aScheduleInOtherWordsIsNamed() {
        assertThatThrownBy(() -> ScheduledPair.newest("r7", "now and then", new TreeSet<>(List.of(1L, 2L))))
                .isInstanceOf(UserFacing.class)
                .hasMessageContaining("now and then");
    }
}
