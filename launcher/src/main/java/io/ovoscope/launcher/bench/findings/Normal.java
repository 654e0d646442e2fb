package io.ovoscope.launcher.bench.findings;

/** The normal distribution. */
final class Normal {
    private static final int INTERVALS = 400;
    private static final double LOWEST = -9;

    private Normal() {}

    /** P(Z ≤ x), after Marsaglia 2004: exact to the last digits for |x| below 8. */
    static double cdf(double x) {
        if (x < -8) {
            return 0;
        }
        if (x > 8) {
            return 1;
        }
        double sum = x;
        double term = x;
        for (int i = 3; sum + term != sum; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * density(x);
    }

    static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /** The x with P(Z ≤ x) = p, by bisection. */
    static double quantile(double p) {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("p " + p + ": expecting 0 < p < 1");
        }
        double low = -8;
        double high = 8;
        while (high - low > 1e-12) {
            double middle = (low + high) / 2;
            if (cdf(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** P(X ≤ k and Y ≤ k) of two normal variables with correlation r, by Simpson's rule. */
    static double both(double k, double r) {
        double step = (k - LOWEST) / INTERVALS;
        double sum = 0;
        for (int i = 0; i <= INTERVALS; i++) {
            double x = LOWEST + i * step;
            double weight = i == 0 || i == INTERVALS ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * density(x) * cdf((k - r * x) / Math.sqrt(1 - r * r));
        }
        return sum * step / 3;
    }
}
