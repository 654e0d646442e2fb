package io.ovoscope.agent.send;

import io.ovoscope.wire.ActivationPart;

/** One snapshot on its way: readers see it whole, once it is committed, or not at all. */
public interface SnapshotTransfer extends AutoCloseable {
    /** The attempt of the run that the parts' headers name. */
    int attempt();

    /**
     * Hands a part over. Parts of layer 0 come first.
     *
     * @return bytes handed over, with those of copies
     * @throws SendFailure where the snapshot is lost
     */
    long send(ActivationPart part) throws SendFailure;

    /**
     * Makes the snapshot visible.
     *
     * @throws SendFailure where it is lost, or nobody knows whether it is (then it is visible whole or not at all, all the same)
     */
    void commit() throws SendFailure;

    /** Gives the snapshot up unless it is committed. Never throws. */
    @Override
    void close();
}
