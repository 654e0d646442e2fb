package io.ovoscope.agent.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OverheadBudgetTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong(77);
    private final OverheadBudget budget = new OverheadBudget(0.02, now::get);

    private void train(long seconds) {
        now.addAndGet(seconds * SECOND);
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
