package io.ovoscope.collector.significance;

/** The test of two proportions, for curves of which only accuracies and numbers of items are known. */
public final class TwoProportions {
    private TwoProportions() {}

    /**
     * One-sided p that the second is smaller, by the pooled normal statistic; 1 where it is not.
     *
     * @param firstN items of the first, at least 1
     */
    public static double p(double first, int firstN, double second, int secondN) {
        double pooled = (first * firstN + second * secondN) / (firstN + secondN);
        double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / firstN + 1.0 / secondN));
        return first <= second || error == 0 ? 1 : Normal.tail((first - second) / error);
    }
}
