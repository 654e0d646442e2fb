package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
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

    /** Items by (first type, second type): the pair decides in training, but every later pair is new. */
    @Test
    void pairLexiconBacksOffToTheSecondWordThenTheFirst() {
        int[] first = {0, 0, 1, 1, 2, 2, 3};
        int[] second = {5, 6, 5, 6, 5, 8, 9};
        Labels labels = new Labels(new int[] {1, 0, 1, 0, 1, 2, 0}, 3);
        int[] pairs = PairTypes.of(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, first, second);
        // Training: (0,5)→1 (0,6)→0 (1,6)→0 (2,8)→2. Test: (1,5) by its second word 1, (3,9) by the commonest class 0.
        Split split = new Split(new int[] {0, 1, 3, 5}, new int[0], new int[] {2, 6, 4});

        assertThat(Baselines.pairLexicon(labels, pairs, first, second, split))
                .isEqualTo(new Outcomes(BitSet.valueOf(new long[] {0b111}), 3));
        assertThat(Baselines.lexicon(labels, pairs, split).accuracy())
                .as("without backing off")
                .isEqualTo(1.0 / 3);
    }

    @Test
    void pairLexiconBacksOffToTheFirstWordWhereTheSecondIsNew() {
        int[] first = {0, 1, 1, 0};
        int[] second = {5, 6, 6, 7};
        Labels labels = new Labels(new int[] {1, 0, 0, 1}, 2);

        assertThat(Baselines.pairLexicon(labels, new int[] {0, 1, 1, 2}, first, second, SPLIT_OF_FOUR)
                        .accuracy())
                .isEqualTo(1);
    }

    private static final Split SPLIT_OF_FOUR = new Split(new int[] {0, 1, 2}, new int[0], new int[] {3});

    /** As in DepArc: pairs that were seen once mislead, and the second word alone says more. */
    @Test
    void pairLexiconIsTheLookUpThatIsRightMostOftenOnTheDevelopmentPart() {
        for (int telling = 0; telling < 2; telling++) {
            Random random = new Random(3);
            int count = 3000;
            int[][] words = {
                random.ints(count, 0, 12).toArray(), random.ints(count, 0, 12).toArray()
            };
            int[] of = new int[count];
            for (int i = 0; i < count; i++) {
                of[i] = random.nextDouble() < 0.7 ? words[telling][i] % 2 : random.nextInt(2);
            }
            Labels labels = new Labels(of, 2);
            int[] pairs = IntStream.range(0, count)
                    .map(i -> words[0][i] * 12 + words[1][i])
                    .toArray();
            Split split = new Split(
                    IntStream.range(0, 300).toArray(),
                    IntStream.range(300, 1500).toArray(),
                    IntStream.range(1500, count).toArray());
            Outcomes best = Baselines.pairLexicon(labels, pairs, words[0], words[1], split);

            assertThat(best).isEqualTo(Baselines.lexicon(labels, words[telling], split));
            assertThat(best.accuracy())
                    .isGreaterThan(Baselines.lexicon(labels, pairs, split).accuracy() + 0.05);
        }
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
