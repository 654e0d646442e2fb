package io.ovoscope.collector.emergence;

import java.util.OptionalDouble;

/** Kendall's τ-b of two orders (Kendall 1945): agreeing less disagreeing pairs, over the geometric mean of the pairs not tied in each. */
public final class KendallTau {
    private KendallTau() {}

    /**
     * Of as many ranks or scores each.
     *
     * @return empty where all of one are equal, or there are fewer than two
     */
    public static OptionalDouble b(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " and " + y.length + " ranks: expecting as many");
        }
        int difference = 0;
        int untiedX = 0;
        int untiedY = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                int signX = Double.compare(x[i], x[j]);
                int signY = Double.compare(y[i], y[j]);
                difference += signX * signY;
                untiedX += Math.abs(signX);
                untiedY += Math.abs(signY);
            }
        }
        if (untiedX == 0 || untiedY == 0) {
            return OptionalDouble.empty();
        }
        double tau = difference / Math.sqrt((double) untiedX * untiedY);
        return OptionalDouble.of(Math.max(-1, Math.min(1, tau)));
    }
}
