package io.ovoscope.collector.emergence;

import java.util.SplittableRandom;

/** The normal distribution, as a table: to about three decimals between −3.3 and 3.3, which simulations ask for. */
final class Normal {
    private static final int SIZE = 1 << 16;
    private static final double[] QUANTILES = quantiles();

    private Normal() {}

    static double quantile(double share) {
        return QUANTILES[Math.max(0, Math.min(SIZE - 1, (int) (share * SIZE)))];
    }

    static double fast(SplittableRandom random) {
        return QUANTILES[random.nextInt() >>> 16];
    }

    /** The distribution function by Simpson's rule, inverted by going up. */
    private static double[] quantiles() {
        double[] quantiles = new double[SIZE];
        double z = -6;
        double below = 9.87e-10;
        double width = 1e-5;
        for (int i = 0; i < SIZE; i++) {
            double wanted = (i + 0.5) / SIZE;
            while (below < wanted) {
                double middle = z + width / 2;
                below += width * Math.exp(-middle * middle / 2) / Math.sqrt(2 * Math.PI);
                z += width;
            }
            quantiles[i] = z;
        }
        return quantiles;
    }
}
