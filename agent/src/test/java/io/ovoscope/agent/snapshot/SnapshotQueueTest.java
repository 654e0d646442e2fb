package io.ovoscope.agent.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class SnapshotQueueTest {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(4);

    private final SnapshotQueue queue = new SnapshotQueue(1, DataType.FLOAT, 10);
    private final AtomicInteger looks = new AtomicInteger();

    @AfterEach
    void free() {
        queue.close();
    }

    private void offer() {
        queue.offer(new Snapshot(7, 2.5, 0, Objects.requireNonNull(queue.borrow()), null));
    }

    @Test
    void snapshotThatComesWhileItIsWaitedForIsFoundAtTheNextLook() throws InterruptedException {
        Snapshot found = queue.take(LONGEST_PAUSE, () -> {
            if (looks.incrementAndGet() == 5) {
                offer();
            }
            return false;
        });
        assertThat(Objects.requireNonNull(found).step()).isEqualTo(7);
        assertThat(looks).hasValue(5);
    }

    @Test
    void nothingIsFoundOnceItIsOver() throws InterruptedException {
        assertThat(queue.take(LONGEST_PAUSE, () -> looks.incrementAndGet() == 5))
                .isNull();
        assertThat(looks).hasValue(5);
    }

    @Test
    void pausesGrowUpToTheLongest() throws InterruptedException {
        long begin = System.nanoTime();
        queue.take(LONGEST_PAUSE, () -> looks.incrementAndGet() == 7);
        // 1 + 2 + 4 + 4 + 4 + 4 ms.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(18));
    }
}
