package io.ovoscope.collector.watch;

import static io.ovoscope.collector.watch.WatchedRun.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.EmergenceOrder;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Level;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskOrderTest {
    private static final int RESAMPLES = 100;

    /** Of a task that rose by a step, in a few of the resamples by another one. */
    private static TaskOrder.Rise rise(String task, long by, long other, int few) {
        long[] resampled = new long[RESAMPLES];
        Arrays.setAll(resampled, r -> r < few ? other : by);
        return new TaskOrder.Rise(emergence(task, by), resampled);
    }

    private static Emergence emergence(String task, long by) {
        return new Emergence(
                "r",
                1,
                task,
                Level.SYNTAX,
                Finding.NO_LAYER,
                "best",
                .5,
                by - 1,
                by,
                null,
                null,
                START.plusSeconds(by),
                .3,
                .9,
                by,
                .5,
                100,
                10);
    }

    private static EmergenceOrder order(List<String> reference, TaskOrder.Rise... rises) {
        return new TaskOrder(reference, RESAMPLES).of(List.of(rises)).orElseThrow();
    }

    @Test
    void tasksOfOneCellStandTogetherAndTheNewestGivesTheTime() {
        EmergenceOrder order = order(
                List.of(), rise("C", 30, 30, 0), rise("A", 10, 10, 0), rise("B", 10, 10, 0), rise("D", 20, 20, 0));
        assertThat(order.groups()).containsExactly(List.of("A", "B"), List.of("D"), List.of("C"));
        assertThat(order.at()).isEqualTo(START.plusSeconds(30));
        assertThat(order.tau()).isNull();
        assertThat(order.compared()).isZero();
    }

    @Test
    void theExpectedOrderGivesTauOneAndTheReverseMinusOne() {
        TaskOrder.Rise[] rises = {rise("A", 10, 10, 0), rise("B", 20, 20, 0), rise("C", 30, 30, 0)};
        EmergenceOrder same = order(List.of("A", "X", "B", "C"), rises);
        assertThat(same.compared()).isEqualTo(3);
        assertThat(same.tau()).isEqualTo(1.0);
        assertThat(same.lower()).isEqualTo(1.0);
        assertThat(order(List.of("C", "B", "A"), rises).tau()).isEqualTo(-1.0);
    }

    @Test
    void resamplesThatSwapTwoTasksWidenTheInterval() {
        EmergenceOrder order =
                order(List.of("A", "B", "C"), rise("A", 10, 25, 10), rise("B", 20, 20, 0), rise("C", 30, 30, 0));
        assertThat(order.tau()).isEqualTo(1.0);
        assertThat(order.lower())
                .as("two pairs of three agree in a tenth of the resamples")
                .isEqualTo(1 / 3.0);
        assertThat(order.upper()).isEqualTo(1.0);
    }

    @Test
    void whereNearlyAllIsTiedThereIsNoInterval() {
        EmergenceOrder order = order(List.of("A", "B"), rise("A", 10, 20, 50), rise("B", 20, 20, 0));
        assertThat(order.tau()).isEqualTo(1.0);
        assertThat(order.lower()).isNull();
    }

    @Test
    void tasksOfUnknownItemsHaveATauWithoutAnInterval() {
        EmergenceOrder order = order(
                List.of("A", "B"),
                new TaskOrder.Rise(emergence("A", 10), new long[0]),
                new TaskOrder.Rise(emergence("B", 20), new long[0]));
        assertThat(order.tau()).isEqualTo(1.0);
        assertThat(order.lower()).isNull();
        assertThat(order.upper()).isNull();
    }

    @Test
    void oneTaskHasNoOrder() {
        assertThat(new TaskOrder(List.of(), RESAMPLES).of(List.of(rise("A", 10, 10, 0))))
                .isEmpty();
    }
}
