package io.ovoscope.collector.alert;

import static io.ovoscope.collector.finding.SampleFindings.broken;
import static io.ovoscope.collector.finding.SampleFindings.open;
import static io.ovoscope.collector.finding.SampleFindings.recovered;
import static io.ovoscope.collector.finding.SampleFindings.suspected;
import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final String RUN = "demo";
    private static final String KEY = open(RUN).key();

    private final Ledger ledger = new Ledger();

    private void tellAll() {
        ledger.news().forEach(ledger::told);
    }

    private List<Status> news() {
        return ledger.news().stream().map(Notice::status).toList();
    }

    @Test
    void eachStateIsNewsOnce() {
        ledger.take(KEY, open(RUN), 0);
        assertThat(news()).containsExactly(Status.FIRING);
        tellAll();
        ledger.take(KEY, open(RUN), 1);
        assertThat(news()).isEmpty();
        ledger.take(KEY, recovered(RUN), 2);
        assertThat(news()).containsExactly(Status.RESOLVED);
        tellAll();
        assertThat(news()).isEmpty();
        ledger.take(KEY, open(RUN), 3);
        assertThat(news()).containsExactly(Status.FIRING);
    }

    @Test
    void whatOpenedAndRecoveredBeforeItCouldBeToldIsToldOnceAsRecovered() {
        ledger.take(KEY, open(RUN), 0);
        ledger.take(KEY, recovered(RUN), 1);
        assertThat(ledger.news()).singleElement().satisfies(notice -> {
            assertThat(notice.status()).isEqualTo(Status.RESOLVED);
            assertThat(notice.withdrawn()).isFalse();
        });
    }

    @Test
    void changedVerdictIsNewsWhileTheFindingIsOpen() {
        ledger.take(KEY, suspected(RUN), 0);
        tellAll();
        ledger.take(KEY, open(RUN), 1);
        assertThat(ledger.news()).singleElement().satisfies(notice -> {
            assertThat(notice.finding()).isEqualTo(open(RUN));
            assertThat(notice.before()).isEqualTo(new Notice(suspected(RUN), false, null));
        });
    }

    @Test
    void withdrawnFindingIsResolvedIfSomebodyWasToldOfIt() {
        ledger.take(KEY, open(RUN), 0);
        tellAll();
        ledger.take(KEY, null, 1);
        assertThat(ledger.news()).singleElement().satisfies(notice -> {
            assertThat(notice.status()).isEqualTo(Status.RESOLVED);
            assertThat(notice.withdrawn()).isTrue();
            assertThat(notice.finding()).isEqualTo(open(RUN));
        });
        tellAll();
        assertThat(ledger.news()).isEmpty();
        assertThat(ledger.firing()).isEmpty();
    }

    @Test
    void findingThatIsWithdrawnBeforeAnybodyWasToldIsNoNews() {
        ledger.take(KEY, open(RUN), 0);
        ledger.take(KEY, null, 1);
        assertThat(ledger.news()).isEmpty();
        assertThat(ledger.untoldSince()).isEmpty();
    }

    @Test
    void offsetOfTheFirstUntoldRecordStaysThroughRevisions() {
        Finding stalled = broken(RUN, BrokenData.Kind.STALLED, null);
        ledger.take(KEY, open(RUN), 3);
        ledger.take(stalled.key(), stalled, 4);
        ledger.take(KEY, recovered(RUN), 5);
        assertThat(ledger.untoldSince()).hasValue(3);
        ledger.told(ledger.news().get(0));
        assertThat(ledger.untoldSince()).hasValue(4);
        tellAll();
        assertThat(ledger.untoldSince()).isEmpty();
    }

    @Test
    void whatWasToldBeforeARestartIsNoNews() {
        ledger.takeTold(KEY, open(RUN), 0);
        assertThat(ledger.news()).isEmpty();
        assertThat(ledger.firing()).hasSize(1);
        ledger.take(KEY, recovered(RUN), 1);
        assertThat(news()).containsExactly(Status.RESOLVED);
    }

    @Test
    void newReceiverIsToldOfWhatIsOpenOnly() {
        Finding ended = broken(RUN, BrokenData.Kind.STALLED, 256L);
        ledger.take(KEY, open(RUN), 0);
        ledger.take(ended.key(), ended, 1);
        ledger.passOverWhatIsOver();
        assertThat(ledger.news())
                .singleElement()
                .satisfies(notice -> assertThat(notice.finding()).isEqualTo(open(RUN)));
    }
}
