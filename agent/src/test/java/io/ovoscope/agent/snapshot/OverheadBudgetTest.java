package io.ovoscope.agent.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OverheadBudgetTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong(77);
    private final OverheadBudget budget = new OverheadBudget(0.02, now::get);

    @BeforeEach
    void firstUpdate() {
        budget.updated();
    }

    /** In steps of a second. */
    private void train(long seconds) {
        for (long s = 0; s < seconds; s++) {
            step(SECOND);
        }
    }

    private void step(long nanos) {
        now.addAndGet(nanos);
        budget.updated();
    }

    private void snapshot(long workerNanos) {
        budget.begin();
        budget.end(workerNanos);
    }

    @Test
    void overdraftIsRepaidBeforeTheNextSnapshot() {
        snapshot(SECOND);
        // 1 s is spent and the next is expected to take 1 s: allowed after 100 s of training.
        train(99);
        assertThat(budget.affordsSnapshot()).isFalse();
        train(1);
        assertThat(budget.affordsSnapshot()).isTrue();
    }

    @Test
    void longRunKeepsToTheShare() {
        int taken = 0;
        for (int step = 0; step < 10_000; step++) {
            train(1);
            if (budget.affordsSnapshot()) {
                budget.spend(SECOND / 100);
                snapshot(SECOND / 2);
                taken++;
            }
        }
        assertThat(budget.spentSeconds()).isLessThanOrEqualTo(budget.allowedSeconds());
        assertThat(taken * 0.51).isEqualTo(200, within(2.0));
    }

    @Test
    void snapshotsUnderWayCountAsExpected() {
        snapshot(SECOND);
        train(199);
        assertThat(budget.affordsSnapshot()).isTrue();
        budget.begin();
        budget.begin();
        assertThat(budget.affordsSnapshot()).isFalse();
        budget.cancel();
        budget.cancel();
        assertThat(budget.affordsSnapshot()).isTrue();
    }

    @Test
    void expectationFollowsTheNewestCosts() {
        snapshot(4 * SECOND);
        snapshot(0);
        snapshot(0);
        // 4 s spent, 1 s expected: allowed after 250 s.
        train(249);
        assertThat(budget.affordsSnapshot()).isFalse();
        train(2);
        assertThat(budget.affordsSnapshot()).isTrue();
    }

    @Test
    void timeBeforeTheFirstUpdateEarnsNothing() {
        OverheadBudget late = new OverheadBudget(0.02, now::get);
        now.addAndGet(1_000 * SECOND);
        late.updated();
        assertThat(late.allowedSeconds()).isZero();
    }

    @Test
    void pauseCountsAsOneStep() {
        train(50);
        step(3_600 * SECOND);
        assertThat(budget.allowedSeconds()).isEqualTo(0.02 * 51, within(1e-9));
        train(10);
        assertThat(budget.allowedSeconds()).isEqualTo(0.02 * 61, within(1e-9));
    }

    @Test
    void stepsThatHaveBecomeSlowerCountInFull() {
        train(50);
        for (int i = 0; i < 10; i++) {
            step(100 * SECOND);
        }
        assertThat(budget.allowedSeconds()).isEqualTo(0.02 * (50 + 1 + 900), within(1e-9));
    }

    @Test
    void slowStepsFromTheFirstOnCountInFull() {
        for (int i = 0; i < 10; i++) {
            step(60 * SECOND);
        }
        assertThat(budget.allowedSeconds()).isEqualTo(0.02 * 600, within(1e-9));
    }

    @Test
    void shareOfOneIsNoLimit() {
        OverheadBudget unlimited = new OverheadBudget(1, now::get);
        unlimited.spend(1_000 * SECOND);
        assertThat(unlimited.affordsSnapshot()).isTrue();
    }

    @Test
    void shareMustBeOne() {
        assertThatThrownBy(() -> new OverheadBudget(0, now::get))
                .hasMessageContaining("expecting 0 < overheadBudget <= 1");
        assertThatThrownBy(() -> new OverheadBudget(Double.NaN, now::get)).hasMessageContaining("overheadBudget NaN");
    }
}
