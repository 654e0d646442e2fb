package io.ovoscope.collector.alert;

import static io.ovoscope.collector.finding.SampleFindings.broken;
import static io.ovoscope.collector.finding.SampleFindings.emergence;
import static io.ovoscope.collector.finding.SampleFindings.open;
import static io.ovoscope.collector.finding.SampleFindings.recovered;
import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.topics.Backoff;
import io.ovoscope.collector.topics.BreakingRecord;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.MockTopics;
import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiverGroupTest {
    private static final KafkaSettings KAFKA = KafkaSettings.plain("localhost:1");
    private static final String FINDINGS = KAFKA.name(Topic.FINDINGS);
    private static final TopicPartition PARTITION = new TopicPartition(FINDINGS, 0);
    private static final String RUN = "demo";
    private static final Finding STALLED = broken(RUN, BrokenData.Kind.STALLED, null);

    private final MockConsumer<String, byte[]> consumer = MockTopics.consumer(FINDINGS);
    private final FakeReceiver receiver = new FakeReceiver();
    private final ReceiverCounters counters = new ReceiverCounters("fake");
    private final List<String> unreadable = new CopyOnWriteArrayList<>();
    private final ReceiverGroup group = new ReceiverGroup(
            consumer,
            KAFKA,
            receiver,
            new Teller(
                    receiver,
                    new Backoff(Duration.ofMillis(1), Duration.ofMillis(5), new SplittableRandom(1)),
                    InstantSource.system(),
                    counters),
            counters,
            (record, reason) -> unreadable.add(reason));

    @AfterEach
    void close() {
        group.close();
    }

    /** Starts with records that stand in the topic already. */
    private void start(long committed, List<ConsumerRecord<String, byte[]>> records) {
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(PARTITION));
            consumer.updateEndOffsets(Map.of(PARTITION, (long) records.size()));
            if (committed >= 0) {
                consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(committed)));
            }
            // A turn later the partition is set up, and read from its beginning.
            consumer.schedulePollTask(() -> records.forEach(consumer::addRecord));
        });
        group.start();
    }

    private static ConsumerRecord<String, byte[]> at(long offset, Finding finding) {
        return new ConsumerRecord<>(FINDINGS, 0, offset, finding.key(), finding.write());
    }

    private long committed() {
        OffsetAndMetadata offset = consumer.committed(Set.of(PARTITION)).get(PARTITION);
        return offset == null ? -1 : offset.offset();
    }

    private void toldBecomes(String... expected) throws InterruptedException {
        boolean came = MockTopics.comesAbout(() -> receiver.told().size() >= expected.length);
        assertThat(receiver.told()).containsExactly(expected);
        assertThat(came).isTrue();
    }

    @Test
    void openingAndRecoveringAreToldOnceEach() throws InterruptedException {
        start(-1, List.of());
        MockTopics.comesAbout(() -> committed() == 0);
        MockTopics.add(consumer, at(0, open(RUN)));
        toldBecomes("firing regression/UPOS/256");
        MockTopics.add(consumer, at(1, open(RUN)));
        MockTopics.add(consumer, at(2, recovered(RUN)));
        toldBecomes("firing regression/UPOS/256", "resolved regression/UPOS/256");
        assertThat(MockTopics.comesAbout(() -> committed() == 3)).isTrue();
    }

    @Test
    void nothingIsCommittedThatTheReceiverWasNotTold() throws InterruptedException {
        receiver.away(true);
        start(-1, List.of(at(0, emergence(RUN, 1)), at(1, open(RUN)), at(2, emergence(RUN, 2))));
        assertThat(MockTopics.comesAbout(() -> counters.values().getOrDefault("fake.retried", 0L) > 2))
                .isTrue();
        assertThat(committed()).isEqualTo(1);
        receiver.away(false);
        toldBecomes("firing regression/UPOS/256");
        assertThat(MockTopics.comesAbout(() -> committed() == 3)).isTrue();
    }

    @Test
    void restartNeitherRepeatsNorForgets() throws InterruptedException {
        start(1, List.of(at(0, open(RUN)), at(1, STALLED), at(2, recovered(RUN))));
        toldBecomes("resolved regression/UPOS/256", "firing stalled/1/128");
    }

    @Test
    void withdrawnFindingIsResolved() throws InterruptedException {
        start(
                1,
                List.of(
                        at(0, open(RUN)),
                        new ConsumerRecord<>(FINDINGS, 0, 1, open(RUN).key(), null)));
        toldBecomes("resolved regression/UPOS/256");
    }

    @Test
    void receiverThatIsNewIsToldOfWhatIsOpenAndNotOfHistory() throws InterruptedException {
        start(-1, List.of(at(0, open(RUN)), at(1, recovered(RUN)), at(2, STALLED)));
        toldBecomes("firing stalled/1/128");
        assertThat(MockTopics.comesAbout(() -> committed() == 3)).isTrue();
    }

    /** A group that had told something, but committed nothing, would be taken for a new one that nothing is over for. */
    @Test
    void firstTellingIsPrecededByACommitSoThatDyingOfItDoesNotMakeTheGroupNew() throws InterruptedException {
        List<Long> committedByThen = new CopyOnWriteArrayList<>();
        receiver.whenTold(() -> committedByThen.add(committed()));
        start(-1, List.of(at(0, open(RUN))));
        toldBecomes("firing regression/UPOS/256");
        assertThat(committedByThen).containsExactly(0L);
    }

    @Test
    void endOfWhatWasToldBeforeDyingIsTold() throws InterruptedException {
        start(0, List.of(at(0, open(RUN)), at(1, recovered(RUN))));
        toldBecomes("resolved regression/UPOS/256");
    }

    @Test
    void whatIsOpenIsRepeatedAfterARestart() throws InterruptedException {
        receiver.repeatEvery(Duration.ofHours(1));
        start(1, List.of(at(0, open(RUN))));
        toldBecomes("firing regression/UPOS/256");
        assertThat(counters.values()).containsEntry("fake.repeated", 1L).containsEntry("fake.told", 0L);
    }

    @Test
    void recordThatCannotBeReadIsPutAsideAndTellingGoesOn() throws InterruptedException {
        start(-1, List.of());
        MockTopics.comesAbout(() -> committed() == 0);
        MockTopics.add(consumer, new BreakingRecord(FINDINGS, 0));
        MockTopics.add(consumer, new ConsumerRecord<>(FINDINGS, 0, 1, "demo/x", new byte[] {'{'}));
        MockTopics.add(consumer, at(2, open(RUN)));
        toldBecomes("firing regression/UPOS/256");
        assertThat(unreadable).hasSize(2);
        assertThat(group.ended().toCompletableFuture()).isNotDone();
    }

    @Test
    void anErrorEndsTheGroupForAllToSee() {
        consumer.schedulePollTask(() -> {
            throw new StackOverflowError("planted");
        });
        group.start();
        assertThat(group.ended().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(StackOverflowError.class);
    }
}
