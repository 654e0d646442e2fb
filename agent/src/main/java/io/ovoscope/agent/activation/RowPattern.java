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
    /** Several times what rounding does, should sums be taken in another order; of the largest activation. */
    private static final float TOLERANCE = 1e-6f;

    /** Where everything is in a buffer. */
    record Places(int sentences, int length, int width, int sentenceStride, int timeStride, int featureStride) {
        /** In a buffer without gaps, the last dimension's neighbours next to each other. */
        static Places of(RowLayout layout, long[] shape, int sentences, int length) {
            int last = Math.toIntExact(shape[shape.length - 1]);
            return switch (layout) {
                case NCW -> {
                    int width = Math.toIntExact(shape[1]);
                    yield new Places(sentences, length, width, width * length, 1, length);
                }
                case NWC, BY_SENTENCE -> new Places(sentences, length, last, length * last, last, 1);
                case BY_TIME -> new Places(sentences, length, last, last, sentences * last, 1);
            };
        }
    }

    /** Compares two buffers of activations that differ in the input of the first sentence's last position alone. */
    static RowPattern of(float[] before, float[] after, Places places) {
        float noise = TOLERANCE * largest(before);
        boolean others = false;
        int earlier = 0;
        boolean own = false;
        for (int s = 0; s < places.sentences(); s++) {
            for (int t = 0; t < places.length(); t++) {
                int begin = s * places.sentenceStride() + t * places.timeStride();
                boolean changed = differ(before, after, noise, places.width(), f -> begin + f * places.featureStride());
                others |= changed && s > 0;
                own |= changed && s == 0 && t == places.length() - 1;
                earlier += changed && s == 0 && t < places.length() - 1 ? 1 : 0;
            }
        }
        return new RowPattern(others, own, earlier);
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Float.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
        }
        return largest;
    }

    private static boolean differ(float[] before, float[] after, float noise, int width, IntUnaryOperator at) {
        for (int f = 0; f < width; f++) {
            float one = before[at.applyAsInt(f)];
            float other = after[at.applyAsInt(f)];
            boolean close = Math.abs(one - other) <= noise;
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
