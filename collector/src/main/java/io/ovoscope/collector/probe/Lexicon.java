package io.ovoscope.collector.probe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Labels looked up by type: what training said most often of an item's first known type, else the commonest class. */
final class Lexicon {
    private final List<int[]> types;
    private final List<Map<Integer, Integer>> tables;
    private final int otherwise;

    /** @param types numbers of each item's types, the look-up to try first being the first */
    Lexicon(Labels labels, List<int[]> types, int[] train) {
        this.types = types;
        int[] labelled = labels.among(train);
        tables = types.stream().map(of -> table(labels, of, labelled)).toList();
        otherwise = commonest(labels.counts(train));
    }

    private static Map<Integer, Integer> table(Labels labels, int[] typeOfItem, int[] train) {
        Map<Integer, int[]> counts = new HashMap<>();
        for (int item : train) {
            counts.computeIfAbsent(typeOfItem[item], type -> new int[labels.classes()])[labels.of()[item]]++;
        }
        Map<Integer, Integer> table = new HashMap<>();
        counts.forEach((type, seen) -> table.put(type, commonest(seen)));
        return table;
    }

    /** The label that is guessed for an item. */
    int label(int item) {
        for (int t = 0; t < tables.size(); t++) {
            Integer known = tables.get(t).get(types.get(t)[item]);
            if (known != null) {
                return known;
            }
        }
        return otherwise;
    }

    /** How many of these items are guessed rightly. */
    long right(Labels labels, int[] items) {
        return IntStream.of(items)
                .filter(item -> label(item) == labels.of()[item])
                .count();
    }

    /** The class with the highest count, the lowest of equals. */
    static int commonest(int[] counts) {
        int best = 0;
        for (int k = 1; k < counts.length; k++) {
            best = counts[k] > counts[best] ? k : best;
        }
        return best;
    }
}
