package io.ovoscope.collector.score;

/** What is said of all values of a layer, exactly and in one pass each. */
final class LayerValues {
    /** Odd and of well mixed bits: the golden ratio's fraction, as in Java's own splittable generator. */
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private LayerValues() {}

    /**
     * Share of features that have the same value in every row; 0 and −0 are the same value.
     *
     * @param rows rows × width, row-major, at least one row
     */
    static double constantShare(float[] rows, int width) {
        boolean[] varies = new boolean[width];
        int constant = width;
        for (int at = width; at < rows.length && constant > 0; at += width) {
            for (int d = 0; d < width; d++) {
                if (!varies[d] && rows[at + d] != rows[d]) {
                    varies[d] = true;
                    constant--;
                }
            }
        }
        return constant / (double) width;
    }

    /**
     * A 64-bit hash of the bits of all values in their order: layers that differ anywhere have different ones but for one pair in
     * about 2^64.
     */
    static long hash(float[] rows) {
        long hash = rows.length;
        for (float value : rows) {
            hash = (hash ^ Float.floatToRawIntBits(value)) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
