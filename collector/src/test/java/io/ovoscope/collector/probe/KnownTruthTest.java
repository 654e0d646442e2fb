package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a probe must reach, by theory, on data whose distribution is known. */
class KnownTruthTest {
    private final Random random = new Random(101);

    /** Two classes of equal frequency, normal at ±signal in one direction: the best rule is right Φ(signal) of the time. */
    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 1, 2})
    void plantedSignalGivesTheAccuracyOfTheBestRule(double signal) {
        Planted planted = twoClouds(20_000, signal);
        Fit.Trained fit = planted.train(1);

        assertThat(fit.test().n()).isEqualTo(10_000);
        assertThat(fit.accuracy()).isCloseTo(normalBelow(signal), within(0.012));
        assertThat(fit.macroF1()).isCloseTo(fit.accuracy(), within(0.002));
    }

    private Planted twoClouds(int count, double signal) {
        float[] rows = Planted.normal(random, 10 * count, 1);
        int[] of = random.ints(count, 0, 2).toArray();
        for (int item = 0; item < count; item++) {
            for (int d = 0; d < 4; d++) {
                rows[10 * item + d] += (float) (signal * (of[item] - 0.5));
            }
        }
        return new Planted(Items.of(rows, 10), new Labels(of, 2), halves(count), signal);
    }

    private static Split halves(int count) {
        return Split.byPart(IntStream.range(0, count).map(item -> item % 2 * 2).toArray());
    }

    @Test
    void shuffledLabelsGiveChanceAndNoMoreThanTheirFrequenciesInNats() {
        int count = 20_000;
        Labels labels = new Labels(
                random.ints(count, 0, 10).map(k -> k < 6 ? 0 : k < 9 ? 1 : 2).toArray(), 3);
        Items items = Items.of(Planted.normal(random, 10 * count, 1), 10);
        Fit.Trained fit = new Planted(items, labels, halves(count), 0).train(10);
        double entropy = -(0.6 * Math.log(0.6) + 0.3 * Math.log(0.3) + 0.1 * Math.log(0.1));

        assertThat(fit.accuracy()).isCloseTo(0.6, within(0.015));
        assertThat(meanLogLikelihood(fit)).isCloseTo(-entropy, within(0.015));
        // Class 0 has F1 = 2 · .6 / 1.6; the others are hardly ever predicted.
        assertThat(fit.macroF1()).isCloseTo(0.25, within(0.02));
    }

    private static double meanLogLikelihood(Fit.Trained fit) {
        float[] values = fit.testLogLikelihood();
        return IntStream.range(0, values.length)
                .mapToDouble(j -> values[j])
                .average()
                .orElseThrow();
    }

    /**
     * Types that occur in the test part only: labels are drawn without regard to anything the probe can read, so a probe
     * that predicts class k for a share q_k of the items is right Σ q_k p_k of the time, and one that always says the
     * commonest class max p_k.
     */
    @Test
    void controlOnUnseenTypesIsRightByChanceAlone() {
        int types = 12_000;
        int[] typeOfItem = IntStream.range(0, types).toArray();
        Labels task = new Labels(
                random.ints(types, 0, 10).map(k -> k < 5 ? 0 : k < 8 ? 1 : 2).toArray(), 3);
        Split split = halves(types);
        Labels control = ControlTask.labels(task, typeOfItem, split.train(), 3);
        Items items = Items.of(Planted.normal(random, 100 * types, 1), 100);
        double[] shares = shares(control, split.test());

        Fit.Trained held = new Planted(items, control, split, 0).train(1e6);
        Fit.Trained free = new Planted(items, control, split, 0).train(1);
        double[] predicted = predictedShares(free, items, split.test());
        double chance =
                IntStream.range(0, 3).mapToDouble(k -> predicted[k] * shares[k]).sum();
        assertThat(Baselines.unseenTypes(control, typeOfItem, split).cardinality())
                .isEqualTo(6000);
        assertThat(held.accuracy()).isCloseTo(0.5, within(0.02)).isEqualTo(shares[0], within(1e-9));
        assertThat(predicted[1]).isGreaterThan(0.02);
        assertThat(free.accuracy()).isCloseTo(chance, within(0.02)).isLessThan(0.5);
    }

    private static double[] shares(Labels labels, int[] items) {
        return IntStream.of(labels.counts(items))
                .mapToDouble(count -> (double) count / items.length)
                .toArray();
    }

    private static double[] predictedShares(Fit.Trained fit, Items items, int[] test) {
        double[] shares = new double[3];
        for (int item : test) {
            double[] logs = SlowProbe.logProbabilities(fit.weights(), 3, items, item);
            double largest = Arrays.stream(logs).max().orElseThrow();
            int best = IntStream.range(0, 3)
                    .filter(k -> logs[k] == largest)
                    .findFirst()
                    .orElseThrow();
            shares[best] += 1.0 / test.length;
        }
        return shares;
    }

    /**
     * Types that training has seen can be remembered, as far as the width allows. Regressed on the vectors of V types with d
     * weights, random labels ±1 have fitted values of which h = d/V is the label's own and the rest noise of variance h(1 −
     * h): Φ(√(h/(1 − h))) of the types are right. A logistic fit is near that where h is small, and right on all of them
     * where h = 1.
     */
    @ParameterizedTest
    @ValueSource(ints = {50, 100, 200})
    void controlOnSeenTypesReachesWhatTheWidthCanRemember(int width) {
        double share = (width + 1) / 2000.0;

        assertThat(remembered(2000, width, 1))
                .isCloseTo(normalBelow(Math.sqrt(share / (1 - share))), within(0.02))
                .isGreaterThan(0.52);
    }

    @Test
    void controlOnFewerTypesThanFeaturesIsRememberedWhole() {
        assertThat(remembered(150, 160, 1e-3)).isEqualTo(1);
    }

    /** Control accuracy where each type occurs twice in training and twice in the test part. */
    private double remembered(int types, int width, double l2) {
        int[] typeOfItem =
                IntStream.range(0, 4 * types).map(item -> item % types).toArray();
        Items items = new Items(Planted.normal(random, types * width, 1), width, typeOfItem);
        Labels even =
                new Labels(IntStream.range(0, 4 * types).map(item -> item % 2).toArray(), 2);
        Split split = Split.byPart(IntStream.range(0, 4 * types)
                .map(item -> item < 2 * types ? 0 : 2)
                .toArray());
        Labels control = ControlTask.labels(even, typeOfItem, split.train(), 4);
        return new Planted(items, control, split, 0).train(l2).accuracy();
    }

    /** The standard normal distribution function, by summing up its density. */
    private static double normalBelow(double z) {
        double sum = 0;
        for (double x = -9; x < z; x += 1e-4) {
            sum += 1e-4 * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
        }
        return sum;
    }
}
