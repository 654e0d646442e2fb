package io.ovoscope.agent.snapshot;

import java.util.function.LongSupplier;

/**
 * Keeps what the agent takes within a share of the training time. Spent is the time on the training thread and that of the worker's
 * forward passes and checkpoints by the wall clock, as if the worker had taken a core away from training; waiting for Kafka costs nothing.
 *
 * <p>The cost of the next snapshot is taken to be an average of those measured, the newest counting half.
 */
public final class OverheadBudget {
    private static final double SECOND = 1e9;

    private final double share;
    private final LongSupplier nanoTime;
    private final long start;
    private long spentNanos;
    private double expectedNanos;
    private boolean measured;
    private int inFlight;

    /**
     * Begins to count training time.
     *
     * @param share of the training time, 0.02 for 2%; 1 for no limit
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    public OverheadBudget(double share, LongSupplier nanoTime) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("overheadBudget " + share + ": expecting 0 < overheadBudget <= 1");
        }
        this.share = share;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** Whether another snapshot fits, beside those that are under way. */
    public synchronized boolean affordsSnapshot() {
        return share == 1 || spentNanos + (inFlight + 1) * expectedNanos <= allowedNanos();
    }

    /** A snapshot is on its way to the worker. */
    public synchronized void begin() {
        inFlight++;
    }

    /** A snapshot has been worked on, or given up. */
    public synchronized void end(long workerNanos) {
        inFlight--;
        spentNanos += workerNanos;
        expectedNanos = measured ? (expectedNanos + workerNanos) / 2 : workerNanos;
        measured = true;
    }

    /** A snapshot never got as far as the worker. */
    public synchronized void cancel() {
        inFlight--;
    }

    /** Time spent on the training thread. */
    public synchronized void spend(long nanos) {
        spentNanos += nanos;
    }

    public synchronized double spentSeconds() {
        return spentNanos / SECOND;
    }

    public synchronized double allowedSeconds() {
        return allowedNanos() / SECOND;
    }

    private double allowedNanos() {
        return share * (nanoTime.getAsLong() - start);
    }
}
