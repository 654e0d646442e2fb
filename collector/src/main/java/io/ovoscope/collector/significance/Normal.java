package io.ovoscope.collector.significance;

/** The standard normal distribution, right to about 13 digits in both tails. */
final class Normal {
    private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);
    /** From here on the continued fraction needs fewer terms than the series. */
    private static final double SERIES_UP_TO = 2.5;

    private Normal() {}

    static double density(double z) {
        return Math.exp(-z * z / 2) / SQRT_TWO_PI;
    }

    /** P(Z ≥ z). */
    static double tail(double z) {
        return z < 0 ? 1 - tail(-z) : density(z) * mills(z);
    }

    /** P(Z ≤ z). */
    static double below(double z) {
        return tail(-z);
    }

    /** Mills's ratio P(Z ≥ z)/φ(z), for z ≥ 0. */
    static double mills(double z) {
        return z < SERIES_UP_TO ? SQRT_TWO_PI * Math.exp(z * z / 2) / 2 - series(z) : fraction(z);
    }

    /** z + z³/3 + z⁵/(3·5) + … = (Φ(z) − ½)/φ(z). */
    private static double series(double z) {
        double term = z;
        double sum = z;
        for (int odd = 3; term > sum * 1e-17; odd += 2) {
            term *= z * z / odd;
            sum += term;
        }
        return sum;
    }

    /** Laplace's 1/(z + 1/(z + 2/(z + 3/(z + …)))), from the inside out. */
    private static double fraction(double z) {
        int terms = 12 + (int) (600 / (z * z));
        double value = z;
        for (int k = terms; k >= 1; k--) {
            value = z + k / value;
        }
        return 1 / value;
    }
}
