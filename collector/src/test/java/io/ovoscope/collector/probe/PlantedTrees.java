package io.ovoscope.collector.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Sentences of random trees, one leaf in six punctuation, and layers whose geometry is known. Six in ten train, two develop. */
record PlantedTrees(int[] sentence, int[] punctuation, int[] head, int[] split, Trees trees) {

    static PlantedTrees of(int sentences, int shortest, int longest, long seed) {
        Random random = new Random(seed);
        List<Integer> sentence = new ArrayList<>();
        List<Integer> head = new ArrayList<>();
        for (int s = 0; s < sentences; s++) {
            int first = head.size();
            for (int h : heads(shortest + random.nextInt(longest - shortest + 1), random)) {
                sentence.add(s);
                head.add(h < 0 ? h : first + h);
            }
        }
        int[] split = new int[sentences];
        Arrays.setAll(split, s -> s % 10 < 6 ? 0 : s % 10 < 8 ? 1 : 2);
        int[] punctuation = new int[head.size()];
        Arrays.setAll(punctuation, row -> !head.contains(row) && head.get(row) >= 0 && row % 6 == 0 ? 1 : 0);
        return of(ints(sentence), punctuation, ints(head), split);
    }

    static PlantedTrees of(int[] sentence, int[] punctuation, int[] head, int[] split) {
        int[] source = new int[split.length];
        Arrays.setAll(source, s -> s);
        return new PlantedTrees(
                sentence, punctuation, head, split, Trees.of(sentence, punctuation, head, split, source));
    }

    /** Each word but the first of a random order hangs on a random earlier one. */
    static int[] heads(int words, Random random) {
        List<Integer> order = new ArrayList<>();
        for (int w = 0; w < words; w++) {
            order.add(random.nextInt(w + 1), w);
        }
        int[] heads = new int[words];
        heads[order.get(0)] = -1;
        for (int i = 1; i < words; i++) {
            heads[order.get(i)] = order.get(random.nextInt(i));
        }
        return heads;
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    int rows() {
        return sentence.length;
    }

    /**
     * Each edge of a tree adds a unit vector of its own, that of its dependent's place in the sentence: squared distances are
     * distances in the tree, and squared lengths are depths.
     *
     * @param width at least the longest sentence's words
     */
    float[] exact(int width) {
        float[] rows = new float[rows() * width];
        int first = 0;
        for (int row = 0; row < rows(); row++) {
            first = row > 0 && sentence[row] == sentence[row - 1] ? first : row;
            for (int above = row; head[above] >= 0; above = head[above]) {
                rows[row * width + above - first] = 1;
            }
        }
        return rows;
    }

    /** The exact layer among as many dimensions of noise, rotated at random, scaled and shifted. */
    float[] hidden(int width, double noise, long seed) {
        Random random = new Random(seed);
        float[] exact = exact(width);
        double[][] rotation = rotation(2 * width, random);
        float[] hidden = new float[rows() * 2 * width];
        double[] plain = new double[2 * width];
        for (int row = 0; row < rows(); row++) {
            for (int d = 0; d < width; d++) {
                plain[d] = exact[row * width + d];
                plain[width + d] = random.nextGaussian() * noise;
            }
            for (int d = 0; d < 2 * width; d++) {
                hidden[row * 2 * width + d] = (float) (5 * Vectors.dot(rotation[d], plain) - d);
            }
        }
        return hidden;
    }

    float[] random(int width, long seed) {
        Random random = new Random(seed);
        float[] rows = new float[rows() * width];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian();
        }
        return rows;
    }

    /** Rows orthogonal to each other and of length 1, by Gram and Schmidt. */
    private static double[][] rotation(int width, Random random) {
        double[][] rows = new double[width][width];
        for (int i = 0; i < width; i++) {
            for (int d = 0; d < width; d++) {
                rows[i][d] = random.nextGaussian();
            }
            for (int j = 0; j < i; j++) {
                Vectors.add(-Vectors.dot(rows[i], rows[j]), rows[j], rows[i]);
            }
            double length = Math.sqrt(Vectors.dot(rows[i], rows[i]));
            for (int d = 0; d < width; d++) {
                rows[i][d] /= length;
            }
        }
        return rows;
    }

    StructuralFit.Distance distances(float[] rows, double l2) {
        return (StructuralFit.Distance) fit(rows, StructuralProbe.Target.DISTANCE, l2, StructuralSettings.DEFAULT);
    }

    StructuralFit.Depth depths(float[] rows, double l2) {
        return (StructuralFit.Depth) fit(rows, StructuralProbe.Target.DEPTH, l2, StructuralSettings.DEFAULT);
    }

    StructuralFit fit(float[] rows, StructuralProbe.Target target, double l2, StructuralSettings settings) {
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            return StructuralProbe.prepare(rows, rows.length / rows(), trees, settings, workspace)
                    .fit(target, l2, null);
        }
    }
}
