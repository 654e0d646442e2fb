package io.ovoscope.collector.probe;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The fixed sample of rows on which layers and steps are compared: the same rows for the same number of rows and seed. */
public final class RowSample {
    /** Rows of a full sample. */
    public static final int SIZE = 2_048;

    private RowSample() {}

    /**
     * Row numbers, ascending: all where there are no more than {@value #SIZE}, else so many drawn without replacement.
     *
     * @param seed one for a probe set
     */
    public static int[] of(int rowCount, long seed) {
        int[] rows = new int[rowCount];
        Arrays.setAll(rows, row -> row);
        if (rowCount <= SIZE) {
            return rows;
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < SIZE; i++) {
            int other = random.nextInt(i, rowCount);
            int drawn = rows[other];
            rows[other] = rows[i];
            rows[i] = drawn;
        }
        int[] sample = Arrays.copyOf(rows, SIZE);
        Arrays.sort(sample);
        return sample;
    }

    /** The chosen rows of {@code rowCount × width} values, in their order. */
    public static float[] gather(float[] rows, int width, int[] chosen) {
        float[] gathered = new float[Math.multiplyExact(chosen.length, width)];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(rows, Math.multiplyExact(chosen[i], width), gathered, i * width, width);
        }
        return gathered;
    }
}
