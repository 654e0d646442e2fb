package io.ovoscope.collector.watch;

import static io.ovoscope.collector.watch.WatchedRun.RUN;
import static io.ovoscope.collector.watch.WatchedRun.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.EmergenceOrder;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which changes of what is found about emergence are written. */
class EmergenceRewrittenTest {
    private final FindingsBook book = new FindingsBook();

    private static Finding emergence(long setBy, double gainLower, long through) {
        return new Emergence(
                RUN,
                1,
                "UPOS",
                Level.MORPHOLOGY,
                0,
                "a",
                .5,
                10,
                20,
                10L,
                setBy,
                START,
                .3,
                .8,
                40,
                gainLower,
                through,
                9);
    }

    private static Finding order(double tau, double lower) {
        List<List<String>> groups = List.of(List.of("A"), List.of("B"));
        return new EmergenceOrder(RUN, 1, START, groups, List.of("A", "B"), 2, tau, lower, 1.0);
    }

    private int written(Finding finding) {
        return book.revise(RUN, List.of(finding)).size();
    }

    @Test
    void anEmergenceIsWrittenAgainWhenItsSetChangesAndNotWhenItsBoundDoes() {
        assertThat(written(emergence(30, .4, 100))).isEqualTo(1);
        assertThat(written(emergence(30, .39, 110))).isZero();
        assertThat(written(emergence(40, .39, 110))).isEqualTo(1);
    }

    @Test
    void anOrderIsWrittenAgainWhenItsTauOrAnEndOfItsIntervalHasMoved() {
        assertThat(written(order(1, .5))).isEqualTo(1);
        assertThat(written(order(1, .55))).isZero();
        assertThat(written(order(1, .7))).isEqualTo(1);
        assertThat(written(order(.8, .7))).isEqualTo(1);
    }
}
