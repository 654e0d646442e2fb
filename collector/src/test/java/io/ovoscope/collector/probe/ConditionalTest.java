package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConditionalTest {
    private static final int COUNT = 8000;
    private static final double LOG_TWO = Math.log(2);

    private final Random random = new Random(91);
    private final int[] of = random.ints(COUNT, 0, 2).toArray();
    private final Split split = Split.byPart(
            IntStream.range(0, COUNT).map(item -> item % 10 < 5 ? 0 : 2).toArray());
    private final Clusters clusters =
            Clusters.of(IntStream.range(0, COUNT).map(item -> item / 10).toArray(), split.test());

    /** Three features of noise, and one at a distance of the class that gives the stated signal. */
    private Items layer(double signal) {
        float[] rows = Planted.normal(random, 4 * COUNT, 1);
        for (int item = 0; item < COUNT; item++) {
            rows[4 * item + 2] += (float) (of[item] == 1 ? signal : -signal);
        }
        return Items.of(rows, 4);
    }

    private Conditional gain(Items layerZero, Items layer, double l2, FeatureSpace space) {
        ProbeSettings settings = ProbeSettings.DEFAULT.in(space);
        List<Target> targets = List.of(Target.cold(new Labels(of, 2), l2));
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            Fit alone = Conditional.alone(workspace, layerZero, split, settings, targets)
                    .get(0);
            Fit beside = Conditional.beside(workspace, layerZero, layer, split, settings, targets)
                    .get(0);
            return Conditional.gain((Fit.Trained) alone, (Fit.Trained) beside, clusters, SentenceBootstrap.seeded(1));
        }
    }

    private Conditional gain(Items layerZero, Items layer) {
        return gain(layerZero, layer, 1, FeatureSpace.WHITENED);
    }

    /** Nats that a feature of normal noise at ±signal says of an even label: log 2 − E log(1 + e^(−2·signal·x)). */
    private static double nats(double signal) {
        double sum = 0;
        double weights = 0;
        for (double z = -8; z <= 8; z += 0.001) {
            double weight = Math.exp(-z * z / 2);
            sum += weight * Math.log1p(Math.exp(-2 * signal * (signal + z)));
            weights += weight;
        }
        return LOG_TWO - sum / weights;
    }

    @Test
    void plantedFeatureGainsTheNatsItHolds() {
        for (double signal : new double[] {0.3, 1, 2}) {
            Conditional gain = gain(layer(0), layer(signal));

            assertThat(gain.nats()).isCloseTo(nats(signal), within(0.012));
            assertThat(gain.interval().contains(nats(signal))).isTrue();
            assertThat(gain.interval().upper() - gain.interval().lower()).isBetween(0.002, 0.05);
        }
        assertThat(nats(1)).isBetween(0.3, 0.4);
    }

    @Test
    void layerZeroBesideItselfGainsNothing() {
        Items layerZero = layer(1);

        assertThat(gain(layerZero, layerZero).nats()).isCloseTo(0, within(1e-4));
        assertThat(gain(layerZero, layerZero, 100, FeatureSpace.WHITENED).nats())
                .isCloseTo(0, within(1e-4));
    }

    @Test
    void linearMapOfLayerZeroGainsNothing() {
        Items layerZero = layer(1);
        float[] rows = layerZero.parts().get(0).rows().clone();
        for (int at = 0; at < rows.length; at += 4) {
            rows[at] = 3 * rows[at] - rows[at + 2] + 7;
            rows[at + 2] = rows[at + 1] - 0.1f * rows[at + 2];
        }

        assertThat(gain(layerZero, Items.of(rows, 4)).nats()).isCloseTo(0, within(1e-4));
    }

    @Test
    void layerZeroThatKnowsAlreadyTakesTheGainAway() {
        Items knowing = layer(2);
        float[] rows = Planted.normal(random, 4 * COUNT, 1);
        for (int item = 0; item < COUNT; item++) {
            rows[4 * item] = knowing.parts().get(0).rows()[4 * item + 2];
        }
        Items layer = Items.of(rows, 4);

        assertThat(gain(layer(0), layer).nats()).isCloseTo(nats(2), within(0.02));
        assertThat(gain(knowing, layer).nats()).isCloseTo(0, within(0.003));
        // Two independent readings of ±2 are worth one of ±2√2.
        assertThat(gain(knowing, layer(2)).nats()).isCloseTo(nats(2 * Math.sqrt(2)) - nats(2), within(0.01));
    }

    @Test
    void noiseBesideLayerZeroLosesALittle() {
        float[] noise = Planted.normal(random, 60 * COUNT, 1);
        Conditional gain = gain(layer(1), Items.of(noise, 60));

        // Sixty superfluous weights, on 4,000 items: about 60 / (2 · 4000) nats.
        assertThat(gain.nats()).isBetween(-0.02, 0.0);
        assertThat(gain.interval().upper()).isLessThan(0.002);
    }

    @Test
    void copyInStandardisedSpaceIsPenalisedHalfAsMuch() {
        Items layerZero = layer(1);

        double gain =
                gain(layerZero, layerZero, 4000, FeatureSpace.STANDARDISED).nats();
        double halved = likelihood(layerZero, 2000) - likelihood(layerZero, 4000);
        assertThat(gain).isCloseTo(halved, within(1e-4)).isGreaterThan(0.01);
    }

    private double likelihood(Items items, double l2) {
        Planted planted = new Planted(items, new Labels(of, 2), split, 1);
        float[] values = planted.train(l2, ProbeSettings.DEFAULT.in(FeatureSpace.STANDARDISED))
                .testLogLikelihood();
        return IntStream.range(0, values.length)
                .mapToDouble(j -> values[j])
                .average()
                .orElseThrow();
    }

    @Test
    void differentStrengthsOrItemsAreRefused() {
        Planted planted = Planted.of(600, 3, 2, 1, 92);
        Fit.Trained one = planted.train(1);
        Fit.Trained ten = planted.train(10);
        Fit.Trained fewer = new Planted(
                        planted.items(),
                        planted.labels(),
                        new Split(planted.split().train(), new int[0], new int[] {6, 7}),
                        1)
                .train(1);
        SentenceBootstrap bootstrap = SentenceBootstrap.seeded(1);

        assertThat(Conditional.gains(one, one)).hasSize(120).containsOnly(0);
        assertThatThrownBy(() -> Conditional.gain(one, ten, clusters, bootstrap))
                .hasMessage("l2 1.0 of layer 0 alone and 10.0 beside: expecting one strength");
        assertThatThrownBy(() -> Conditional.gain(one, fewer, clusters, bootstrap))
                .hasMessage("log likelihoods of 120 and 2 items: expecting those of the same items");
        assertThatThrownBy(() -> Conditional.gain(one, one, clusters, bootstrap))
                .hasMessage("values of 120 items: expecting 4000 as in the clusters");
    }
}
