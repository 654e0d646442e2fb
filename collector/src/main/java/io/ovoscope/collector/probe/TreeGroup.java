package io.ovoscope.collector.probe;

import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring trees whose rows are taken together, few enough to stay in a core's cache.
 *
 * @param firstRow of the group, counted from the first tree of all
 * @param rows words of the trees
 * @param pairs sum over trees of words × words
 */
record TreeGroup(List<Tree> trees, int firstRow, int rows, int pairs) {
    /** Rows of a group, unless a single sentence has more. */
    private static final int MOST_ROWS = 256;

    TreeGroup {
        trees = List.copyOf(trees);
    }

    static List<TreeGroup> of(List<Tree> trees) {
        List<TreeGroup> groups = new ArrayList<>();
        int firstRow = 0;
        int begin = 0;
        int rows = 0;
        for (int t = 0; t < trees.size(); t++) {
            int words = trees.get(t).words();
            if (rows > 0 && rows + words > MOST_ROWS) {
                groups.add(group(trees.subList(begin, t), firstRow, rows));
                begin = t;
                firstRow += rows;
                rows = 0;
            }
            rows += words;
        }
        if (rows > 0) {
            groups.add(group(trees.subList(begin, trees.size()), firstRow, rows));
        }
        return List.copyOf(groups);
    }

    private static TreeGroup group(List<Tree> trees, int firstRow, int rows) {
        int pairs = trees.stream()
                .mapToInt(tree -> Math.multiplyExact(tree.words(), tree.words()))
                .reduce(0, Math::addExact);
        return new TreeGroup(trees, firstRow, rows, pairs);
    }
}
