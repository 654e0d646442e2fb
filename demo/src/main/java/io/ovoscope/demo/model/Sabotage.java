package io.ovoscope.demo.model;

import java.util.Random;

/**
 * Harm done to training on purpose, to see it noticed: from a step on, the next words of each batch are shuffled among the batch's
 * positions. What is to be predicted stays as common as it was and no longer follows from what was read, so the model unlearns. The
 * same step is always shuffled alike.
 *
 * <p>The learning rate is raised too: at the usual one, which falls, the model turns away from what it reads within a few updates and
 * then rests, and the probes, which do not mind how small a direction is, lose 1 to 3 points only.
 *
 * @param fromStep updates applied before the first that is harmed, at least 1
 * @param seed of the shuffling
 */
public record Sabotage(int fromStep, long seed) {
    /** The learning rate from there on, in multiples of the highest of the usual schedule. */
    static final double RATE = 4;

    public Sabotage {
        if (fromStep < 1) {
            throw new IllegalArgumentException("fromStep " + fromStep + ": expecting at least 1");
        }
    }

    /**
     * Shuffles the labels in place, if it has come to that.
     *
     * @param labels the next words of a batch, in any order
     * @param step updates applied before this one
     */
    void harm(float[] labels, int step) {
        if (step < fromStep) {
            return;
        }
        Random random = new Random(seed * 1_000_003L + step);
        for (int i = labels.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            float swapped = labels[i];
            labels[i] = labels[j];
            labels[j] = swapped;
        }
    }
}
