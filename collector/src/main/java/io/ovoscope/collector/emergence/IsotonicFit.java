package io.ovoscope.collector.emergence;

/**
 * Isotonic regression: the nondecreasing sequence nearest to a curve in squares, by pooling adjacent violators (Ayer et al. 1955),
 * in time proportional to the curve's length. Keeps its working arrays; not for several threads.
 */
public final class IsotonicFit {
    private final double[] means;
    private final int[] counts;

    /**
     * For curves up to a length.
     *
     * @param longest the most values a curve may have
     */
    public IsotonicFit(int longest) {
        means = new double[longest];
        counts = new int[longest];
    }

    /** Puts the fit of the first so many values, all of equal weight, in their place. */
    public void fit(double[] values, int length) {
        int blocks = 0;
        for (int i = 0; i < length; i++) {
            double mean = values[i];
            int count = 1;
            while (blocks > 0 && means[blocks - 1] >= mean) {
                blocks--;
                mean = (mean * count + means[blocks] * counts[blocks]) / (count + counts[blocks]);
                count += counts[blocks];
            }
            means[blocks] = mean;
            counts[blocks++] = count;
        }
        int at = 0;
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < counts[block]; i++) {
                values[at++] = means[block];
            }
        }
    }

    /** The fit of all values, all of equal weight; they are left as they are. */
    public static double[] of(double[] values) {
        double[] fitted = values.clone();
        new IsotonicFit(fitted.length).fit(fitted, fitted.length);
        return fitted;
    }
}
