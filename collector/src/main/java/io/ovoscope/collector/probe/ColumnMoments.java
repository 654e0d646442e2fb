package io.ovoscope.collector.probe;

/**
 * Mean and standard deviation of each feature over all rows, rounded to float32 where rows are shifted and scaled by them, so that what
 * is undone later is exactly what was done.
 */
final class ColumnMoments {
    private final float[] mean;
    private final float[] deviation;

    private ColumnMoments(float[] mean, float[] deviation) {
        this.mean = mean;
        this.deviation = deviation;
    }

    /**
     * Of {@code rowCount × width} values.
     *
     * @throws IllegalArgumentException when a value is NaN or infinite
     */
    static ColumnMoments of(float[] rows, int width) {
        int count = rows.length / width;
        double[] sums = new double[width];
        for (int at = 0; at < count * width; at += width) {
            for (int d = 0; d < width; d++) {
                sums[d] += rows[at + d];
            }
        }
        float[] mean = new float[width];
        for (int d = 0; d < width; d++) {
            mean[d] = (float) (sums[d] / count);
            if (!Float.isFinite(mean[d])) {
                throw new IllegalArgumentException(
                        "feature " + d + " has the mean " + mean[d] + ": expecting finite values");
            }
        }
        return new ColumnMoments(mean, deviations(rows, mean));
    }

    private static float[] deviations(float[] rows, float[] mean) {
        int width = mean.length;
        int count = rows.length / width;
        double[] squares = new double[width];
        for (int at = 0; at < count * width; at += width) {
            for (int d = 0; d < width; d++) {
                double centred = (double) rows[at + d] - mean[d];
                squares[d] += centred * centred;
            }
        }
        float[] deviation = new float[width];
        for (int d = 0; d < width; d++) {
            deviation[d] = (float) Math.sqrt(squares[d] / count);
        }
        return deviation;
    }

    int width() {
        return mean.length;
    }

    double[] mean() {
        return doubles(mean);
    }

    double[] deviation() {
        return doubles(deviation);
    }

    /** Root of the mean square of all centred values; 0 where every feature is constant. */
    double spread() {
        double squares = 0;
        for (float value : deviation) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares / deviation.length);
    }

    /** Writes {@code n} rows, each feature with mean 0 and variance 1; a constant feature is 0. */
    void standardise(float[] rows, int first, int n, float[] to) {
        double[] scale = new double[mean.length];
        for (int d = 0; d < scale.length; d++) {
            scale[d] = deviation[d] > 0 ? 1.0 / deviation[d] : 0;
        }
        write(rows, first, n, scale, to, mean.length, 0);
    }

    /**
     * Writes {@code n} rows, each feature with mean 0, all scaled by one number.
     *
     * @param stride of the rows that are written
     * @param at first column that is written
     */
    void centre(float[] rows, int first, int n, double scale, float[] to, int stride, int at) {
        double[] scales = new double[mean.length];
        java.util.Arrays.fill(scales, scale);
        write(rows, first, n, scales, to, stride, at);
    }

    private void write(float[] rows, int first, int n, double[] scale, float[] to, int stride, int at) {
        int width = mean.length;
        for (int i = 0; i < n; i++) {
            int from = (first + i) * width;
            for (int d = 0; d < width; d++) {
                to[i * stride + at + d] = (float) (((double) rows[from + d] - mean[d]) * scale[d]);
            }
        }
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int d = 0; d < doubles.length; d++) {
            doubles[d] = values[d];
        }
        return doubles;
    }
}
