package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {
    private static final int[] ITEMS = {0, 1, 2, 3, 4, 5};
    private static final Clusters CLUSTERS = Clusters.of(new int[] {8, 8, 3, 3, 3, 1}, ITEMS);

    private static Outcomes outcomes(long bits) {
        return new Outcomes(BitSet.valueOf(new long[] {bits}), 6);
    }

    @Test
    void standardErrorIsTheLinearisedRatiosByHand() {
        // Differences per sentence: 2 of 2, 1 of 3, -1 of 1; mean 2/6. Residuals 4/3, 0, -4/3.
        PairedDifference difference = PairedDifference.of(outcomes(0b000111), outcomes(0b100000), CLUSTERS);

        assertThat(difference.difference()).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(difference.standardError()).isCloseTo(Math.sqrt(1.5 * 32 / 9.0) / 6, within(1e-12));
        assertThat(difference.lower())
                .isCloseTo(difference.difference() - 1.96 * difference.standardError(), within(1e-4));
    }

    @Test
    void equalOutcomesDifferByNothingForCertain() {
        PairedDifference difference = PairedDifference.of(outcomes(0b101), outcomes(0b101), CLUSTERS);

        assertThat(difference).isEqualTo(new PairedDifference(0, 0));
    }

    @Test
    void boundsStayWithinWhatAccuraciesCanDo() {
        Clusters one = Clusters.of(new int[6], ITEMS);
        PairedDifference difference = PairedDifference.of(outcomes(0b111), outcomes(0), one);

        assertThat(difference.lower()).isEqualTo(-1);
        assertThat(difference.upper()).isEqualTo(1);
    }
}
