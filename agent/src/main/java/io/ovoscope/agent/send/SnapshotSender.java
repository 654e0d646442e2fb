package io.ovoscope.agent.send;

import io.ovoscope.wire.Health;

/** Takes whole snapshots to wherever they are probed. Used by the worker's thread; the training thread never waits for it. */
public interface SnapshotSender extends AutoCloseable {
    /**
     * Begins a snapshot. Waits for a bounded time.
     *
     * @throws SendFailure where nothing can be sent now
     */
    SnapshotTransfer begin() throws SendFailure;

    /** Reports once more, for the last time, if that can be done within a bounded time. */
    void report(Health last);

    /** Gives up what is unsent and frees everything, within a bounded time. */
    @Override
    void close();
}
