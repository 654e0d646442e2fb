package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TestLogLikelihoodTest {
    private final Planted planted = Planted.of(2000, 6, 4, 1.0, 71);
    private final Split split = planted.split();

    @Test
    void isTheSoftmaxOfTheWeightsInTheOrderOfTheLabelledTestItems() {
        int[] of = planted.labels().of().clone();
        IntStream.range(0, of.length).filter(item -> item % 7 < 2).forEach(item -> of[item] = Labels.NONE);
        Labels some = new Labels(of, 4);
        Fit.Trained fit = planted.with(some).train(5);
        int[] test = some.among(split.test());

        assertThat(fit.testLogLikelihood()).hasSize(test.length).hasSizeLessThan(split.test().length);
        for (int j = 0; j < test.length; j++) {
            double expected = SlowProbe.logProbabilities(fit.weights(), 4, planted.items(), test[j])[of[test[j]]];
            assertThat((double) fit.testLogLikelihood()[j]).isCloseTo(expected, within(2e-5 * (1 - expected)));
        }
    }

    @Test
    void itemIsRightWhereItsLabelIsLikelierThanEvens() {
        Fit.Trained fit = planted.train(5);
        int even = 0;
        for (int j = 0; j < fit.test().n(); j++) {
            if (fit.testLogLikelihood()[j] > Math.log(0.501)) {
                assertThat(fit.test().isCorrect(j)).isTrue();
                even++;
            } else if (fit.testLogLikelihood()[j] < Math.log(0.249)) {
                assertThat(fit.test().isCorrect(j)).isFalse();
            }
        }
        assertThat(even).isGreaterThan(100);
    }

    @Test
    void unlikelyLabelsKeepTheirDistance() {
        // The test items lie far out, on the wrong side.
        float[] rows = new float[400];
        int[] of = new int[400];
        for (int item = 0; item < 400; item++) {
            float side = (item % 2 == 0 ? -1 : 1) + 0.01f * (item % 5);
            rows[item] = item < 300 ? side : 10 * side;
            of[item] = item < 300 ? item % 2 : 1 - item % 2;
        }
        Split halves = new Split(
                IntStream.range(0, 300).toArray(),
                new int[0],
                IntStream.range(300, 400).toArray());
        Fit.Trained fit = new Planted(Items.of(rows, 1), new Labels(of, 2), halves, 0).train(1e-6);

        assertThat(fit.accuracy()).isZero();
        for (int j = 0; j < 100; j++) {
            double expected = SlowProbe.logProbabilities(fit.weights(), 2, Items.of(rows, 1), 300 + j)[of[300 + j]];
            assertThat(expected).isLessThan(-20);
            assertThat((double) fit.testLogLikelihood()[j]).isCloseTo(expected, within(1e-4 * -expected));
        }
    }

    /** 1200 training items of three classes, two more in the task: 1/1202 each. */
    @Test
    void probabilitiesSumToOneOverAllClassesWhereTrainingLacksSome() {
        Labels three = new Labels(
                IntStream.of(planted.labels().of()).map(label -> label % 3).toArray(), 5);
        double[] sums = new double[split.test().length];
        for (int label = 0; label < 5; label++) {
            int[] of = three.of().clone();
            for (int item : split.test()) {
                of[item] = label;
            }
            Fit.Trained fit = planted.with(new Labels(of, 5)).train(5);
            for (int j = 0; j < sums.length; j++) {
                sums[j] += Math.exp(fit.testLogLikelihood()[j]);
                if (label >= 3) {
                    assertThat((double) fit.testLogLikelihood()[j]).isCloseTo(-Math.log(1202), within(1e-6));
                }
            }
        }

        assertThat(split.train()).hasSize(1200);
        assertThat(Arrays.stream(sums).max().orElseThrow()).isCloseTo(1, within(2e-6));
        assertThat(Arrays.stream(sums).min().orElseThrow()).isCloseTo(1, within(2e-6));
    }

    @Test
    void classesThatTrainingLacksChangeNoPrediction() {
        Labels more = new Labels(planted.labels().of(), 9);
        Fit.Trained few = planted.train(5);
        Fit.Trained many = planted.with(more).train(5);

        assertThat(many.test()).isEqualTo(few.test());
        for (int j = 0; j < few.test().n(); j++) {
            assertThat((double) many.testLogLikelihood()[j])
                    .isCloseTo(few.testLogLikelihood()[j] + Math.log(1200.0 / 1205), within(1e-6));
        }
    }
}
