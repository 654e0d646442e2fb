package io.ovoscope.agent.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.agent.snapshot.SnapshotSchedule.Any;
import io.ovoscope.agent.snapshot.SnapshotSchedule.Doubling;
import io.ovoscope.agent.snapshot.SnapshotSchedule.Listed;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SnapshotScheduleTest {
    private static List<Long> due(SnapshotSchedule schedule, long to) {
        return LongStream.rangeClosed(0, to).filter(schedule::isDue).boxed().toList();
    }

    @Test
    void powersOfTwoAreFollowedByEveryN() {
        assertThat(due(new Doubling(100), 450))
                .containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 100L, 200L, 300L, 400L);
        assertThat(due(new Doubling(1), 5)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void onlyStepZeroAndEarlyPowersOfTwoMayOverdraw() {
        Doubling schedule = new Doubling(100);
        assertThat(LongStream.rangeClosed(0, 1024).filter(schedule::mayOverdraw))
                .containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L);
    }

    @Test
    void growingStepsKeepTheirFactorAndEnds() {
        assertThat(due(Listed.growing(100, 800, Math.sqrt(2)), 2000))
                .containsExactly(100L, 141L, 200L, 283L, 400L, 566L, 800L);
        assertThat(due(Listed.growing(5, 5, 1.5), 10)).containsExactly(5L);
    }

    @Test
    void slowGrowthGivesEachStepOnce() {
        assertThat(due(Listed.growing(1, 4, 1.01), 10)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void stepsThatDoNotGrowAreRefused() {
        assertThatThrownBy(() -> Listed.growing(1, 10, 1))
                .hasMessageContaining("expecting 1 <= from <= to and a factor > 1");
        assertThatThrownBy(() -> Listed.growing(0, 10, 2)).hasMessageContaining("from 0 to 10");
    }

    @Test
    void partsAddUp() {
        SnapshotSchedule both = Any.of(new Doubling(1000), Listed.of(List.of(70L, 30L, 30L)));
        assertThat(due(both, 80)).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 30L, 32L, 64L, 70L);
        assertThat(both.mayOverdraw(30)).isFalse();
        assertThat(both.mayOverdraw(32)).isTrue();
        assertThat(both.description()).isEqualTo("step 0, powers of two, then every 1000; steps 30, 70");
    }

    @Test
    void settingsMakeTheSchedule() {
        SnapshotSchedule schedule = new ScheduleSettings(1000, 20, 40, 2, List.of(50L)).schedule();
        assertThat(due(schedule, 63)).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 20L, 32L, 40L, 50L);
        assertThatThrownBy(() -> new ScheduleSettings(0, 0, 0, 2, List.of()))
                .hasMessage("every 0: expecting every >= 1");
    }
}
