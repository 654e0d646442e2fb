package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ControlTaskTest {
    private static final int COUNT = 6000;

    private final Random random = new Random(51);
    private final int[] types = random.ints(COUNT, 0, 3000).toArray();
    private final Labels task = new Labels(
            IntStream.range(0, COUNT)
                    .map(i -> i % 50 == 0 ? Labels.NONE : i % 10 < 7 ? 0 : i % 10 < 9 ? 1 : 2)
                    .toArray(),
            4);
    private final int[] train = IntStream.range(0, 4000).toArray();

    @Test
    void everyTypeHasOneLabel() {
        Labels control = ControlTask.labels(task, types, train, 1);
        Map<Integer, Integer> labelOf = new HashMap<>();
        for (int item : control.among(IntStream.range(0, COUNT).toArray())) {
            Integer earlier = labelOf.putIfAbsent(types[item], control.of()[item]);
            assertThat(earlier == null || earlier == control.of()[item]).isTrue();
        }
        assertThat(labelOf).hasSizeGreaterThan(2000);
    }

    @Test
    void labelsFollowTheTrainingDistribution() {
        int[] distinct = IntStream.range(0, COUNT).toArray();
        int[] counts = ControlTask.labels(task, distinct, train, 1).counts(distinct);
        int[] trained = task.counts(train);

        for (int k = 0; k < 4; k++) {
            assertThat(counts[k] / (0.98 * COUNT)).isCloseTo(trained[k] / (0.98 * 4000), within(0.02));
        }
        assertThat(counts[3]).isZero();
    }

    @Test
    void itemsWithoutALabelStayWithout() {
        Labels control = ControlTask.labels(task, types, train, 1);

        for (int item = 0; item < COUNT; item++) {
            assertThat(control.of()[item] == Labels.NONE).isEqualTo(task.of()[item] == Labels.NONE);
        }
    }

    @Test
    void seedDecidesAndOtherTypesDoNotMatter() {
        Labels control = ControlTask.labels(task, types, train, 1);
        int[] fewer = types.clone();
        fewer[COUNT - 1] = 99_999;

        assertThat(ControlTask.labels(task, types, train, 1).of()).isEqualTo(control.of());
        assertThat(ControlTask.labels(task, types, train, 2).of()).isNotEqualTo(control.of());
        assertThat(IntStream.of(ControlTask.labels(task, fewer, train, 1).of()).limit(COUNT - 1))
                .containsExactlyElementsOf(
                        IntStream.of(control.of()).limit(COUNT - 1).boxed().toList());
    }

    /**
     * A probe that can remember every type it saw, and must guess the commonest label for the others, reaches seen +
     * unseen · largest share.
     */
    @Test
    void probeOnTypeIdentityReachesWhatTheorySays() {
        int vocabulary = 120;
        int[] ofType = random.ints(2000, 0, vocabulary).toArray();
        float[] oneHot = new float[2000 * vocabulary];
        IntStream.range(0, 2000).forEach(i -> oneHot[i * vocabulary + ofType[i]] = 1);
        Labels three = new Labels(random.ints(2000, 0, 3).toArray(), 3);
        // Types from 90 on are kept out of the training part.
        int[] seen = IntStream.range(0, 2000).filter(i -> ofType[i] < 90).toArray();
        Split split = new Split(
                IntStream.of(seen).limit(1000).toArray(),
                new int[0],
                IntStream.concat(
                                IntStream.of(seen).skip(1000),
                                IntStream.range(0, 2000).filter(i -> ofType[i] >= 90))
                        .toArray());
        Labels control = ControlTask.labels(three, ofType, split.train(), 4);
        Fit.Trained fit = new Planted(Items.of(oneHot, vocabulary), control, split, 0).train(0.1);

        Outcomes unseen = fit.test().only(Baselines.unseenTypes(control, ofType, split));
        double remembered = 1 - (double) unseen.n() / fit.test().n();
        assertThat(unseen.n()).isGreaterThan(300);
        assertThat(fit.accuracy()).isCloseTo(remembered + (1 - remembered) * unseen.accuracy(), within(0.005));
        assertThat(unseen.accuracy()).isBetween(0.1, 0.6);
    }
}
