package io.ovoscope.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figures;
import java.util.BitSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ObservationTest {
    /** Watching keeps every point of every run, so what a point costs counts. */
    @Test
    void theNameOfTheItemsIsKeptOnceForAllPoints() {
        Observation.Items one = items(new String("a set of items"));
        Observation.Items other = items(new String("a set of items"));
        assertThat(one.set()).isSameAs(other.set());
        assertThat(one.outcomes().correct()).isEqualTo(BitSet.valueOf(new long[] {0b101}));
        assertThat(one.n()).isEqualTo(4);
    }

    private static Observation.Items items(String set) {
        BitSet correct = BitSet.valueOf(new long[] {0b101});
        Evidence evidence = new Evidence.Items(set, 4, correct, correct);
        return Objects.requireNonNull(Observation.of(new WatchedRun(0).point(1, 0, 4, evidence, Figures.none()))
                .items());
    }
}
