package io.ovoscope.collector.significance;

import java.util.Arrays;
import java.util.BitSet;

/** Several p-values at once. */
public final class ManyTests {
    private ManyTests() {}

    /** Simes's (1986) p-value that none of the hypotheses is false: the least of m·p(i)/i over the ordered p-values. 1 without any. */
    public static double simes(double[] ps) {
        double[] sorted = ps.clone();
        Arrays.sort(sorted);
        double least = 1;
        for (int i = 0; i < sorted.length; i++) {
            least = Math.min(least, sorted[i] * sorted.length / (i + 1));
        }
        return least;
    }

    /** Which hypotheses Benjamini and Hochberg (1995) reject at this level; some exactly where Simes's p-value is not above it. */
    public static BitSet benjaminiHochberg(double[] ps, double level) {
        double[] sorted = ps.clone();
        Arrays.sort(sorted);
        double largest = -1;
        for (int i = 0; i < sorted.length; i++) {
            largest = sorted[i] * sorted.length / (i + 1) <= level ? sorted[i] : largest;
        }
        BitSet rejected = new BitSet();
        for (int i = 0; i < ps.length; i++) {
            rejected.set(i, ps[i] <= largest);
        }
        return rejected;
    }
}
