package io.ovoscope.collector.probe;

import java.util.Arrays;

/**
 * Shift and scale of each feature, from the training items: {@code (x − mean) · scale}. A feature that is constant there
 * up to float32 resolution has scale 0 and is thereby ignored everywhere.
 */
final class Standardiser {
    private static final double RELATIVE_RESOLUTION = 0x1p-22;

    private final Items items;
    private final float[] mean;
    private final float[] scale;

    private Standardiser(Items items, float[] mean, float[] scale) {
        this.items = items;
        this.mean = mean;
        this.scale = scale;
    }

    static Standardiser fit(Items items, int[] train, FeatureSpace space) {
        double[] sums = new double[items.width()];
        for (int item : train) {
            addRow(items, item, sums);
        }
        float[] mean = new float[items.width()];
        for (int d = 0; d < mean.length; d++) {
            mean[d] = (float) (sums[d] / train.length);
        }
        double[] squares = new double[items.width()];
        for (int item : train) {
            addSquares(items, item, mean, squares);
        }
        return new Standardiser(items, mean, scales(squares, train.length, mean, space));
    }

    /** The same shift and scale, for other items. */
    Standardiser over(Items other) {
        if (other.width() != width()) {
            throw new IllegalArgumentException("items of " + other.width() + " features: expecting " + width());
        }
        return new Standardiser(other, mean, scale);
    }

    private static void addRow(Items items, int item, double[] sums) {
        int at = 0;
        for (Items.Part part : items.parts()) {
            float[] rows = part.rows();
            int from = part.offset(item);
            for (int d = 0; d < part.width(); d++) {
                sums[at + d] += rows[from + d];
            }
            at += part.width();
        }
    }

    private static void addSquares(Items items, int item, float[] mean, double[] squares) {
        int at = 0;
        for (Items.Part part : items.parts()) {
            float[] rows = part.rows();
            int from = part.offset(item);
            for (int d = 0; d < part.width(); d++) {
                double centred = (double) rows[from + d] - mean[at + d];
                squares[at + d] += centred * centred;
            }
            at += part.width();
        }
    }

    private static float[] scales(double[] squares, int count, float[] mean, FeatureSpace space) {
        float[] scale = new float[squares.length];
        for (int d = 0; d < scale.length; d++) {
            double deviation = Math.sqrt(squares[d] / count);
            boolean constant = deviation <= Math.abs(mean[d]) * RELATIVE_RESOLUTION;
            scale[d] = constant ? 0 : space == FeatureSpace.CENTRED ? 1 : (float) (1 / deviation);
        }
        return scale;
    }

    int width() {
        return mean.length;
    }

    /**
     * Writes {@code count} items, a 1 behind each row for the bias.
     *
     * @param block {@code count × (width + 1)} row-major
     */
    void fill(int[] chosen, int first, int count, float[] block) {
        int stride = width() + 1;
        for (int i = 0; i < count; i++) {
            items.copy(chosen[first + i], block, i * stride);
            scaleRow(block, i * stride);
            block[i * stride + width()] = 1;
        }
    }

    private void scaleRow(float[] block, int at) {
        for (int d = 0; d < mean.length; d++) {
            block[at + d] = (block[at + d] - mean[d]) * scale[d];
        }
    }

    /** Weights for standardised rows become weights for rows as they come; {@code [width]} is the bias. */
    void toRaw(double[] standardised, int from, float[] raw, int to) {
        double bias = standardised[from + width()];
        for (int d = 0; d < width(); d++) {
            double weight = standardised[from + d] * scale[d];
            raw[to + d] = (float) weight;
            bias -= weight * mean[d];
        }
        raw[to + width()] = (float) bias;
    }

    /** The inverse of {@link #toRaw}. */
    void fromRaw(float[] raw, int from, double[] standardised, int to) {
        double bias = raw[from + width()];
        for (int d = 0; d < width(); d++) {
            standardised[to + d] = scale[d] == 0 ? 0 : raw[from + d] / (double) scale[d];
            bias += (double) raw[from + d] * mean[d];
        }
        standardised[to + width()] = bias;
    }

    /** Values that are NaN or infinite in the rows of the given items. */
    static long nonFinite(Items items, int[]... parts) {
        return Arrays.stream(parts)
                .flatMapToInt(Arrays::stream)
                .mapToLong(item -> nonFinite(items, item))
                .sum();
    }

    private static int nonFinite(Items items, int item) {
        int count = 0;
        for (Items.Part part : items.parts()) {
            count += nonFinite(part.rows(), part.offset(item), part.width());
        }
        return count;
    }

    private static int nonFinite(float[] rows, int from, int width) {
        int count = 0;
        for (int d = from; d < from + width; d++) {
            count += Math.abs(rows[d]) <= Float.MAX_VALUE ? 0 : 1;
        }
        return count;
    }
}
