package io.ovoscope.collector.significance;

/**
 * The sign-flip test of sentence sums: were there no drop, each sentence's difference would be as likely to have the other sign. The
 * p-value is P(Σ ε·|d| ≥ Σ d) for independent fair signs ε, one to a sentence, so that the items of a sentence turn together (Winkler
 * et al. 2014).
 *
 * <p>Where few sentences differ the distribution is computed exactly, by adding one sentence after the other. Elsewhere its tail is that
 * of Lugannani and Rice (1980) with the first correction for lattices (Daniels 1987), from the cumulant generating function
 * Σ log cosh(t·d): right to some per cent down to the smallest p, which resampling could not reach.
 */
public final class SignFlips {
    private static final int MOST_EXACT_ADDITIONS = 20_000;
    private static final double SMALLEST = 1e-300;

    /** Sentences by the size of their difference, in units of the common divisor. */
    private final int[] sentences;

    private final int differing;
    private final int largest;
    private final int observed;

    private SignFlips(int[] sentences, int differing, int largest, int observed) {
        this.sentences = sentences;
        this.differing = differing;
        this.largest = largest;
        this.observed = observed;
    }

    /**
     * The one-sided p-value for drops; 1 where there is none.
     *
     * @param differences of each sentence, earlier less now, in any unit that makes them whole numbers
     */
    public static double p(int[] differences) {
        SignFlips flips = of(differences);
        if (flips.observed <= 0) {
            return 1;
        }
        return Math.max(SMALLEST, flips.isFew() ? flips.exact() : flips.approximate());
    }

    static SignFlips of(int[] differences) {
        int unit = 0;
        int widest = 0;
        for (int difference : differences) {
            unit = divisor(unit, Math.abs(difference));
            widest = Math.max(widest, Math.abs(difference));
        }
        unit = Math.max(1, unit);
        int[] sentences = new int[widest / unit + 1];
        int differing = 0;
        int largest = 0;
        int observed = 0;
        for (int difference : differences) {
            int size = Math.abs(difference) / unit;
            sentences[size]++;
            differing += size == 0 ? 0 : 1;
            largest += size;
            observed += difference / unit;
        }
        return new SignFlips(sentences, differing, largest, observed);
    }

    private static int divisor(int a, int b) {
        return b == 0 ? a : divisor(b, a % b);
    }

    private boolean isFew() {
        return (long) differing * largest <= MOST_EXACT_ADDITIONS;
    }

    /** The sum is twice what has a positive sign, less all; what has a positive sign is the sum of a random half of the sentences. */
    double exact() {
        double[] probability = new double[largest + 1];
        probability[0] = 1;
        int reached = 0;
        for (int size = 1; size < sentences.length; size++) {
            for (int s = 0; s < sentences[size]; s++) {
                reached += size;
                for (int sum = reached; sum >= 0; sum--) {
                    probability[sum] = (probability[sum] + (sum < size ? 0 : probability[sum - size])) / 2;
                }
            }
        }
        double tail = 0;
        for (int positive = largest; 2 * positive - largest >= observed; positive--) {
            tail += probability[positive];
        }
        return tail;
    }

    double approximate() {
        if (observed == largest) {
            return Math.pow(2, -differing);
        }
        double t = saddlepoint();
        double signedRoot = Math.sqrt(2 * (t * observed - cumulant(t)));
        // Sums lie two units apart.
        double lattice = (1 - Math.exp(-2 * t)) / 2 * Math.sqrt(curvature(t));
        double p = Normal.tail(signedRoot) + Normal.density(signedRoot) * (1 / lattice - 1 / signedRoot);
        return Math.min(1, Math.max(p, Math.pow(2, -differing)));
    }

    /** The t > 0 at which the tilted sum has the observed mean: Newton's steps inside a bracket. */
    private double saddlepoint() {
        double low = 0;
        double high = 1;
        while (mean(high) < observed) {
            low = high;
            high *= 2;
        }
        double t = Math.min(high, Math.max(low, observed / curvature(0)));
        for (int i = 0; i < 100 && high - low > 1e-12 * high; i++) {
            double excess = mean(t) - observed;
            if (Math.abs(excess) < 1e-9 * observed) {
                break;
            }
            low = excess < 0 ? t : low;
            high = excess < 0 ? high : t;
            double newton = t - excess / curvature(t);
            t = newton > low && newton < high ? newton : (low + high) / 2;
        }
        return t;
    }

    private double cumulant(double t) {
        double sum = 0;
        for (int size = 1; size < sentences.length; size++) {
            double x = t * size;
            sum += sentences[size] == 0 ? 0 : sentences[size] * (x + Math.log1p(Math.exp(-2 * x)) - Math.log(2));
        }
        return sum;
    }

    private double mean(double t) {
        double sum = 0;
        for (int size = 1; size < sentences.length; size++) {
            sum += sentences[size] == 0 ? 0 : sentences[size] * size * Math.tanh(t * size);
        }
        return sum;
    }

    private double curvature(double t) {
        double sum = 0;
        for (int size = 1; size < sentences.length; size++) {
            double cosh = Math.cosh(t * size);
            sum += sentences[size] == 0 ? 0 : sentences[size] * (double) size * size / (cosh * cosh);
        }
        return sum;
    }
}
