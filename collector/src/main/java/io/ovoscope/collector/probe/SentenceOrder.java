package io.ovoscope.collector.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Items with their sentences shuffled, each sentence in one piece. A sentence's place depends on the seed and on its own
 * number only, so that adding tasks, and thereby items, leaves the order of the others alone.
 *
 * @param items in shuffled order
 * @param ends for each position, where its sentence ends (exclusive)
 */
@SuppressWarnings("ArrayRecordComponent") // private to the code length that made it
record SentenceOrder(int[] items, int[] ends) {

    /**
     * Shuffles.
     *
     * @param items in any order
     * @param sentenceOfItem any number for the sentence of each item
     */
    static SentenceOrder shuffled(int[] items, int[] sentenceOfItem, long seed) {
        Map<Integer, List<Integer>> sentences = new LinkedHashMap<>();
        for (int item : items) {
            sentences
                    .computeIfAbsent(sentenceOfItem[item], sentence -> new ArrayList<>())
                    .add(item);
        }
        long salt = new SplittableRandom(seed).nextLong();
        List<Integer> order = new ArrayList<>(sentences.keySet());
        order.sort(Comparator.<Integer>comparingLong(sentence -> new SplittableRandom(salt ^ sentence).nextLong())
                .thenComparing(Comparator.naturalOrder()));
        int[] shuffled = new int[items.length];
        int[] ends = new int[items.length];
        int at = 0;
        for (int sentence : order) {
            List<Integer> members = sentences.getOrDefault(sentence, List.of());
            Arrays.fill(ends, at, at + members.size(), at + members.size());
            for (int item : members) {
                shuffled[at++] = item;
            }
        }
        return new SentenceOrder(shuffled, ends);
    }

    int count() {
        return items.length;
    }
}
