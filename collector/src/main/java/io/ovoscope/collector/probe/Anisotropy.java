package io.ovoscope.collector.probe;

/**
 * The mean cosine of two distinct rows of a layer (Ethayarajh 2019), over all pairs rather than a sample: {@code (‖Σu‖² − N) / (N(N−1))}
 * of the N unit rows u. Near 0 where the rows point everywhere, 1 where they all point the same way.
 *
 * @param value NaN with fewer than two rows that have a direction
 * @param rows how many rows took part: a row of zeros has no direction and is left out
 */
public record Anisotropy(double value, int rows) {

    /**
     * Of {@code rowCount × width} values, row-major.
     *
     * @throws IllegalArgumentException when a value is NaN or infinite
     */
    public static Anisotropy of(float[] rows, int width) {
        double[] sum = new double[width];
        int count = 0;
        for (int at = 0; at + width <= rows.length; at += width) {
            double norm = norm(rows, at, width);
            if (norm > 0) {
                count++;
                double scale = 1 / norm;
                for (int d = 0; d < width; d++) {
                    sum[d] += rows[at + d] * scale;
                }
            }
        }
        if (count < 2) {
            return new Anisotropy(Double.NaN, count);
        }
        double squares = 0;
        for (double component : sum) {
            squares += component * component;
        }
        double mean = (squares - count) / ((double) count * (count - 1));
        return new Anisotropy(Math.max(-1, Math.min(1, mean)), count);
    }

    private static double norm(float[] rows, int at, int width) {
        double squares = 0;
        for (int d = at; d < at + width; d++) {
            squares += (double) rows[d] * rows[d];
        }
        if (!Double.isFinite(squares)) {
            throw new IllegalArgumentException(
                    "row " + at / width + " holds NaN or an infinity: expecting finite values");
        }
        return Math.sqrt(squares);
    }
}
