package io.ovoscope.collector.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class StageLoopTest {
    private final MockConsumer<String, byte[]> consumer = MockTopics.consumer("topic");
    private final AtomicInteger turns = new AtomicInteger();
    private final List<String> closed = new CopyOnWriteArrayList<>();

    private StageLoop loop(Runnable turn) {
        return new StageLoop(
                "loop",
                "turning",
                consumer,
                turn,
                List.of(() -> closed.add("first, consumer closed: " + consumer.closed()), () -> closed.add("second")));
    }

    @Test
    void whatKafkaFailsAtIsTriedAgain() throws InterruptedException {
        try (StageLoop loop = loop(() -> {
            if (turns.incrementAndGet() == 1) {
                throw new TimeoutException("told to fail");
            }
        })) {
            loop.start();
            assertThat(MockTopics.comesAbout(() -> turns.get() > 2)).isTrue();
            assertThat(loop.ended().toCompletableFuture()).isNotDone();
        }
    }

    @Test
    void closingEndsItWellAndClosesConsumerAndPartsInOrder() throws InterruptedException {
        StageLoop loop = loop(turns::incrementAndGet);
        loop.start();
        assertThat(MockTopics.comesAbout(() -> turns.get() > 0)).isTrue();
        loop.close();
        assertThat(loop.ended().toCompletableFuture()).isCompleted();
        assertThat(closed).containsExactly("first, consumer closed: true", "second");
    }

    @Test
    void anythingElseEndsItForAllToSeeAndStillClosesItsParts() throws InterruptedException {
        StageLoop loop = loop(() -> {
            throw new IllegalStateException("a defect");
        });
        loop.start();
        assertThat(loop.ended().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(IllegalStateException.class);
        assertThat(MockTopics.comesAbout(() -> closed.size() == 2)).isTrue();
    }

    @Test
    void failureElsewhereIsToldAsItsOwn() {
        StageLoop loop = loop(turns::incrementAndGet);
        loop.fail(new IllegalStateException("elsewhere"));
        assertThat(loop.ended().toCompletableFuture()).isCompletedExceptionally();
    }
}
