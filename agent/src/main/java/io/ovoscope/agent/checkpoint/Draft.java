package io.ovoscope.agent.checkpoint;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the training thread notes, beside the parameters, for a checkpoint of the same instant.
 *
 * @param epoch epochs finished
 * @param updaterState one of the reused buffers, to be given back; null where none is saved, or there is none
 * @param updater whether a network restored from the checkpoint has all of the updater's state
 */
public record Draft(int epoch, @Nullable INDArray updaterState, boolean updater) {}
