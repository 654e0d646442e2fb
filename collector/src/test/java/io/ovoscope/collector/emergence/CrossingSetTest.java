package io.ovoscope.collector.emergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ovoscope.collector.probe.Outcomes;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CrossingSetTest {
    private static final SentenceResamples DRAWS = new SentenceResamples(1_000, 1);

    private static List<Replicates> drawn(SimulatedTask task, double... truth) {
        TaskResamples resamples = new TaskResamples(task.sentences, DRAWS);
        return Arrays.stream(truth)
                .mapToObj(accuracy -> resamples.of(task.at(accuracy)))
                .toList();
    }

    private static CrossingSet set(List<Replicates> curve, double quantile) {
        return CrossingSet.of(RisingFits.of(curve), quantile);
    }

    @Test
    void aCurveThatJumpsLeavesOneCell() {
        SimulatedTask task = new SimulatedTask(2_000, new SplittableRandom(1));
        CrossingSet set = set(drawn(task, .3, .3, .3, .9, .9, .9), .5);
        assertThat(set.earliest()).isEqualTo(3);
        assertThat(set.latest()).isEqualTo(3);
        assertThat(set.crossings()).hasSize(1_000).containsOnly(3);
    }

    @Test
    void aCurveThatRisesSlowlyLeavesSeveralCellsAndMoreOfThemWithFewerItems() {
        double[] truth = new double[41];
        Arrays.setAll(truth, i -> .5 + .01 * Math.min(i, 20));
        int[] widths = new int[2];
        for (int i = 0; i < 2; i++) {
            SimulatedTask task = new SimulatedTask(i == 0 ? 20_000 : 1_000, new SplittableRandom(3));
            CrossingSet set = set(drawn(task, truth), .5);
            assertThat(set.earliest()).isLessThanOrEqualTo(10);
            assertThat(set.latest()).isGreaterThanOrEqualTo(10);
            widths[i] = set.latest() - set.earliest() + 1;
        }
        assertThat(widths[0]).isBetween(1, 4);
        assertThat(widths[1]).isGreaterThan(widths[0]).isLessThan(20);
    }

    @Test
    void aCurveThatFallsBackAndRecoversIsJudgedByItsFirstRise() {
        SimulatedTask task = new SimulatedTask(10_000, new SplittableRandom(4));
        CrossingSet set = set(drawn(task, .3, .3, .9, .9, .9, .4, .4, .4, .9, .9), .9);
        assertThat(set.earliest()).isEqualTo(2);
        assertThat(set.latest()).isEqualTo(2);
    }

    @Test
    void aCurveThatFallsForGoodKeepsTheHeightThatItHad() {
        SimulatedTask task = new SimulatedTask(10_000, new SplittableRandom(5));
        CrossingSet set = set(drawn(task, .3, .5, .7, .9, .9, .4, .4, .4, .4, .4), .5);
        assertThat(set.earliest()).as(".6 is half of the gain up to .9").isEqualTo(2);
        assertThat(set.latest()).isEqualTo(2);
    }

    @Test
    void oneSnapshotIsItsOwnSet() {
        SimulatedTask task = new SimulatedTask(100, new SplittableRandom(6));
        CrossingSet set = set(drawn(task, .5), .5);
        assertThat(set.earliest()).isZero();
        assertThat(set.latest()).isZero();
    }

    @Test
    void resamplesSpreadAsSentencesSay() {
        SimulatedTask task = new SimulatedTask(10_000, new SplittableRandom(7));
        Outcomes outcomes = task.at(.5);
        Replicates replicates = new TaskResamples(task.sentences, DRAWS).of(outcomes);
        int[] right = task.sentences.correct(outcomes);
        double squares = Arrays.stream(right)
                .mapToDouble(count -> count - SimulatedTask.PER_SENTENCE * outcomes.accuracy())
                .map(gap -> gap * gap)
                .sum();
        double error = Math.sqrt(squares) / task.items;
        double measured = (replicates.accuracy() - replicates.lower(1)) / 1;
        assertThat(measured).isCloseTo(error, within(.1 * error));
    }

    @Test
    void tasksOverTheSameSentencesAreResampledAlike() {
        SimulatedTask task = new SimulatedTask(400, new SplittableRandom(8));
        BitSet half = new BitSet();
        half.set(0, 200);
        Outcomes outcomes = new Outcomes(half, 400);
        Replicates some = new TaskResamples(task.sentences, new SentenceResamples(100, 5)).of(outcomes);
        Replicates again = new TaskResamples(task.sentences, new SentenceResamples(100, 5)).of(outcomes);
        assertThat(some.above(again, 3)).isZero();
    }

    @Test
    void theHighestOfTwoIsTakenInEachResample() {
        Replicates low = Replicates.of(.5, new float[] {.4f, .6f});
        Replicates high = Replicates.of(.55f, new float[] {.6f, .5f});
        Replicates highest = Replicates.largest(List.of(low, high));
        assertThat(highest.accuracy()).isEqualTo(.55f);
        assertThat(highest.in(0)).isCloseTo(.6, within(.001));
        assertThat(highest.in(1)).isCloseTo(.6, within(.001));
    }
}
