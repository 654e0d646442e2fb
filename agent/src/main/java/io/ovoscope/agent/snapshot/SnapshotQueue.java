package io.ovoscope.agent.snapshot;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A bounded queue with its memory: as many parameter buffers as snapshots may wait, allocated once. Only {@link #take} blocks.
 *
 * <p>Who takes looks again and again and is never woken: to wake a thread costs the one that offers, which trains, as much as copying
 * half a million parameters.
 */
public final class SnapshotQueue implements AutoCloseable {
    private static final long FIRST_LOOK_MILLIS = 1;

    /** Guards what is free and what is waiting; nobody holds it for long. */
    private final Object lock = new Object();

    private final Queue<INDArray> free;
    private final Queue<Snapshot> waiting;
    private final INDArray[] buffers;

    /** Allocates {@code capacity} buffers for as many parameters each. */
    public SnapshotQueue(int capacity, DataType type, long parameters) {
        this(requirePositive(capacity), type, parameters, new ArrayDeque<>(capacity));
    }

    /** The same where snapshots wait in a given queue. */
    SnapshotQueue(int capacity, DataType type, long parameters, Queue<Snapshot> waiting) {
        this.waiting = waiting;
        free = new ArrayDeque<>(capacity);
        buffers = new INDArray[capacity];
        for (int i = 0; i < capacity; i++) {
            buffers[i] = Nd4j.createUninitializedDetached(type, parameters);
            free.add(buffers[i]);
        }
    }

    private static int requirePositive(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("queueMaxSnapshots " + capacity + ": expecting queueMaxSnapshots >= 1");
        }
        return capacity;
    }

    public int capacity() {
        return buffers.length;
    }

    /** A buffer to copy into; null when all are in use. */
    @Nullable INDArray borrow() {
        synchronized (lock) {
            return free.poll();
        }
    }

    boolean hasFreeBuffer() {
        synchronized (lock) {
            return !free.isEmpty();
        }
    }

    /** There is room: as many may wait as there are buffers. */
    void offer(Snapshot snapshot) {
        synchronized (lock) {
            waiting.add(snapshot);
        }
    }

    void giveBack(INDArray buffer) {
        synchronized (lock) {
            free.add(buffer);
        }
    }

    /**
     * The oldest snapshot; null where {@code isOver} and there is none. It is found at most as long after it came as it had been waited
     * for, and after the longest pause at the latest.
     *
     * @param longestPause between two looks; the first are closer, because snapshots are, as long as training is young
     * @param isOver asked before each look: what was offered before it became true is found
     */
    @Nullable Snapshot take(Duration longestPause, BooleanSupplier isOver) throws InterruptedException {
        for (long pause = FIRST_LOOK_MILLIS; ; pause = Math.min(2 * pause, longestPause.toMillis())) {
            boolean last = isOver.getAsBoolean();
            Snapshot snapshot = takeNow();
            if (snapshot != null || last) {
                return snapshot;
            }
            Thread.sleep(pause);
        }
    }

    /** The oldest snapshot if there is one; also for an interrupted thread. */
    @Nullable Snapshot takeNow() {
        synchronized (lock) {
            return waiting.poll();
        }
    }

    public int size() {
        synchronized (lock) {
            return waiting.size();
        }
    }

    /** Frees the buffers; nobody may use them any more. */
    @Override
    public void close() {
        for (INDArray buffer : buffers) {
            if (buffer.closeable()) {
                buffer.close();
            }
        }
    }
}
