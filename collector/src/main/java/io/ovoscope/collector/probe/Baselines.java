package io.ovoscope.collector.probe;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * What is reached without any representation, as outcomes on the labelled test items in the order of {@link
 * Labels#among}, so that they have intervals and paired differences like a probe. Ties go to the lowest class.
 */
public final class Baselines {
    private Baselines() {}

    /** Always the commonest class of the training part. */
    public static Outcomes majority(Labels labels, Split split) {
        int commonest = commonest(labels.counts(split.train()));
        return outcomes(labels, split, item -> commonest);
    }

    /**
     * The most frequent training label of the item's word type; the commonest class for a type not seen in training.
     *
     * @param typeOfItem any number for the word type of each item (of a pair: for the ordered pair of types)
     */
    public static Outcomes lexicon(Labels labels, int[] typeOfItem, Split split) {
        Map<Integer, int[]> counts = new HashMap<>();
        for (int item : labels.among(split.train())) {
            counts.computeIfAbsent(typeOfItem[item], type -> new int[labels.classes()])[labels.of()[item]]++;
        }
        Map<Integer, Integer> lexicon = new HashMap<>();
        counts.forEach((type, seen) -> lexicon.put(type, commonest(seen)));
        int unseen = commonest(labels.counts(split.train()));
        return outcomes(labels, split, item -> lexicon.getOrDefault(typeOfItem[item], unseen));
    }

    /**
     * The labelled test items whose word type occurs nowhere in the training part: what a probe gets right among them is
     * no look-up. For {@link Outcomes#only} and {@link Clusters#only}.
     */
    public static BitSet unseenTypes(Labels labels, int[] typeOfItem, Split split) {
        Set<Integer> seen = new HashSet<>();
        for (int item : split.train()) {
            seen.add(typeOfItem[item]);
        }
        int[] test = labels.among(split.test());
        BitSet unseen = new BitSet();
        IntStream.range(0, test.length)
                .filter(j -> !seen.contains(typeOfItem[test[j]]))
                .forEach(unseen::set);
        return unseen;
    }

    private static Outcomes outcomes(Labels labels, Split split, IntUnaryOperator prediction) {
        int[] test = labels.among(split.test());
        BitSet correct = new BitSet();
        for (int j = 0; j < test.length; j++) {
            correct.set(j, prediction.applyAsInt(test[j]) == labels.of()[test[j]]);
        }
        return new Outcomes(correct, test.length);
    }

    private static int commonest(int[] counts) {
        int best = 0;
        for (int k = 1; k < counts.length; k++) {
            best = counts[k] > counts[best] ? k : best;
        }
        return best;
    }
}
