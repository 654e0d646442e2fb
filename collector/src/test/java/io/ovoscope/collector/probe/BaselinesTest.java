package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class BaselinesTest {
    // items:                              train           | test
    private static final int[] LABELS = {0, 0, 1, 2, 2, 2, 2, 0, 1, -1, 0};
    private static final int[] TYPES = {5, 5, 5, 6, 6, 7, 7, 5, 6, 5, 9};
    private static final Labels TASK = new Labels(LABELS, 3);
    private static final Split SPLIT = new Split(new int[] {0, 1, 2, 3, 4, 5}, new int[0], new int[] {6, 7, 8, 9, 10});

    @Test
    void majorityIsTheCommonestTrainingClass() {
        // Class 2 has 3 of 6; of the test labels 2, 0, 1, 0 it gets the first.
        assertThat(Baselines.majority(TASK, SPLIT)).isEqualTo(outcomes(0));
    }

    @Test
    void lexiconLooksTheTypeUpAndGuessesTheMajorityForUnseenOnes() {
        // Type 7 → 2 right, type 5 → 0 right, type 6 → 2 wrong, type 9 unseen → 2 wrong.
        assertThat(Baselines.lexicon(TASK, TYPES, SPLIT)).isEqualTo(outcomes(0, 1));
    }

    @Test
    void unseenTypesAreThoseThatTrainingNeverHad() {
        BitSet unseen = Baselines.unseenTypes(TASK, TYPES, SPLIT);

        assertThat(unseen.stream()).containsExactly(3);
        assertThat(Baselines.lexicon(TASK, TYPES, SPLIT).only(unseen)).isEqualTo(new Outcomes(new BitSet(), 1));
    }

    @Test
    void outcomesAndClustersOfAMaskCloseUpAlike() {
        BitSet mask = BitSet.valueOf(new long[] {0b1010});
        Outcomes all = outcomes(0, 3);

        assertThat(all.only(mask)).isEqualTo(new Outcomes(BitSet.valueOf(new long[] {0b10}), 2));
        assertThat(all.only(mask).accuracy()).isEqualTo(0.5);
        Clusters clusters =
                Clusters.of(new int[] {4, 4, 4, 2}, new int[] {0, 1, 2, 3}).only(mask);
        assertThat(clusters.count()).isEqualTo(2);
        assertThat(clusters.correct(all.only(mask))).containsExactly(0, 1);
    }

    @Test
    void accuracyOfNothingIsNotANumber() {
        assertThat(new Outcomes(new BitSet(), 0).accuracy()).isNaN();
    }

    private static Outcomes outcomes(int... right) {
        BitSet correct = new BitSet();
        for (int j : right) {
            correct.set(j);
        }
        return new Outcomes(correct, 4);
    }
}
