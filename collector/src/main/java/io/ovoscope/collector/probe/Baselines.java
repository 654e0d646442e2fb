package io.ovoscope.collector.probe;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
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
        int commonest = Lexicon.commonest(labels.counts(split.train()));
        return outcomes(labels, split, item -> commonest);
    }

    /**
     * The most frequent training label of the item's word type; the commonest class for a type not seen in training.
     *
     * @param typeOfItem any number for the word type of each item
     */
    public static Outcomes lexicon(Labels labels, int[] typeOfItem, Split split) {
        return outcomes(labels, split, new Lexicon(labels, List.of(typeOfItem), split.train())::label);
    }

    /**
     * The best look-up for pairs. Three are tried: by the ordered pair of types, backing off to the second word's type and then the
     * first's; by the second word's alone, backing off to the first's; by the first word's alone, backing off to the second's. The
     * last resort of each is the commonest class. The one that is right most often on the development part is taken, of equals the
     * first: most pairs of a text occur once, so that one word alone may say more.
     *
     * @param typeOfPair any number for each item's ordered pair of types
     * @param typeOfFirst any number for the type of each item's first word
     * @param typeOfSecond any number for the type of each item's second word
     */
    public static Outcomes pairLexicon(
            Labels labels, int[] typeOfPair, int[] typeOfFirst, int[] typeOfSecond, Split split) {
        int[] development = labels.among(split.development());
        Lexicon best = new Lexicon(labels, List.of(typeOfPair, typeOfSecond, typeOfFirst), split.train());
        for (List<int[]> types : List.of(List.of(typeOfSecond, typeOfFirst), List.of(typeOfFirst, typeOfSecond))) {
            Lexicon other = new Lexicon(labels, types, split.train());
            best = other.right(labels, development) > best.right(labels, development) ? other : best;
        }
        return outcomes(labels, split, best::label);
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
}
