package io.ovoscope.collector.probe;

import org.jspecify.annotations.Nullable;

/**
 * The dependency tree of one sentence. Words are numbered from 0 within the sentence; word {@code w} is row {@code
 * firstRow + w} of a layer.
 */
public final class Tree {
    private static final int ROOT = -1;

    private final int sentence;
    private final int firstRow;
    private final int[] heads;
    private final boolean[] punctuation;
    private final int[] depths;
    private final int root;

    private Tree(int sentence, int firstRow, int[] heads, boolean[] punctuation, int[] depths, int root) {
        this.sentence = sentence;
        this.firstRow = firstRow;
        this.heads = heads;
        this.punctuation = punctuation;
        this.depths = depths;
        this.root = root;
    }

    /**
     * The tree of the rows {@code firstRow} to {@code endRow − 1}; null where they are none: a head is absent or outside the
     * sentence, there is not exactly one root, or heads go in a circle.
     *
     * @param punctuation of each row of the probe set, 0 for words
     * @param head row of each row's head, -1 for a root, less for none
     */
    static @Nullable Tree of(int sentence, int firstRow, int endRow, int[] punctuation, int[] head) {
        int[] heads = new int[endRow - firstRow];
        boolean[] marks = new boolean[heads.length];
        int root = ROOT;
        for (int w = 0; w < heads.length; w++) {
            int row = head[firstRow + w];
            boolean first = row == ROOT && root == ROOT;
            if (!first && (row < firstRow || row >= endRow)) {
                return null;
            }
            root = first ? w : root;
            heads[w] = first ? ROOT : row - firstRow;
            marks[w] = punctuation[firstRow + w] != 0;
        }
        int[] depths = depths(heads);
        return root == ROOT || depths == null ? null : new Tree(sentence, firstRow, heads, marks, depths, root);
    }

    private static int @Nullable [] depths(int[] heads) {
        int[] depths = new int[heads.length];
        for (int w = 0; w < heads.length; w++) {
            int depth = 0;
            for (int above = heads[w]; above != ROOT; above = heads[above]) {
                if (++depth > heads.length) {
                    return null;
                }
            }
            depths[w] = depth;
        }
        return depths;
    }

    /** Index of the sentence in the probe set. */
    public int sentence() {
        return sentence;
    }

    /** Row of the first word. */
    public int firstRow() {
        return firstRow;
    }

    /** Number of words, punctuation included. */
    public int words() {
        return heads.length;
    }

    /** The word's head, -1 for the root. */
    public int head(int word) {
        return heads[word];
    }

    public boolean isPunctuation(int word) {
        return punctuation[word];
    }

    /** Edges between the word and the root. */
    public int depth(int word) {
        return depths[word];
    }

    /** The word without a head. */
    public int root() {
        return root;
    }

    /** Whether the edge from the word to its head counts in UUAS: neither of its ends is punctuation. */
    public boolean hasGoldEdge(int word) {
        return heads[word] != ROOT && !punctuation[word] && !punctuation[heads[word]];
    }

    /** The words that are no punctuation, ascending. */
    int[] properWords() {
        int[] proper = new int[heads.length];
        int count = 0;
        for (int w = 0; w < heads.length; w++) {
            if (!punctuation[w]) {
                proper[count++] = w;
            }
        }
        return java.util.Arrays.copyOf(proper, count);
    }

    /** {@code words × words}: edges on the path between two words. */
    int[] distances() {
        int n = heads.length;
        int[] distances = new int[Math.multiplyExact(n, n)];
        int[] topDown = topDown();
        for (int i = 1; i < n; i++) {
            int word = topDown[i];
            for (int j = 0; j < i; j++) {
                int above = topDown[j];
                int distance = distances[heads[word] * n + above] + 1;
                distances[word * n + above] = distance;
                distances[above * n + word] = distance;
            }
        }
        return distances;
    }

    /** The words by ascending depth: each behind its head. */
    private int[] topDown() {
        int[] from = new int[heads.length + 1];
        for (int depth : depths) {
            from[depth + 1]++;
        }
        for (int depth = 1; depth < from.length; depth++) {
            from[depth] += from[depth - 1];
        }
        int[] order = new int[heads.length];
        for (int w = 0; w < heads.length; w++) {
            order[from[depths[w]]++] = w;
        }
        return order;
    }
}
