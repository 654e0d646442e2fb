package io.ovoscope.agent.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThreadsTimeTest {
    private static final long MILLI = 1_000_000;

    private final ThreadGroup group = new ThreadGroup("tested");
    private final ThreadsTime time = new ThreadsTime();

    private static void compute(long millis) {
        long end = System.nanoTime() + millis * MILLI;
        long sum = 0;
        while (System.nanoTime() < end) {
            sum += System.nanoTime();
        }
        assertThat(sum).isNotZero();
    }

    @Test
    void threadsThatMembersStartAreCountedOnce() throws InterruptedException {
        CountDownLatch computed = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        AtomicReference<@Nullable Thread> started = new AtomicReference<>();
        Thread member = new Thread(group, () -> {
            Thread child = new Thread(() -> {
                compute(300);
                computed.countDown();
                awaitQuietly(asked);
            });
            started.set(child);
            child.start();
            awaitQuietly(asked);
        });
        member.start();
        computed.await();
        assertThat(time.freshNanos(group)).isGreaterThan(5 * MILLI);
        assertThat(time.freshNanos(group)).isLessThan(5 * MILLI);
        asked.countDown();
        member.join();
        Objects.requireNonNull(started.get()).join();
        compute(20); // on a thread of another group
        assertThat(time.freshNanos(group)).isZero();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
