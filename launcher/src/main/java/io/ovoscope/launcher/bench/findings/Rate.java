package io.ovoscope.launcher.bench.findings;

/**
 * So many of so many.
 *
 * @param hits how many
 * @param trials of how many
 */
record Rate(int hits, int trials) {
    private static final double TAIL = 0.025;
    private static final double ONE_SIDED_TAIL = 0.05;
    private static final double FINE = 1e-9;

    Rate plus(boolean hit) {
        return new Rate(hits + (hit ? 1 : 0), trials + 1);
    }

    Rate plus(Rate other) {
        return new Rate(hits + other.hits, trials + other.trials);
    }

    double value() {
        return trials == 0 ? Double.NaN : hits / (double) trials;
    }

    /** Lower end of the exact 95% interval (Clopper and Pearson 1934). */
    double lower() {
        return hits == 0 ? 0 : solve(p -> 1 - atMost(hits - 1, p), TAIL);
    }

    /** Its upper end. */
    double upper() {
        return hits == trials ? 1 : 1 - solve(q -> atMost(hits, 1 - q), TAIL);
    }

    /** Events per thousand trials that the true rate does not exceed with 95% (exact, Poisson). */
    double perThousandUpper() {
        double low = 0;
        double high = 10.0 * (hits + 3);
        while (high - low > 1e-6) {
            double mean = (low + high) / 2;
            if (poissonAtMost(hits, mean) > ONE_SIDED_TAIL) {
                low = mean;
            } else {
                high = mean;
            }
        }
        return 1000 * high / trials;
    }

    private interface Rising {
        double at(double p);
    }

    private static double solve(Rising tail, double wanted) {
        double low = 0;
        double high = 1;
        while (high - low > FINE) {
            double middle = (low + high) / 2;
            if (tail.at(middle) < wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** P(X ≤ k) of a binomial variable. */
    private double atMost(int k, double p) {
        if (p <= 0) {
            return 1;
        }
        if (p >= 1) {
            return k >= trials ? 1 : 0;
        }
        double logTerm = trials * Math.log1p(-p);
        double sum = Math.exp(logTerm);
        for (int i = 1; i <= k; i++) {
            logTerm += Math.log((trials - i + 1.0) / i) + Math.log(p) - Math.log1p(-p);
            sum += Math.exp(logTerm);
        }
        return Math.min(1, sum);
    }

    private static double poissonAtMost(int k, double mean) {
        double logTerm = -mean;
        double sum = Math.exp(logTerm);
        for (int i = 1; i <= k; i++) {
            logTerm += Math.log(mean / i);
            sum += Math.exp(logTerm);
        }
        return sum;
    }
}
