package io.ovoscope.collector.probe;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Numbers for ordered pairs of word types, so that a task of pairs has a control, a lexicon and unseen types as a task of
 * words has: {@link ControlTask#labels}, {@link Baselines#pairLexicon}, {@link Baselines#unseenTypes}.
 */
public final class PairTypes {
    private PairTypes() {}

    /**
     * The number of each item's ordered pair of types: its rank among the distinct pairs, by first and then second type.
     * Items have one number exactly if both their types agree, in this order.
     *
     * @param typeOfRow word type of each row
     * @param first row of each item's first word
     * @param second row of each item's second word
     */
    public static int[] of(int[] typeOfRow, int[] first, int[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    first.length + " first and " + second.length + " second words: expecting one of each per item");
        }
        long[] pairs = IntStream.range(0, first.length)
                .mapToLong(item -> pair(typeOfRow[first[item]], typeOfRow[second[item]]))
                .toArray();
        long[] distinct = Arrays.stream(pairs).distinct().sorted().toArray();
        return Arrays.stream(pairs)
                .mapToInt(pair -> Arrays.binarySearch(distinct, pair))
                .toArray();
    }

    private static long pair(int first, int second) {
        return ((long) first << Integer.SIZE) | Integer.toUnsignedLong(second);
    }
}
