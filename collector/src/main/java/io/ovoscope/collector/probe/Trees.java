package io.ovoscope.collector.probe;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The trees that structural probes are trained and tested on: those of the probe set's unaltered sentences of at least two
 * words, in probe-set order. Frozen for a run.
 *
 * @param train a probe's weights are fitted on these
 * @param development its L2 strength is chosen on these
 * @param test its figures are taken on these
 */
public record Trees(List<Tree> train, List<Tree> development, List<Tree> test) {
    private static final int FEWEST_WORDS = 2;

    public Trees {
        train = List.copyOf(train);
        development = List.copyOf(development);
        test = List.copyOf(test);
    }

    /**
     * The trees of a probe set. A sentence without a tree, or whose heads are no tree, is left out.
     *
     * @param sentence of each row, ascending
     * @param punctuation of each row, 0 for words
     * @param head of each row: the row of its head in the same sentence, -1 for the root, less for none
     * @param split of each sentence: 0 train, 1 development, 2 test
     * @param source of each sentence: its own index, or the sentence that it is an altered copy of
     */
    public static Trees of(int[] sentence, int[] punctuation, int[] head, int[] split, int[] source) {
        requireLength("punctuation", punctuation.length, sentence.length);
        requireLength("head", head.length, sentence.length);
        requireLength("source", source.length, split.length);
        List<List<Tree>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int first = 0;
        while (first < sentence.length) {
            int s = sentence[first];
            int end = first + 1;
            while (end < sentence.length && sentence[end] == s) {
                end++;
            }
            Tree tree = source[s] == s ? tree(s, first, end, punctuation, head) : null;
            if (tree != null) {
                parts.get(split[s]).add(tree);
            }
            first = end;
        }
        return new Trees(parts.get(0), parts.get(1), parts.get(2));
    }

    private static @Nullable Tree tree(int sentence, int first, int end, int[] punctuation, int[] head) {
        return end - first < FEWEST_WORDS ? null : Tree.of(sentence, first, end, punctuation, head);
    }

    private static void requireLength(String name, int found, int wanted) {
        if (found != wanted) {
            throw new IllegalArgumentException(name + " of length " + found + ": expecting " + wanted);
        }
    }

    /** The rows of the trees' words, tree after tree. */
    static int[] rows(List<Tree> trees) {
        int[] rows = new int[trees.stream().mapToInt(Tree::words).sum()];
        int at = 0;
        for (Tree tree : trees) {
            for (int w = 0; w < tree.words(); w++) {
                rows[at++] = tree.firstRow() + w;
            }
        }
        return rows;
    }
}
