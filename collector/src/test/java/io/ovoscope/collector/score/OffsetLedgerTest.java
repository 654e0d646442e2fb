package io.ovoscope.collector.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OffsetLedgerTest {
    private final OffsetLedger ledger = new OffsetLedger();

    @Test
    void nothingSeenIsNothingToCommit() {
        assertThat(ledger.position()).isEqualTo(-1);
    }

    @Test
    void positionIsTheLowestOffsetStillNeeded() {
        ledger.need(10);
        ledger.passed(11);
        ledger.need(12);
        assertThat(ledger.position()).isEqualTo(10);

        ledger.release(List.of(12L));
        assertThat(ledger.position()).isEqualTo(10);

        ledger.release(List.of(10L));
        assertThat(ledger.position()).as("behind the last record seen").isEqualTo(13);
    }

    @Test
    void offsetThatIsNeededTwiceIsReleasedTwice() {
        ledger.need(10);
        ledger.need(10);

        ledger.release(List.of(10L));
        assertThat(ledger.position()).isEqualTo(10);

        ledger.release(List.of(10L));
        assertThat(ledger.position()).isEqualTo(11);
    }
}
