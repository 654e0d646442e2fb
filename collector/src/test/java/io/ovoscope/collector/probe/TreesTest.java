package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreesTest {
    /** the(2) old(2) man(3) eats(root) bread(3) .(3) */
    private static final int[] HEADS = {2, 2, 3, -1, 3, 3};

    private static final int[] MARKS = {0, 0, 0, 0, 0, 1};

    private static List<Tree> test(int[] head) {
        int[] zeros = new int[head.length];
        return Trees.of(zeros, zeros, head, new int[] {2}, new int[] {0}).test();
    }

    @Test
    void distancesAndDepthsCountEdges() {
        Tree tree = test(HEADS).get(0);

        assertThat(tree.root()).isEqualTo(3);
        assertThat(new int[] {tree.depth(0), tree.depth(1), tree.depth(2), tree.depth(3), tree.depth(4)})
                .containsExactly(2, 2, 1, 0, 1);
        assertThat(Arrays.copyOf(tree.distances(), 6)).containsExactly(0, 2, 1, 2, 3, 3);
        assertThat(Arrays.copyOfRange(tree.distances(), 24, 30)).containsExactly(3, 3, 2, 1, 0, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 30})
    void distancesAreTheShortestPaths(int words) {
        int[] heads = PlantedTrees.heads(words, new Random(words));

        assertThat(test(heads).get(0).distances()).isEqualTo(shortestPaths(heads));
    }

    /** Floyd and Warshall's. */
    private static int[] shortestPaths(int[] heads) {
        int n = heads.length;
        int[] paths = new int[n * n];
        Arrays.setAll(paths, p -> p / n == p % n ? 0 : heads[p / n] == p % n || heads[p % n] == p / n ? 1 : n);
        for (int via = 0; via < n; via++) {
            for (int p = 0; p < n * n; p++) {
                paths[p] = Math.min(paths[p], paths[p / n * n + via] + paths[via * n + p % n]);
            }
        }
        return paths;
    }

    @Test
    void headsThatAreNoTreeAreLeftOut() {
        assertThat(test(new int[] {-1, 2, 1})).as("a circle").isEmpty();
        assertThat(test(new int[] {1, 2, 0})).as("no root").isEmpty();
        assertThat(test(new int[] {-1, -1, 0})).as("two roots").isEmpty();
        assertThat(test(new int[] {-1, 0, -2})).as("an absent head").isEmpty();
        assertThat(test(new int[] {-1, 0, 3})).as("a head outside").isEmpty();
        assertThat(test(new int[] {-1, 1, 0})).as("its own head").isEmpty();
        assertThat(test(new int[] {-2, -2})).as("no tree").isEmpty();
        assertThat(test(new int[] {-1})).as("one word").isEmpty();
        assertThat(test(new int[] {-1, 0, 0})).as("a tree").hasSize(1);
    }

    @Test
    void alteredSentencesAreLeftOutAndTheOthersGoToTheirParts() {
        int[] sentence = {0, 0, 1, 1, 2, 2, 3, 3};
        int[] head = {-1, 0, 3, -1, -1, 4, -1, 6};
        Trees trees = Trees.of(sentence, new int[8], head, new int[] {2, 0, 2, 1}, new int[] {0, 1, 0, 3});

        assertThat(trees.test()).extracting(Tree::sentence).containsExactly(0);
        assertThat(trees.train()).extracting(Tree::firstRow).containsExactly(2);
        assertThat(trees.development()).extracting(Tree::sentence).containsExactly(3);
    }

    @Test
    void arraysOfDifferentLengthsAreNamed() {
        assertThatThrownBy(() -> Trees.of(new int[2], new int[2], new int[3], new int[1], new int[1]))
                .hasMessage("head of length 3: expecting 2");
    }

    @Test
    void goldEdgesHaveNoPunctuationAtEitherEnd() {
        int[] sentence = {0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2};
        int[] punctuation = {0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0};
        int[] head = {2, 2, 3, -1, 3, 3, -1, 6, 7, -1, 9, 10};
        Trees trees = Trees.of(sentence, punctuation, head, new int[] {2, 2, 2}, new int[] {0, 1, 2});
        GoldEdges edges = GoldEdges.of(trees);

        assertThat(edges.dependents()).containsExactly(0, 1, 2, 4, 10, 11);
        assertThat(edges.sentences()).containsExactly(0, 0, 0, 0, 2, 2);
        assertThat(edges.count()).isEqualTo(6);
        assertThat(edges.clusters().count()).isEqualTo(2);
        assertThat(edges.clusters().items()).isEqualTo(6);
        assertThat(StructuralFloors.of(trees).edges().n()).isEqualTo(6);
    }

    @Test
    void floorsAreWhatWordOrderGives() {
        int[] zeros = new int[6];
        StructuralFloors floors = StructuralFloors.of(Trees.of(zeros, MARKS, HEADS, new int[] {2}, new int[] {0}));

        // joined neighbours: the–old, old–man, man–eats, eats–bread; of the gold edges the–man is missed
        assertThat(floors.edges().accuracy()).isEqualTo(3.0 / 4);
        assertThat(floors.edges().correct().stream()).containsExactly(1, 2, 3);
        assertThat(floors.roots().accuracy()).isZero();
        assertThat(floors.depths().values()).hasSize(1);
        assertThat(floors.distances().mean()).isBetween(0.5, 1.0);
    }

    @Test
    void theChainSkipsPunctuation() {
        int[] head = {2, 2, -1};
        int[] zeros = new int[3];
        StructuralFloors with =
                StructuralFloors.of(Trees.of(zeros, new int[] {0, 1, 0}, head, new int[] {2}, new int[] {0}));

        assertThat(with.edges()).isEqualTo(new Outcomes(java.util.BitSet.valueOf(new long[] {1}), 1));
    }
}
