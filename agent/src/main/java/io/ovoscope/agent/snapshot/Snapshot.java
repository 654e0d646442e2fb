package io.ovoscope.agent.snapshot;

import java.time.Instant;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters at a step.
 *
 * @param step updates applied
 * @param loss of the newest minibatch; NaN before the first, infinite where the trainer's own is NaN or infinite
 * @param parameters one of the queue's buffers, to be given back
 */
record Snapshot(long step, double loss, Instant takenAt, INDArray parameters) {}
