package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProbeTrainingTest {

    @Test
    void plantedSignalIsFoundAsWellAsTheBestRuleFindsIt() {
        Planted planted = Planted.of(4000, 8, 4, 1.0, 11);
        double best = nearestCentreAccuracy(planted);

        assertThat(planted.train(1).accuracy()).isCloseTo(best, within(0.02)).isGreaterThan(0.6);
    }

    /** Fisher's rule with the true class means and pooled covariance is what a linear probe can reach at best. */
    private static double nearestCentreAccuracy(Planted planted) {
        return FisherRule.accuracy(planted.items(), planted.labels(), planted.split());
    }

    @Test
    void shuffledLabelsGiveChance() {
        Planted planted = Planted.of(5000, 8, 4, 1.0, 12);
        int[] shuffled = planted.labels().of().clone();
        Random random = new Random(5);
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int label = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = label;
        }

        assertThat(planted.with(new Labels(shuffled, 4)).train(10).accuracy()).isCloseTo(0.25, within(0.05));
    }

    @Test
    void sameInputGivesTheSameBits() {
        Planted planted = Planted.of(1500, 12, 5, 0.5, 13);

        assertThat(planted.train(1).weights()).isEqualTo(planted.train(1).weights());
    }

    @Test
    void threadsSideBySideGiveTheSameBitsAsOneAlone() throws Exception {
        Planted planted = Planted.of(1500, 12, 5, 0.5, 13);
        float[] alone = planted.train(1).weights();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<float[]>> fits = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                fits.add(pool.submit(() -> planted.train(1).weights()));
            }
            for (Future<float[]> fit : fits) {
                assertThat(fit.get()).isEqualTo(alone);
            }
        } finally {
            pool.shutdown();
        }
    }

    @ParameterizedTest
    @EnumSource(FeatureSpace.class)
    void warmStartChangesTheTimeAndNotTheAnswer(FeatureSpace space) {
        Planted before = Planted.of(3000, 10, 4, 0.8, 14);
        Planted now = drifted(before, 0.1);
        ProbeSettings settings = ProbeSettings.DEFAULT.in(space);
        Fit.Trained cold = now.train(5, settings);
        Fit.Trained warm = warm(now, settings, before.train(5, settings).weights());

        assertThat(warm.iterations()).isLessThan(cold.iterations());
        assertThat(warm.converged()).isTrue();
        assertThat(warm.accuracy()).isCloseTo(cold.accuracy(), within(0.0005));
        assertThat(warm.objective()).isCloseTo(cold.objective(), within(1e-4 * cold.objective()));
        assertSameClassifier(warm.weights(), cold.weights(), now.items());
    }

    @Test
    void warmStartFromTheAnswerItselfNeedsNoIteration() {
        Planted planted = Planted.of(1000, 6, 3, 0.8, 15);
        ProbeSettings settings = ProbeSettings.DEFAULT.within(1e-5);
        float[] answer = planted.train(5, settings.within(1e-6)).weights();

        assertThat(warm(planted, settings, answer).iterations()).isZero();
    }

    @Test
    void warmStartWorseThanKnowingNothingIsDropped() {
        Planted planted = Planted.of(1000, 6, 3, 0.8, 15);
        float[] nonsense = new float[3 * 7];
        Arrays.fill(nonsense, 0, 7, 1e6f);

        assertThat(warm(planted, ProbeSettings.DEFAULT, nonsense).weights())
                .isEqualTo(planted.train(5).weights());
    }

    /** Classes changed places, almost: better than knowing nothing, but by less than the way back brings. */
    @Test
    void warmStartWithMoreToGainThanItHasGainedIsDropped() {
        Planted planted = Planted.of(1000, 6, 3, 0.8, 15);
        Fit.Trained answer = planted.train(5);
        double prior = logLoss(planted, new float[3 * 7]);
        double penalty = answer.objective() - logLoss(planted, answer.weights());
        float[] start = answer.weights();
        for (double share = 0; penalty + logLoss(planted, start) < 0.9 * prior; share += 0.01) {
            start = moved(answer.weights(), share);
        }

        assertThat(penalty + logLoss(planted, start)).isLessThan(prior);
        assertThat(warm(planted, ProbeSettings.DEFAULT, start).weights()).isEqualTo(answer.weights());
    }

    /** Over the training items. */
    private static double logLoss(Planted planted, float[] weights) {
        return -Arrays.stream(planted.split().train())
                .mapToDouble(item ->
                        SlowProbe.logProbabilities(weights, planted.labels().classes(), planted.items(), item)[
                                planted.labels().of()[item]])
                .sum();
    }

    /** Each class has a share of the next one's weights of 6 features and bias. */
    private static float[] moved(float[] weights, double share) {
        float[] result = new float[weights.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) ((1 - share) * weights[i] + share * weights[(i + 7) % weights.length]);
        }
        return result;
    }

    @Test
    void tasksTrainedTogetherAreTheTasksTrainedAlone() {
        Planted planted = Planted.of(2000, 10, 4, 0.6, 16);
        int[] parity = Arrays.stream(planted.labels().of()).map(k -> k % 2).toArray();
        Planted other = planted.with(new Labels(parity, 2));
        List<Fit> together;
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            together = workspace
                    .prepare(planted.items(), planted.split(), ProbeSettings.DEFAULT)
                    .fit(List.of(Target.cold(planted.labels(), 5), Target.cold(other.labels(), 50)));
        }

        assertSame((Fit.Trained) together.get(0), planted.train(5), planted.items());
        assertSame((Fit.Trained) together.get(1), other.train(50), planted.items());
    }

    @Test
    void itemsWithoutALabelTakeNoPart() {
        Planted planted = Planted.of(2000, 6, 3, 0.6, 18);
        int[] of = planted.labels().of().clone();
        IntStream.range(0, 2000).filter(i -> i % 7 < 3).forEach(i -> of[i] = Labels.NONE);
        Labels some = new Labels(of, 3);
        Split split = planted.split();
        Split labelled =
                new Split(some.among(split.train()), some.among(split.development()), some.among(split.test()));
        ProbeSettings settings = ProbeSettings.DEFAULT.in(FeatureSpace.CENTRED).within(1e-6);
        Fit.Trained fit = planted.with(some).train(5, settings);
        Fit.Trained without = new Planted(planted.items(), some, labelled, 0).train(5, settings);

        assertThat(fit.test().n()).isEqualTo(labelled.test().length).isLessThan(split.test().length);
        assertThat(fit.test()).isEqualTo(without.test());
        assertSame(fit, without, planted.items());
        assertThat(fit.developmentLogLoss()).isCloseTo(without.developmentLogLoss(), within(1e-5));
    }

    @Test
    void whitenedAccuracyDoesNotDependOnALinearMapOfTheLayer() {
        Planted planted = Planted.of(3000, 8, 4, 0.8, 17);
        Planted stretched = drifted(planted, 0);
        float[] rows = stretched.items().parts().get(0).rows();
        for (int i = 0; i < rows.length; i += 8) {
            rows[i] = 1000 * rows[i] + rows[i + 1];
        }

        assertThat(stretched.train(50).objective()).isCloseTo(planted.train(50).objective(), within(0.1));
    }

    private static void assertSame(Fit.Trained fit, Fit.Trained alone, Items items) {
        assertThat(fit.accuracy()).isCloseTo(alone.accuracy(), within(0.0005));
        assertThat(fit.objective()).isCloseTo(alone.objective(), within(1e-5 * alone.objective()));
        assertSameClassifier(fit.weights(), alone.weights(), items);
    }

    /** Differences of class scores on the items agree: weights alone may differ along directions without variance. */
    private static void assertSameClassifier(float[] a, float[] b, Items items) {
        int stride = items.width() + 1;
        for (int item = 0; item < 100; item++) {
            for (int k = 1; k < a.length / stride; k++) {
                double margin = score(b, k, item, items) - score(b, 0, item, items);
                assertThat(score(a, k, item, items) - score(a, 0, item, items))
                        .isCloseTo(margin, within(0.02 + 0.01 * Math.abs(margin)));
            }
        }
    }

    private static double score(float[] weights, int k, int item, Items items) {
        int at = k * (items.width() + 1);
        float[] row = new float[items.width()];
        items.copy(item, row, 0);
        double score = weights[at + items.width()];
        for (int d = 0; d < items.width(); d++) {
            score += (double) weights[at + d] * row[d];
        }
        return score;
    }

    private static Fit.Trained warm(Planted planted, ProbeSettings settings, float[] weights) {
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            return (Fit.Trained) workspace
                    .prepare(planted.items(), planted.split(), settings)
                    .fit(Target.cold(planted.labels(), 5).from(weights));
        }
    }

    private static Planted drifted(Planted planted, double share) {
        float[] rows = planted.items().parts().get(0).rows().clone();
        int width = planted.items().width();
        Random random = new Random(6);
        for (int i = 0; i < rows.length; i++) {
            rows[i] += (float) (share * random.nextGaussian() * Math.pow(10, -2.0 * (i % width) / width));
        }
        return new Planted(Items.of(rows, width), planted.labels(), planted.split(), planted.signal());
    }
}
