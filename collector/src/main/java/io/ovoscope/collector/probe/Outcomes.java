package io.ovoscope.collector.probe;

import java.util.BitSet;

/**
 * Which of {@code n} test items were right.
 *
 * @param correct bit {@code j} is set when item {@code j} was right
 * @param n number of items
 */
public record Outcomes(BitSet correct, int n) {

    public Outcomes {
        if (n < 0 || correct.length() > n) {
            throw new IllegalArgumentException(
                    "bit " + (correct.length() - 1) + " of " + n + " items: expecting bits below n >= 0");
        }
        correct = (BitSet) correct.clone();
    }

    @Override
    public BitSet correct() {
        return (BitSet) correct.clone();
    }

    public boolean isCorrect(int item) {
        return correct.get(item);
    }

    /** Share of items that were right; NaN without items. */
    public double accuracy() {
        return n == 0 ? Double.NaN : (double) correct.cardinality() / n;
    }

    /** The outcomes of the items that the mask names, closed up. */
    public Outcomes only(BitSet mask) {
        BitSet kept = new BitSet();
        int count = 0;
        for (int j = mask.nextSetBit(0); j >= 0 && j < n; j = mask.nextSetBit(j + 1)) {
            kept.set(count++, correct.get(j));
        }
        return new Outcomes(kept, count);
    }
}
