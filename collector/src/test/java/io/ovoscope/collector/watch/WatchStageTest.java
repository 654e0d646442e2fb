package io.ovoscope.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.topics.BreakingRecord;
import io.ovoscope.collector.topics.DeadLetters;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.MockTopics;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchStageTest {
    private static final KafkaSettings KAFKA = KafkaSettings.plain("localhost:1");
    private static final String CURVES = KAFKA.name(Topic.CURVES);

    private final WatchedRun run = new WatchedRun(1);
    private final MockConsumer<String, byte[]> consumer = MockTopics.consumer(CURVES);
    private final MockConsumer<String, byte[]> findings = MockTopics.consumer(KAFKA.name(Topic.FINDINGS));
    private final MockConsumer<String, byte[]> health = MockTopics.consumer(KAFKA.name(Topic.HEALTH));
    private final MockProducer<String, byte[]> letters = MockTopics.producer();
    private final MockProducer<String, byte[]> written = MockTopics.producer();
    private final WatchStage stage = new WatchStage(
            consumer,
            findings,
            health,
            KAFKA,
            WatchSettings.defaults(),
            run.catalog(run.manifest(1, 0)),
            written,
            new DeadLetters(letters, KAFKA),
            InstantSource.system());

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aRecordThatCannotBeReadOrBreaksItsReaderIsPutAsideAndWatchingGoesOn() throws InterruptedException {
        MockTopics.assign(consumer, CURVES);
        stage.start();
        MockTopics.add(consumer, new BreakingRecord(CURVES, 0));
        MockTopics.add(consumer, new ConsumerRecord<>(CURVES, 0, 1, "r/UPOS/0/0", new byte[] {'{'}));
        assertThat(MockTopics.comesAbout(() -> letters.history().size() == 2)).isTrue();
        assertThat(stage.counters()).containsEntry("records.unreadable", 2L);
        assertThat(stage.ended().toCompletableFuture()).isNotDone();
    }

    @Test
    void aPartitionWhoseBoundsCannotBeHadAtFirstIsWatchedFromItsBeginningLater() throws InterruptedException {
        CurvePoint inLayer0 = run.exactPoint(1, 0, 4, .5);
        CurvePoint inLayer1 = run.exactPoint(1, 1, 4, .5);
        consumer.setOffsetsException(new TimeoutException("the broker is slow"));
        MockTopics.assign(consumer, CURVES);
        stage.start();
        MockTopics.add(consumer, at(0, inLayer0));
        MockTopics.add(consumer, at(1, inLayer1));
        assertThat(MockTopics.comesAbout(() -> !written.history().isEmpty())).isTrue();
        assertThat(written.history().get(0).key()).isEqualTo(RecordKey.closed(WatchedRun.RUN, 4));
    }

    @Test
    void profilesOfAClosedStepGoWhereItsPointsAre() throws InterruptedException {
        MockTopics.assign(consumer, CURVES);
        stage.start();
        CurvePoint inLayer1 = run.exactPoint(1, 1, 4, .75);
        MockTopics.add(consumer, at(0, run.exactPoint(1, 0, 4, .5)));
        MockTopics.add(consumer, at(1, inLayer1));
        StepClosed closed = new StepClosed(WatchedRun.RUN, 1, 4, inLayer1.takenAt(), 2, 2, false);
        MockTopics.add(consumer, new ConsumerRecord<>(CURVES, 0, 2, closed.key(), closed.write()));
        String key = RecordKey.profile(WatchedRun.RUN, "UPOS", 4);
        assertThat(MockTopics.comesAbout(() -> written.history().stream()
                        .anyMatch(record ->
                                record.key().equals(key) && record.topic().equals(CURVES))))
                .isTrue();
        assertThat(MockTopics.comesAbout(() -> stage.counters().getOrDefault("profiles.written", 0L) == 1))
                .isTrue();
    }

    @Test
    void anErrorEndsTheStageForAllToSee() {
        stage.start();
        consumer.schedulePollTask(() -> {
            throw new StackOverflowError("planted");
        });
        assertThat(stage.ended().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void anErrorInReadingTheFindingsEndsTheStageForAllToSee() {
        stage.start();
        findings.schedulePollTask(() -> {
            throw new StackOverflowError("planted");
        });
        assertThat(stage.ended().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(StackOverflowError.class);
    }

    private static ConsumerRecord<String, byte[]> at(long offset, CurvePoint point) {
        return new ConsumerRecord<>(CURVES, 0, offset, point.key(), point.write());
    }
}
