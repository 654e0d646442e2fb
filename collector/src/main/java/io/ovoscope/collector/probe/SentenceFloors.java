package io.ovoscope.collector.probe;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Features of a sentence that need no model, for the floors of sentence tasks: which words it holds, and how long it is.
 * A probe on them is trained once per run, in {@link FeatureSpace#CENTRED} space.
 */
public final class SentenceFloors {
    private SentenceFloors() {}

    /**
     * Counts of the commonest word types of the training sentences.
     *
     * @param typeOfRow word type of each row
     * @param sentenceOfRow sentence of each row, -1 for a row to leave out
     * @param sentenceCount number of sentences
     * @param train training sentences
     * @param vocabulary how many types, for example 1,000; of equally common types the lower numbers
     * @return one item per sentence
     */
    public static Items bagOfWords(
            int[] typeOfRow, int[] sentenceOfRow, int sentenceCount, int[] train, int vocabulary) {
        Map<Integer, Integer> columns = commonestTypes(typeOfRow, sentenceOfRow, sentenceCount, train, vocabulary);
        int width = Math.max(1, columns.size());
        float[] counts = new float[Math.multiplyExact(sentenceCount, width)];
        for (int row = 0; row < typeOfRow.length; row++) {
            Integer column = columns.get(typeOfRow[row]);
            if (column != null && sentenceOfRow[row] >= 0) {
                counts[sentenceOfRow[row] * width + column]++;
            }
        }
        return Items.of(counts, width);
    }

    private static Map<Integer, Integer> commonestTypes(
            int[] typeOfRow, int[] sentenceOfRow, int sentenceCount, int[] train, int vocabulary) {
        boolean[] training = new boolean[sentenceCount];
        Arrays.stream(train).forEach(sentence -> training[sentence] = true);
        Map<Integer, Integer> counts = new HashMap<>();
        for (int row = 0; row < typeOfRow.length; row++) {
            if (sentenceOfRow[row] >= 0 && training[sentenceOfRow[row]]) {
                counts.merge(typeOfRow[row], 1, Integer::sum);
            }
        }
        Comparator<Integer> commonestFirst = Comparator.comparing(type -> -counts.getOrDefault(type, 0));
        Map<Integer, Integer> columns = new HashMap<>();
        counts.keySet().stream()
                .sorted(commonestFirst.thenComparing(Comparator.naturalOrder()))
                .limit(vocabulary)
                .forEach(type -> columns.put(type, columns.size()));
        return columns;
    }

    /**
     * One feature per length, the last for that length and all above it, so that a probe may use any function of length.
     *
     * @param longest length of the last feature, for example 64
     * @return one item per sentence
     */
    public static Items length(int[] sentenceOfRow, int sentenceCount, int longest) {
        int[] lengths = new int[sentenceCount];
        Arrays.stream(sentenceOfRow).filter(sentence -> sentence >= 0).forEach(sentence -> lengths[sentence]++);
        int width = longest + 1;
        float[] oneHot = new float[Math.multiplyExact(sentenceCount, width)];
        IntStream.range(0, sentenceCount)
                .forEach(sentence -> oneHot[sentence * width + Math.min(lengths[sentence], longest)] = 1);
        return Items.of(oneHot, width);
    }
}
