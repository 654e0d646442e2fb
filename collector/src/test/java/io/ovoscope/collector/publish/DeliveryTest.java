package io.ovoscope.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.topics.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private final FakeStore store = new FakeStore();
    private final PublishCounters counters = new PublishCounters();
    private final List<String> refused = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final Delivery delivery = new Delivery(
            store,
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), new SplittableRandom(1)),
            () -> now,
            (change, reason) -> refused.add(((Change.Write) change).line() + ": " + reason),
            counters);

    @Test
    void aBatchIsWrittenByOneRequest() {
        delivery.begin(changes("a", "b", "c"));
        assertThat(delivery.advance()).isTrue();
        assertThat(store.requests).containsExactly("write 3");
        assertThat(counters.values()).containsEntry("points.written", 3L);
    }

    @Test
    void whatFailsIsTriedAgainAfterGrowingPausesUntilItIsStored() {
        for (int i = 0; i < 8; i++) {
            store.failures.add(FakeStore.away(Duration.ZERO));
        }
        delivery.begin(changes("a", "b"));
        List<Long> pauses = new ArrayList<>();
        while (!delivery.advance()) {
            assertThat(delivery.advance()).as("a try before it is due").isFalse();
            pauses.add(delivery.untilDue().toMillis());
            now = now.plus(delivery.untilDue());
        }
        assertThat(store.stored).containsExactly("a", "b");
        assertThat(store.requests).hasSize(9);
        assertThat(counters.values()).containsEntry("requests.retried", 8L).containsEntry("points.written", 2L);
        long[] longest = {100, 200, 400, 800, 1600, 2000, 2000, 2000};
        for (int i = 0; i < longest.length; i++) {
            assertThat(pauses.get(i)).isBetween(longest[i] / 2, longest[i]);
        }
    }

    @Test
    void aRequestThatBreaksOffIsTriedAgainAndLosesNothing() {
        store.defects.add(new IllegalArgumentException("Unexpected char 0x0a in Authorization value"));
        delivery.begin(changes("a", "b"));
        assertThat(delivery.advance()).isFalse();
        now = now.plus(delivery.untilDue());
        assertThat(delivery.advance()).isTrue();
        assertThat(store.stored).containsExactly("a", "b");
        assertThat(counters.values()).containsEntry("requests.retried", 1L).containsEntry("points.refused", 0L);
    }

    @Test
    void theServersWaitIsKeptWhereItIsLonger() {
        store.failures.add(FakeStore.away(Duration.ofSeconds(30)));
        delivery.begin(changes("a"));
        delivery.advance();
        assertThat(delivery.untilDue()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void onlyTheRefusedLinesArePassedOver() {
        store.poison.addAll(List.of("c", "g"));
        delivery.begin(changes("a", "b", "c", "d", "e", "f", "g", "h"));
        while (delivery.isUnderWay()) {
            delivery.advance();
        }
        assertThat(store.stored).containsExactlyInAnyOrder("a", "b", "d", "e", "f", "h");
        assertThat(refused).containsExactly("c: partial write: dropped=1", "g: partial write: dropped=1");
        assertThat(counters.values()).containsEntry("points.written", 6L).containsEntry("points.refused", 2L);
    }

    @Test
    void aDeletionStaysBetweenTheWritesBeforeAndAfterAndIsMadeOnce() {
        List<Change> batch = new ArrayList<>(changes("x,run=r old", "x,run=s other"));
        batch.add(Points.erase("r"));
        batch.add(Points.erase("r"));
        batch.add(Points.erase("r"));
        batch.addAll(changes("x,run=r new"));
        delivery.begin(batch);
        while (delivery.isUnderWay()) {
            delivery.advance();
        }
        assertThat(store.requests).containsExactly("write 2", "erase r", "write 1");
        assertThat(store.stored).containsExactlyInAnyOrder("x,run=s other", "x,run=r new");
    }

    private static List<Change> changes(String... lines) {
        return List.<Change>copyOf(List.of(lines).stream().map(Points::write).toList());
    }
}
