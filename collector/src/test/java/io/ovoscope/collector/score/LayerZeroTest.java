package io.ovoscope.collector.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LayerZeroTest {
    private final LayerZero zero = new LayerZero(new float[4], 2);
    private final AtomicInteger computed = new AtomicInteger();

    @Test
    void isComputedOnceHoweverManyThreadsAsk() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CountDownLatch begin = new CountDownLatch(1);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(threads.submit(() -> {
                begin.await();
                return zero.memo("Tag", () -> {
                    sleep();
                    return computed.incrementAndGet();
                });
            }));
        }
        begin.countDown();

        for (Future<Integer> answer : answers) {
            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertThat(zero.<Integer>memo("Kind", computed::incrementAndGet)).isEqualTo(2);
        threads.shutdown();
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void failureIsThrownAsItIsAndTheNextTriesAgain() {
        IllegalArgumentException told = new IllegalArgumentException("told to fail");
        assertThatThrownBy(() -> zero.memo("Tag", () -> {
                    throw told;
                }))
                .isSameAs(told);

        assertThat(zero.<Integer>memo("Tag", computed::incrementAndGet)).isEqualTo(1);
    }
}
