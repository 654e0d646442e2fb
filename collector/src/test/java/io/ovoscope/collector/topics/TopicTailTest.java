package io.ovoscope.collector.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.Test;

class TopicTailTest {
    private static final KafkaSettings KAFKA = KafkaSettings.plain("localhost:1");

    @Test
    void anErrorEndsReadingAndLetsNobodyWaitForEver() {
        MockConsumer<String, byte[]> consumer = MockTopics.consumer(KAFKA.name(Topic.FINDINGS));
        consumer.schedulePollTask(() -> {
            throw new StackOverflowError("planted");
        });
        try (TopicTail tail = new TopicTail(KAFKA, consumer, "tail", List.of(Topic.FINDINGS), record -> {})) {
            assertThat(tail.ended().toCompletableFuture())
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(StackOverflowError.class);
            assertThat(tail.readThrough().toCompletableFuture()).failsWithin(Duration.ofSeconds(10));
        }
    }
}
