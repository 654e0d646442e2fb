package io.ovoscope.collector.probe;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The control task of Hewitt &amp; Liang 2019: every word type gets one label, drawn at random from the task's empirical
 * label distribution. What a probe reaches on it, it reaches by remembering types.
 */
public final class ControlTask {
    private ControlTask() {}

    /**
     * Labels of the control, in the task's classes. A type's label depends on the seed, its number and the training
     * distribution only; items without a label stay without.
     *
     * @param labels the task
     * @param typeOfItem the number of each item's word type (of a pair: of the ordered pair of types)
     * @param train training items, whose labels are the distribution
     * @param seed one for a run
     */
    public static Labels labels(Labels labels, int[] typeOfItem, int[] train, long seed) {
        long[] cumulative = Arrays.stream(labels.counts(train)).asLongStream().toArray();
        Arrays.parallelPrefix(cumulative, Long::sum);
        int[] drawn = new int[typeOfItem.length];
        for (int item = 0; item < drawn.length; item++) {
            boolean labelled = labels.of()[item] != Labels.NONE;
            drawn[item] = labelled ? draw(cumulative, typeOfItem[item], seed) : Labels.NONE;
        }
        return new Labels(drawn, labels.classes());
    }

    private static int draw(long[] cumulative, int type, long seed) {
        long total = cumulative[cumulative.length - 1];
        if (total == 0) {
            return Labels.NONE;
        }
        long rank = typeRandom(type, seed).nextLong(total);
        int label = 0;
        while (cumulative[label] <= rank) {
            label++;
        }
        return label;
    }

    /** Two rounds, because generators with neighbouring seeds begin alike. */
    private static SplittableRandom typeRandom(int type, long seed) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() ^ new SplittableRandom(type).nextLong());
    }
}
