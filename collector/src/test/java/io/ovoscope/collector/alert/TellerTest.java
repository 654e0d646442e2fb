package io.ovoscope.collector.alert;

import static io.ovoscope.collector.finding.SampleFindings.broken;
import static io.ovoscope.collector.finding.SampleFindings.open;
import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.topics.Backoff;
import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TellerTest {
    private static final Notice REGRESSION = notice(open("demo"));
    private static final Notice STALLED = notice(broken("demo", BrokenData.Kind.STALLED, null));
    private static final Notice DEAD = notice(broken("demo", BrokenData.Kind.DEAD_LAYER, null));

    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private final FakeReceiver receiver = new FakeReceiver();
    private final ReceiverCounters counters = new ReceiverCounters("fake");
    private final Teller teller = new Teller(
            receiver,
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8), new SplittableRandom(1)),
            () -> now,
            counters);
    private final List<Notice> told = new ArrayList<>();

    private static Notice notice(Finding finding) {
        return new Notice(finding, false, null);
    }

    private void tell(Notice... news) {
        teller.tell(List.of(news), List.of(), told::add);
    }

    @Test
    void oneRequestATurnHoldsNoMoreThanTheReceiverTakes() {
        tell(REGRESSION, STALLED, DEAD);
        assertThat(told).containsExactly(REGRESSION, STALLED);
    }

    @Test
    void receiverThatIsAwayIsLeftAloneForAWhileAndThenTold() {
        receiver.away(true);
        tell(REGRESSION);
        receiver.away(false);
        now = now.plusMillis(400);
        tell(REGRESSION);
        assertThat(told).isEmpty();
        now = now.plusMillis(600);
        tell(REGRESSION);
        assertThat(told).containsExactly(REGRESSION);
        assertThat(counters.values()).containsEntry("fake.retried", 1L).containsEntry("fake.told", 1L);
    }

    @Test
    void refusedFindingIsPassedOverAndTheOthersAreTold() {
        receiver.refuse(REGRESSION.finding().id());
        tell(REGRESSION, STALLED);
        assertThat(receiver.told()).containsExactly("firing stalled/1/128");
        assertThat(told).containsExactly(REGRESSION, STALLED);
        assertThat(counters.values()).containsEntry("fake.refused", 1L);
    }

    @Test
    void whatGoesOnIsRepeatedAfterTheIntervalAndNotBefore() {
        receiver.repeatEvery(Duration.ofSeconds(60));
        teller.tell(List.of(), List.of(REGRESSION, STALLED, DEAD), told::add);
        assertThat(receiver.told()).hasSize(3);
        now = now.plusSeconds(59);
        teller.tell(List.of(), List.of(REGRESSION), told::add);
        assertThat(receiver.told()).hasSize(3);
        now = now.plusSeconds(1);
        teller.tell(List.of(), List.of(REGRESSION), told::add);
        assertThat(receiver.told()).hasSize(4);
    }

    @Test
    void refusedRepetitionDoesNotEndThoseOfOtherRequests() {
        receiver.repeatEvery(Duration.ofSeconds(60));
        receiver.refuse(REGRESSION.finding().id());
        teller.tell(List.of(), List.of(REGRESSION, STALLED, DEAD), told::add);
        assertThat(receiver.told()).containsExactly("firing " + DEAD.finding().id());
        teller.tell(List.of(), List.of(REGRESSION, STALLED, DEAD), told::add);
        assertThat(receiver.told()).as("not before it is due").hasSize(1);
    }

    @Test
    void receiverThatWantsNoRepetitionIsToldOnce() {
        teller.tell(List.of(), List.of(REGRESSION), told::add);
        assertThat(receiver.told()).isEmpty();
    }
}
