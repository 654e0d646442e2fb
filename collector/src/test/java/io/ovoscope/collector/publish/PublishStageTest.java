package io.ovoscope.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.topics.BreakingRecord;
import io.ovoscope.collector.topics.DeadLetters;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.MockTopics;
import io.ovoscope.wire.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishStageTest {
    private static final KafkaSettings KAFKA = KafkaSettings.plain("localhost:1");
    private static final String CURVES = KAFKA.name(Topic.CURVES);

    private final MockConsumer<String, byte[]> consumer = MockTopics.consumer(CURVES);
    private final MockProducer<String, byte[]> letters = MockTopics.producer();
    private final PublishStage stage = new PublishStage(
            consumer,
            KAFKA,
            InfluxSettings.at("http://localhost:1", "none"),
            new KnownRuns(),
            new DeadLetters(letters, KAFKA),
            InstantSource.system());

    @BeforeEach
    void start() {
        MockTopics.assign(consumer, CURVES);
        stage.start();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aRecordThatCannotBeReadOrBreaksItsReaderIsPutAsideAndPublishingGoesOn() throws InterruptedException {
        MockTopics.add(consumer, new BreakingRecord(CURVES, 0));
        MockTopics.add(consumer, new ConsumerRecord<>(CURVES, 0, 1, "r/UPOS/0/0", new byte[] {'{'}));
        assertThat(MockTopics.comesAbout(() -> letters.history().size() == 2)).isTrue();
        assertThat(stage.counters()).containsEntry("records.unreadable", 2L);
        assertThat(stage.ended().toCompletableFuture()).isNotDone();
    }

    @Test
    void anErrorEndsTheStageForAllToSee() {
        consumer.schedulePollTask(() -> {
            throw new StackOverflowError("planted");
        });
        assertThat(stage.ended().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(StackOverflowError.class);
    }
}
