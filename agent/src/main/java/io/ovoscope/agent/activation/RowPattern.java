package io.ovoscope.agent.activation;

import java.util.function.IntUnaryOperator;

/**
 * Which positions of which sentence a change of the input reaches, as the activations are read in a layout.
 *
 * @param otherSentences whether it reaches a sentence whose input is the same
 * @param ownPosition whether it reaches the last position of the first sentence, whose input is changed
 * @param earlier how many earlier positions of that sentence it reaches
 */
record RowPattern(boolean otherSentences, boolean ownPosition, int earlier) {
    private static final double TOLERANCE = 1e-6;

    /** The geometry of a buffer. */
    record Places(int sentences, int length, int width, int sentenceStride, int timeStride, int featureStride) {}

    /** Compares two buffers of activations that differ in the input of the first sentence's last position alone. */
    static RowPattern of(float[] before, float[] after, Places places) {
        boolean others = false;
        int earlier = 0;
        boolean own = false;
        for (int s = 0; s < places.sentences(); s++) {
            for (int t = 0; t < places.length(); t++) {
                int begin = s * places.sentenceStride() + t * places.timeStride();
                boolean changed = differ(before, after, places.width(), f -> begin + f * places.featureStride());
                others |= changed && s > 0;
                own |= changed && s == 0 && t == places.length() - 1;
                earlier += changed && s == 0 && t < places.length() - 1 ? 1 : 0;
            }
        }
        return new RowPattern(others, own, earlier);
    }

    private static boolean differ(float[] before, float[] after, int width, IntUnaryOperator at) {
        for (int f = 0; f < width; f++) {
            float one = before[at.applyAsInt(f)];
            float other = after[at.applyAsInt(f)];
            boolean close = Math.abs(one - other) <= TOLERANCE * Math.max(1, Math.abs(one));
            if (!close && Float.floatToIntBits(one) != Float.floatToIntBits(other)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this is what a layer does that reads a position and those before it, and no other sentence. */
    boolean isOfLastPositionOnly() {
        return !otherSentences && ownPosition && earlier == 0;
    }

    /** Whether this can be the layout of a layer. */
    boolean isPossible() {
        return !otherSentences;
    }
}
