package io.ovoscope.collector.probe;

/**
 * How much more accurate one set of outcomes is than another on the same items, with the standard error that sentences
 * as clusters give (Liang &amp; Zeger 1986; linearised ratio, {@code C/(C−1)} correction).
 *
 * @param difference accuracy of the first minus accuracy of the second
 * @param standardError infinite when there are fewer than two sentences
 */
public record PairedDifference(double difference, double standardError) {
    /** Standard errors to either end of the two-sided 95 % interval. */
    public static final double TWO_SIDED_95 = 1.959963984540054;

    public static PairedDifference of(Outcomes first, Outcomes second, Clusters clusters) {
        int[] a = clusters.correct(first);
        int[] b = clusters.correct(second);
        double difference = first.accuracy() - second.accuracy();
        double squares = 0;
        for (int c = 0; c < a.length; c++) {
            double residual = a[c] - b[c] - difference * clusters.size(c);
            squares += residual * residual;
        }
        double count = clusters.count();
        double error =
                count < 2 ? Double.POSITIVE_INFINITY : Math.sqrt(squares * count / (count - 1)) / clusters.items();
        return new PairedDifference(difference, error);
    }

    /** Lower bound of the two-sided 95 % interval. */
    public double lower() {
        return lower(TWO_SIDED_95);
    }

    /**
     * Lower bound that holds at 95 % for all of several differences at once, and so for the largest of them. It bounds the normal
     * tail by ½·exp(−z²/2) and adds the tails up (Bonferroni), which errs on the safe side.
     *
     * @param comparisons how many differences the largest was picked from
     */
    public double simultaneousLower(int comparisons) {
        return lower(simultaneousErrors(comparisons));
    }

    /** Standard errors from the largest of so many differences down to its {@linkplain #simultaneousLower lower bound}. */
    public static double simultaneousErrors(int comparisons) {
        return Math.max(Math.sqrt(2 * Math.log(comparisons / 0.05)), TWO_SIDED_95);
    }

    /** Lower bound so many standard errors down. */
    public double lower(double errors) {
        return Math.max(-1, difference - errors * standardError);
    }

    /** Upper bound of the two-sided 95 % interval. */
    public double upper() {
        return Math.min(1, difference + TWO_SIDED_95 * standardError);
    }
}
