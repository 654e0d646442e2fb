package io.ovoscope.agent.snapshot;

import io.ovoscope.agent.checkpoint.Draft;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters at a step.
 *
 * @param step updates applied
 * @param loss of the newest minibatch; NaN before the first, infinite where the trainer's own is NaN or infinite
 * @param takenMillis when, in milliseconds since 1970; of no two snapshots the same
 * @param parameters one of the queue's buffers, to be given back
 * @param draft what a checkpoint of it needs besides, to be given back; null where it becomes none
 */
record Snapshot(
        long step,
        double loss,
        long takenMillis,
        INDArray parameters,
        @Nullable Draft draft) {
    Instant takenAt() {
        return Instant.ofEpochMilli(takenMillis);
    }
}
