package io.ovoscope.agent.activation;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Copies into memory that is there. ND4J copies as many numbers as the source has, wherever they land: a network whose arrays have grown
 * since the agent was attached would have its process killed.
 */
public final class ArrayCopy {
    private ArrayCopy() {}

    /**
     * Copies all numbers of the source.
     *
     * @throws IllegalArgumentException where the target holds more or fewer
     */
    public static void into(INDArray target, INDArray source) {
        if (source.length() != target.length()) {
            throw new IllegalArgumentException("array of " + source.length() + " numbers: expecting " + target.length()
                    + ", as when the agent was attached");
        }
        target.assign(source);
    }
}
