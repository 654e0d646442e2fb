package io.ovoscope.collector.significance;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.Outcomes;

/**
 * How many items of each sentence were right at one snapshot: two bytes to a sentence, or one bit where every sentence has one item.
 */
final class SentenceCounts {
    private final short[] counts;
    private final long[] bits;
    private final int right;

    private SentenceCounts(short[] counts, long[] bits, int right) {
        this.counts = counts;
        this.bits = bits;
        this.right = right;
    }

    static SentenceCounts of(Outcomes outcomes, Clusters sentences) {
        int[] correct = sentences.correct(outcomes);
        int right = 0;
        for (int count : correct) {
            right += count;
        }
        return sentences.count() == sentences.items()
                ? new SentenceCounts(new short[0], bits(correct), right)
                : new SentenceCounts(shorts(correct), new long[0], right);
    }

    private static long[] bits(int[] correct) {
        long[] bits = new long[(correct.length + 63) / 64];
        for (int s = 0; s < correct.length; s++) {
            bits[s / 64] |= (long) correct[s] << (s % 64);
        }
        return bits;
    }

    private static short[] shorts(int[] correct) {
        short[] counts = new short[correct.length];
        for (int s = 0; s < counts.length; s++) {
            if (correct[s] > Short.MAX_VALUE) {
                throw new IllegalArgumentException(
                        correct[s] + " right items in sentence " + s + ": expecting at most " + Short.MAX_VALUE);
            }
            counts[s] = (short) correct[s];
        }
        return counts;
    }

    /** Right items in all. */
    int right() {
        return right;
    }

    int of(int sentence) {
        return bits.length > 0 ? (int) (bits[sentence / 64] >>> (sentence % 64)) & 1 : counts[sentence];
    }

    /** Σ over sentences of this snapshot's count times the other's. */
    long product(SentenceCounts other) {
        long sum = 0;
        for (int w = 0; w < bits.length; w++) {
            sum += Long.bitCount(bits[w] & other.bits[w]);
        }
        for (int s = 0; s < counts.length; s++) {
            sum += counts[s] * other.counts[s];
        }
        return sum;
    }

    /** Σ over sentences of the count times the sentence's items. */
    long bySize(Clusters sentences) {
        long sum = 0;
        for (int s = 0; s < sentences.count(); s++) {
            sum += (long) of(s) * sentences.size(s);
        }
        return sum;
    }
}
