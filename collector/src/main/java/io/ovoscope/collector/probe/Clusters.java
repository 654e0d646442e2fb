package io.ovoscope.collector.probe;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The sentence of each test item: items of one sentence are not independent, so sentences are what is resampled. Made
 * once per task and run.
 */
public final class Clusters {
    private final int[] clusterOf;
    private final int[] sizes;
    private final int[] sentences;

    private Clusters(int[] clusterOf, int[] sizes, int[] sentences) {
        this.clusterOf = clusterOf;
        this.sizes = sizes;
        this.sentences = sentences;
    }

    /**
     * The clusters of the given items.
     *
     * @param sentenceOfItem any number for the sentence of each item
     * @param items the labelled test items, see {@link Labels#among}
     */
    public static Clusters of(int[] sentenceOfItem, int[] items) {
        Map<Integer, Integer> numbers = new HashMap<>();
        int[] clusterOf = new int[items.length];
        for (int j = 0; j < items.length; j++) {
            Integer fresh = numbers.size();
            Integer known = numbers.putIfAbsent(sentenceOfItem[items[j]], fresh);
            clusterOf[j] = known == null ? fresh : known;
        }
        int[] sentences = new int[numbers.size()];
        numbers.forEach((sentence, cluster) -> sentences[cluster] = sentence);
        return counted(clusterOf, sentences);
    }

    private static Clusters counted(int[] clusterOf, int[] sentences) {
        int[] sizes = new int[sentences.length];
        for (int cluster : clusterOf) {
            sizes[cluster]++;
        }
        return new Clusters(clusterOf, sizes, sentences);
    }

    /** The clusters of the items that the mask names, see {@link Outcomes#only}. */
    public Clusters only(BitSet mask) {
        int[] items = mask.stream().filter(j -> j < clusterOf.length).toArray();
        return of(clusterOf, items);
    }

    /** Number of clusters. */
    public int count() {
        return sizes.length;
    }

    /** Number of items in all. */
    public int items() {
        return clusterOf.length;
    }

    /** Number of items of a cluster. */
    public int size(int cluster) {
        return sizes[cluster];
    }

    /** The number that the cluster's sentence was given by: the same for the sentence's items of every task. */
    public int sentence(int cluster) {
        return sentences[cluster];
    }

    /**
     * Right items per cluster.
     *
     * @throws IllegalArgumentException for outcomes of another number of items
     */
    public int[] correct(Outcomes outcomes) {
        if (outcomes.n() != clusterOf.length) {
            throw new IllegalArgumentException(
                    "outcomes of " + outcomes.n() + " items: expecting " + clusterOf.length + " as in the clusters");
        }
        int[] correct = new int[sizes.length];
        for (int j = 0; j < clusterOf.length; j++) {
            correct[clusterOf[j]] += outcomes.isCorrect(j) ? 1 : 0;
        }
        return correct;
    }

    /** Sum of the items' values per cluster. */
    double[] sums(float[] values) {
        if (values.length != clusterOf.length) {
            throw new IllegalArgumentException(
                    "values of " + values.length + " items: expecting " + clusterOf.length + " as in the clusters");
        }
        double[] sums = new double[sizes.length];
        for (int j = 0; j < values.length; j++) {
            sums[clusterOf[j]] += values[j];
        }
        return sums;
    }
}
