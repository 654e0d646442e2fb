package io.ovoscope.agent.snapshot;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/**
 * Tells the time that forward passes and checkpoints take from the rest, which is waiting for the sender for the most part; of the rest
 * it tells what the thread has computed.
 */
final class Stopwatch {
    private final LongSupplier nanoTime;
    private final LongSupplier cpuNanos;
    private long start;
    private long startCpu;
    private long forwardNanos;
    private long checkpointNanos;
    private long knownCpu;

    /** @param cpuNanos processor time of the calling thread; constant where nobody knows */
    Stopwatch(LongSupplier nanoTime, LongSupplier cpuNanos) {
        this.nanoTime = nanoTime;
        this.cpuNanos = cpuNanos;
        this.start = nanoTime.getAsLong();
    }

    /** Processor time as the JVM tells it. */
    static LongSupplier threadTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads::getCurrentThreadCpuTime : () -> 0;
    }

    /** From zero again: one watch does for all snapshots of a thread. */
    void restart() {
        start = nanoTime.getAsLong();
        startCpu = cpuNanos.getAsLong();
        forwardNanos = 0;
        checkpointNanos = 0;
        knownCpu = 0;
    }

    void forward(Runnable work) {
        long begin = nanoTime.getAsLong();
        try {
            withoutCpu(work);
        } finally {
            forwardNanos += nanoTime.getAsLong() - begin;
        }
    }

    void checkpoint(Runnable work) {
        long begin = nanoTime.getAsLong();
        try {
            withoutCpu(work);
        } finally {
            checkpointNanos += nanoTime.getAsLong() - begin;
        }
    }

    private void withoutCpu(Runnable work) {
        long begin = cpuNanos.getAsLong();
        try {
            work.run();
        } finally {
            knownCpu += cpuNanos.getAsLong() - begin;
        }
    }

    long checkpointNanos() {
        return checkpointNanos;
    }

    long forwardNanos() {
        return forwardNanos;
    }

    long otherNanos() {
        return nanoTime.getAsLong() - start - forwardNanos - checkpointNanos;
    }

    /** What of the rest the thread was computing: to be asked by that thread. */
    long otherCpuNanos() {
        return Math.max(0, cpuNanos.getAsLong() - startCpu - knownCpu);
    }
}
