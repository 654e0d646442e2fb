package io.ovoscope.agent.snapshot;

import java.util.function.LongSupplier;

/**
 * Keeps what the agent takes within a share of the training time. Spent is the time on the training thread; that of the worker's forward
 * passes and checkpoints by the wall clock, as if training stood still meanwhile; and the processor time of encoding and sending.
 * Waiting for Kafka costs nothing.
 *
 * <p>Training time is the time between updates. A pause, in which the network is evaluated or the user thinks, earns no snapshots: it
 * counts as one step.
 *
 * <p>The cost of the next snapshot is taken to be an average of those measured, the newest counting half.
 */
public final class OverheadBudget {
    private static final double SECOND = 1e9;
    /** A step this many times longer than the mean step, and longer than a second, is a pause. */
    private static final double PAUSE_STEPS = 20;

    private static final long SHORTEST_PAUSE_NANOS = 1_000_000_000;

    private final double share;
    private final LongSupplier nanoTime;
    private long lastUpdate;
    private boolean heard;
    private boolean wasLong;
    private long trainedNanos;
    private long steps;
    private long spentNanos;
    private double expectedNanos;
    private boolean measured;
    private int inFlight;

    /**
     * With nothing trained and nothing spent.
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
    }

    /**
     * Training has come to another update: the time since the one before counts as training. The first step does not: it compiles and
     * allocates, and may follow attaching by any time.
     */
    public synchronized void updated() {
        long now = nanoTime.getAsLong();
        if (heard) {
            long step = now - lastUpdate;
            boolean isLong = steps > 0 && step > SHORTEST_PAUSE_NANOS && step > PAUSE_STEPS * meanStep();
            // Two in a row are no pause: the steps have become slower.
            trainedNanos += isLong && !wasLong ? Math.round(meanStep()) : step;
            wasLong = isLong;
            steps++;
        }
        heard = true;
        lastUpdate = now;
    }

    private double meanStep() {
        return (double) trainedNanos / steps;
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

    /** The budget so far: the share of the training time. */
    public synchronized double allowedSeconds() {
        return allowedNanos() / SECOND;
    }

    private double allowedNanos() {
        return share * trainedNanos;
    }
}
