package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanningTreeTest {

    private static float[] lengths(int n, int values, Random random) {
        float[] lengths = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                lengths[i * n + j] = 1 + random.nextInt(values);
                lengths[j * n + i] = lengths[i * n + j];
            }
        }
        return lengths;
    }

    private static int[] all(int n) {
        return IntStream.range(0, n).toArray();
    }

    private static double total(boolean[] joined, float[] lengths) {
        return IntStream.range(0, joined.length)
                        .filter(pair -> joined[pair])
                        .mapToDouble(pair -> lengths[pair])
                        .sum()
                / 2;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6})
    void isTheShortestOfAllTrees(int n) {
        Random random = new Random(n);
        for (int repetition = 0; repetition < 20; repetition++) {
            float[] lengths = lengths(n, repetition < 10 ? 3 : 1000, random);
            boolean[] joined = SpanningTree.of(lengths, n, all(n));

            assertThat(IntStream.range(0, n * n).filter(p -> joined[p])).hasSize(2 * (n - 1));
            assertThat(total(joined, lengths)).isCloseTo(shortest(lengths, n), within(1e-9));
        }
    }

    /** The least total over all {@code n^(n−2)} trees, one for each Prüfer sequence. */
    private static double shortest(float[] lengths, int n) {
        double least = Double.POSITIVE_INFINITY;
        int[] sequence = new int[n - 2];
        for (int code = 0; code < Math.pow(n, n - 2); code++) {
            for (int i = 0, rest = code; i < sequence.length; i++, rest /= n) {
                sequence[i] = rest % n;
            }
            least = Math.min(least, treeOf(sequence, lengths, n));
        }
        return least;
    }

    private static double treeOf(int[] sequence, float[] lengths, int n) {
        int[] degree = new int[n];
        java.util.Arrays.fill(degree, 1);
        for (int node : sequence) {
            degree[node]++;
        }
        double total = 0;
        for (int node : sequence) {
            int leaf = IntStream.range(0, n)
                    .filter(v -> degree[v] == 1)
                    .findFirst()
                    .orElseThrow();
            total += lengths[leaf * n + node];
            degree[leaf]--;
            degree[node]--;
        }
        int[] last = IntStream.range(0, n).filter(v -> degree[v] == 1).toArray();
        return total + lengths[last[0] * n + last[1]];
    }

    @Test
    void nodesThatAreNotNamedAreNotJoined() {
        float[] lengths = lengths(5, 9, new Random(1));
        boolean[] joined = SpanningTree.of(lengths, 5, new int[] {0, 2, 4});

        assertThat(IntStream.range(0, 25).filter(p -> joined[p])).hasSize(4).allSatisfy(p -> {
            assertThat(p / 5 % 2).isZero();
            assertThat(p % 5 % 2).isZero();
        });
    }

    @Test
    void equalLengthsJoinAllToTheFirst() {
        boolean[] joined = SpanningTree.of(new float[16], 4, all(4));

        assertThat(IntStream.range(0, 16).filter(p -> joined[p])).containsExactly(1, 2, 3, 4, 8, 12);
    }

    /** The circle 0–2–1–3–0 of equal lengths breaks at its last edge, 1–3. */
    @Test
    void circleOfEqualLengthsBreaksAtTheLastEdge() {
        float[] lengths = {0, 9, 1, 1, 9, 0, 1, 1, 1, 1, 0, 9, 1, 1, 9, 0};
        boolean[] joined = SpanningTree.of(lengths, 4, all(4));

        assertThat(IntStream.range(0, 16).filter(p -> joined[p] && p / 4 < p % 4))
                .containsExactly(2, 3, 6);
    }

    @Test
    void oneNodeOrNoneHasNoEdge() {
        assertThat(SpanningTree.of(new float[4], 2, new int[] {1})).containsOnly(false);
        assertThat(SpanningTree.of(new float[4], 2, new int[0])).containsOnly(false);
    }
}
