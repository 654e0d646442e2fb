package io.ovoscope.agent.checkpoint;

import java.time.Instant;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Takes a snapshot's parameters to where they are kept. Used by the worker's thread; it never throws. */
@FunctionalInterface
public interface CheckpointKeeper {
    /** Keeps none. */
    CheckpointKeeper NONE = (step, takenAt, loss, draft, parameters) -> {};

    /**
     * Keeps a checkpoint.
     *
     * @param loss NaN for none
     * @param parameters the caller's; only read
     */
    void keep(long step, Instant takenAt, double loss, Draft draft, INDArray parameters);
}
