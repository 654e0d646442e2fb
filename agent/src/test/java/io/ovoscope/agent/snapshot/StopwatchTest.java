package io.ovoscope.agent.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StopwatchTest {
    private final AtomicLong now = new AtomicLong(5);
    private final AtomicLong cpu = new AtomicLong(7);
    private final Stopwatch watch = new Stopwatch(now::get, cpu::get);

    private void pass(long nanos, long computing) {
        now.addAndGet(nanos);
        cpu.addAndGet(computing);
    }

    @Test
    void ofTheRestOnlyWhatWasComputedIsTold() {
        pass(1_000, 1_000);
        watch.restart();
        watch.forward(() -> pass(100, 90));
        pass(50, 3);
        watch.checkpoint(() -> pass(20, 10));
        pass(30, 4);
        watch.forward(() -> pass(100, 90));

        assertThat(watch.forwardNanos()).isEqualTo(200);
        assertThat(watch.checkpointNanos()).isEqualTo(20);
        assertThat(watch.otherNanos()).isEqualTo(80);
        assertThat(watch.otherCpuNanos()).isEqualTo(7);
    }

    @Test
    void passThatFailsHasTakenItsTime() {
        watch.restart();
        assertThatThrownBy(() -> watch.forward(() -> {
                    pass(100, 90);
                    throw new IllegalStateException("told to fail");
                }))
                .hasMessage("told to fail");

        assertThat(watch.forwardNanos()).isEqualTo(100);
        assertThat(watch.otherCpuNanos()).isZero();
    }
}
