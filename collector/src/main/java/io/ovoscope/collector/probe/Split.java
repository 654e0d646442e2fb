package io.ovoscope.collector.probe;

import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Which items train a probe, choose its L2 strength, and test it; frozen for a run.
 *
 * @param train items the weights are fitted on
 * @param development items the L2 strength is chosen on; may be empty when it is chosen already
 * @param test items the figures are taken on
 */
@SuppressWarnings("ArrayRecordComponent") // shared and never written, like the rows they belong to
public record Split(int[] train, int[] development, int[] test) {

    public Split {
        BitSet seen = new BitSet();
        claim(seen, train, "train");
        claim(seen, development, "development");
        claim(seen, test, "test");
    }

    private static void claim(BitSet seen, int[] items, String part) {
        for (int item : items) {
            if (item < 0) {
                throw new IllegalArgumentException(part + " item " + item + ": expecting >= 0");
            }
            if (seen.get(item)) {
                throw new IllegalArgumentException(
                        part + " item " + item + " occurs twice: expecting each item in one part, once");
            }
            seen.set(item);
        }
    }

    /**
     * The split of items by the part of their sentence.
     *
     * @param partOfItem 0 train, 1 development, 2 test
     */
    public static Split byPart(int[] partOfItem) {
        return new Split(positions(partOfItem, 0), positions(partOfItem, 1), positions(partOfItem, 2));
    }

    private static int[] positions(int[] parts, int part) {
        return IntStream.range(0, parts.length)
                .filter(item -> parts[item] == part)
                .toArray();
    }

    /** The largest item of the split, -1 when it is empty. */
    int largest() {
        int largest = -1;
        for (int[] part : new int[][] {train, development, test}) {
            for (int item : part) {
                largest = Math.max(largest, item);
            }
        }
        return largest;
    }
}
