package io.ovoscope.agent.snapshot;

import java.util.function.LongSupplier;

/** Tells the time that forward passes and checkpoints take from the rest, which is waiting for the sender for the most part. */
final class Stopwatch {
    private final LongSupplier nanoTime;
    private long start;
    private long forwardNanos;
    private long checkpointNanos;

    Stopwatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** From zero again: one watch does for all snapshots of a thread. */
    void restart() {
        start = nanoTime.getAsLong();
        forwardNanos = 0;
        checkpointNanos = 0;
    }

    void forward(Runnable work) {
        long begin = nanoTime.getAsLong();
        try {
            work.run();
        } finally {
            forwardNanos += nanoTime.getAsLong() - begin;
        }
    }

    void checkpoint(Runnable work) {
        long begin = nanoTime.getAsLong();
        try {
            work.run();
        } finally {
            checkpointNanos += nanoTime.getAsLong() - begin;
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
}
