package io.ovoscope.agent.send;

import io.ovoscope.wire.CheckpointsKept;
import io.ovoscope.wire.Health;

/** Takes whole snapshots to wherever they are probed. Used by the worker's thread; the training thread never waits for it. */
public interface SnapshotSender extends AutoCloseable {
    /**
     * Begins a snapshot. Waits for a bounded time.
     *
     * @throws SendFailure where nothing can be sent now
     */
    SnapshotTransfer begin() throws SendFailure;

    /** The run's attempt, as the broker settled it; 0 while no broker has answered. */
    int attempt();

    /**
     * Tells the curves topic which checkpoints there are, in the background; the newest list is told until it has arrived. Never waits
     * and never throws.
     *
     * @param list with the attempt as far as the caller knows it
     */
    void kept(CheckpointsKept list);

    /** Processor time of threads of the sender's own since this was asked last, in nanoseconds; 0 where nobody knows. */
    default long freshCpuNanos() {
        return 0;
    }

    /** Reports once more, for the last time, if that can be done within a bounded time. */
    void report(Health last);

    /** Gives up what is unsent and frees everything, within a bounded time. */
    @Override
    void close();
}
