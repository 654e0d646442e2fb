package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairTypesTest {
    private static final int[] TYPE_OF_ROW = {3, 9, 3, 7, -2};

    private static int[] of(int[] first, int[] second) {
        return PairTypes.of(TYPE_OF_ROW, first, second);
    }

    @Test
    void pairsAreNumberedByFirstThenSecondType() {
        // (3, 9) (9, 3) (3, 9) (3, 3) (7, -2) (-2, 7)
        assertThat(of(new int[] {0, 1, 2, 2, 3, 4}, new int[] {1, 0, 1, 0, 4, 3}))
                .containsExactly(2, 4, 2, 1, 3, 0);
    }

    @Test
    void numbersAreThoseOfTheSetOfPairsInAnyOrderOfItems() {
        int[] first = new Random(1).ints(200, 0, 5).toArray();
        int[] second = new Random(2).ints(200, 0, 5).toArray();
        int[] types = of(first, second);
        int[] back = IntStream.range(0, 200).map(i -> 199 - i).toArray();

        int[] reversed = of(
                IntStream.of(back).map(i -> first[i]).toArray(),
                IntStream.of(back).map(i -> second[i]).toArray());
        assertThat(reversed).isEqualTo(IntStream.of(back).map(i -> types[i]).toArray());
        for (int i = 0; i < 200; i++) {
            for (int j = 0; j < 200; j++) {
                boolean same = TYPE_OF_ROW[first[i]] == TYPE_OF_ROW[first[j]]
                        && TYPE_OF_ROW[second[i]] == TYPE_OF_ROW[second[j]];
                assertThat(types[i] == types[j]).isEqualTo(same);
            }
        }
    }

    @Test
    void eachItemNeedsTwoWords() {
        assertThatThrownBy(() -> of(new int[] {0}, new int[0]))
                .hasMessage("1 first and 0 second words: expecting one of each per item");
    }

    /** Items: dependent and head of types (0, 1), (1, 0), (0, 1), (1, 0), then for the test also (0, 0), seen nowhere. */
    @Test
    void lexiconControlAndUnseenItemsOfPairsGoByTheOrderedPair() {
        int[] typeOfRow = {0, 1};
        int[] first = {0, 1, 0, 1, 0, 0, 1, 0};
        int[] second = {1, 0, 1, 0, 1, 1, 0, 0};
        int[] types = PairTypes.of(typeOfRow, first, second);
        Labels labels = new Labels(new int[] {1, 0, 1, 0, 1, 1, 0, 1}, 2);
        Split split = new Split(new int[] {0, 1, 2, 3, 4}, new int[0], new int[] {5, 6, 7});

        // The unseen pair is given the commonest class of training, 1.
        assertThat(Baselines.lexicon(labels, types, split).accuracy()).isEqualTo(1);
        assertThat(Baselines.unseenTypes(labels, types, split).stream()).containsExactly(2);
        int[] control = ControlTask.labels(labels, types, split.train(), 5).of();
        assertThat(new int[] {control[2], control[4], control[5]}).containsOnly(control[0]);
        assertThat(new int[] {control[3], control[6]}).containsOnly(control[1]);
        assertThat(IntStream.range(0, 20).map(seed -> {
                    int[] drawn = ControlTask.labels(labels, types, split.train(), seed)
                            .of();
                    return drawn[0] == drawn[1] ? 1 : 0;
                }))
                .as("(a, b) and (b, a) are drawn apart")
                .contains(0)
                .contains(1);
    }
}
