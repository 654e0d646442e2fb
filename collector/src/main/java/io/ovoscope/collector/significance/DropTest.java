package io.ovoscope.collector.significance;

/**
 * A snapshot beside the best mean of three consecutive earlier ones.
 *
 * @param first number of the first of these three, among the snapshots before
 * @param reference their mean accuracy
 * @param accuracy now
 * @param standardError of the drop, paired over sentences
 * @param p one-sided p-value, the choice of the three among all earlier ones and the curve's unrest included
 */
public record DropTest(int first, double reference, double accuracy, double standardError, double p) {
    private static final double TWO_SIDED_95 = 1.959963984540054;

    public DropTest {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("p " + p + ": expecting 0 <= p <= 1");
        }
    }

    /** Reference − accuracy. */
    public double drop() {
        return reference - accuracy;
    }

    /** Lower end of the drop's two-sided 95% interval, as if the reference had not been chosen. */
    public double lower() {
        return Math.max(-1, drop() - TWO_SIDED_95 * standardError);
    }

    /** Upper end of that interval. */
    public double upper() {
        return Math.min(1, drop() + TWO_SIDED_95 * standardError);
    }
}
