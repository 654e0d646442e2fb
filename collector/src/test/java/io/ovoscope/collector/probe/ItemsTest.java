package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ItemsTest {
    private static final float[] ROWS = {1, 2, 10, 20, 100, 200};

    private static float[] features(Items items, int item) {
        float[] row = new float[items.width() + 1];
        items.copy(item, row, 1);
        return row;
    }

    @Test
    void itemIsARowOfTheMatrix() {
        Items items = new Items(ROWS, 2, new int[] {2, 2, 0});

        assertThat(items.count()).isEqualTo(3);
        assertThat(items.width()).isEqualTo(2);
        assertThat(features(items, 1)).containsExactly(0, 100, 200);
    }

    @Test
    void pairIsTwoRowsSideBySideInTheirOrder() {
        Items pairs = Items.pairs(ROWS, 2, new int[] {0, 2}, new int[] {1, 0});

        assertThat(pairs.count()).isEqualTo(2);
        assertThat(pairs.width()).isEqualTo(4);
        assertThat(features(pairs, 0)).containsExactly(0, 1, 2, 10, 20);
        assertThat(features(pairs, 1)).containsExactly(0, 100, 200, 1, 2);
    }

    @Test
    void besidePutsTheFeaturesOfTheSameItemsBehind() {
        Items both = Items.pairs(ROWS, 2, new int[] {0, 2}, new int[] {1, 0}).beside(Items.of(new float[] {7, 8}, 1));

        assertThat(both.width()).isEqualTo(5);
        assertThat(features(both, 1)).containsExactly(0, 100, 200, 1, 2, 8);
    }

    @Test
    void chosenItemsKeepTheOrderTheyAreNamedIn() {
        Items chosen = Items.pairs(ROWS, 2, new int[] {0, 2}, new int[] {1, 0}).at(new int[] {1, 0, 1});

        assertThat(chosen.count()).isEqualTo(3);
        assertThat(features(chosen, 0)).isEqualTo(features(chosen, 2)).containsExactly(0, 100, 200, 1, 2);
    }

    @Test
    void partsThatDoNotFitAreNamed() {
        assertThatThrownBy(() -> new Items(List.of())).hasMessage("items without parts: expecting at least one");
        assertThatThrownBy(() -> Items.of(ROWS, 2).beside(Items.of(ROWS, 1)))
                .hasMessage("parts of 3 and 6 items: expecting one count");
        assertThatThrownBy(() -> Items.pairs(ROWS, 2, new int[] {0}, new int[] {3}))
                .hasMessage("row 3 of item 0: expecting 0 <= row < 3");
    }

    @Test
    void partsSideBySideTrainTheProbeOfTheWholeMatrixBitByBit() {
        Planted whole = Planted.of(1500, 6, 4, 0.8, 41);
        Items parts = columns(whole.items(), 0, 2).beside(columns(whole.items(), 2, 6));
        for (FeatureSpace space : FeatureSpace.values()) {
            ProbeSettings settings = ProbeSettings.DEFAULT.in(space);
            Planted split = new Planted(parts, whole.labels(), whole.split(), whole.signal());

            assertThat(split.train(5, settings).weights())
                    .isEqualTo(whole.train(5, settings).weights());
            assertThat(split.train(5, settings).test())
                    .isEqualTo(whole.train(5, settings).test());
        }
    }

    /** The columns from the first to before the last, on rows in reverse order, so that parts index differently. */
    private static Items columns(Items items, int first, int last) {
        int count = items.count();
        int width = last - first;
        float[] rows = new float[count * width];
        float[] row = new float[items.width()];
        for (int item = 0; item < count; item++) {
            items.copy(item, row, 0);
            System.arraycopy(row, first, rows, (count - 1 - item) * width, width);
        }
        return new Items(
                rows, width, IntStream.range(0, count).map(i -> count - 1 - i).toArray());
    }

    @Test
    void relationOfTwoRowsIsFoundInPairsOnly() {
        Planted words = Planted.of(3000, 5, 4, 2.0, 42);
        int[] first = IntStream.range(0, 3000).toArray();
        int[] second = IntStream.range(0, 3000).map(i -> (i * 7 + 3) % 3000).toArray();
        int[] of = words.labels().of();
        Labels sum = new Labels(
                IntStream.range(0, 3000)
                        .map(i -> of[first[i]] / 2 + of[second[i]] / 2)
                        .toArray(),
                3);
        float[] rows = words.items().parts().get(0).rows();
        Items pairs = Items.pairs(rows, 5, first, second);

        double paired = new Planted(pairs, sum, words.split(), 0).train(1).accuracy();
        double single = words.with(sum).train(1).accuracy();
        assertThat(paired).isGreaterThan(single + 0.15);
    }
}
