package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SentenceBootstrapTest {
    private static final double ACCURACY = 0.7;

    /** Outcomes of sentences that differ in length and in difficulty. */
    private record Sample(Outcomes outcomes, Clusters clusters) {
        static Sample draw(int sentences, double spread, Random random) {
            BitSet correct = new BitSet();
            IntStream.Builder sentenceOf = IntStream.builder();
            int n = 0;
            for (int s = 0; s < sentences; s++) {
                int length = 5 + random.nextInt(20);
                double easy = ACCURACY + (random.nextBoolean() ? spread : -spread);
                for (int i = 0; i < length; i++) {
                    correct.set(n++, random.nextDouble() < easy);
                    sentenceOf.add(s);
                }
            }
            int[] items = IntStream.range(0, n).toArray();
            return new Sample(
                    new Outcomes(correct, n), Clusters.of(sentenceOf.build().toArray(), items));
        }

        Interval interval(long seed) {
            return SentenceBootstrap.seeded(seed).interval(outcomes, clusters);
        }
    }

    @Test
    void coversTheTruthAboutNineteenTimesInTwenty() {
        Random random = new Random(41);
        int covered = 0;
        for (int trial = 0; trial < 300; trial++) {
            covered += Sample.draw(80, 0.25, random).interval(trial).contains(ACCURACY) ? 1 : 0;
        }

        assertThat(covered / 300.0).isBetween(0.91, 0.98);
    }

    @Test
    void dependentItemsWidenTheInterval() {
        Sample alike = Sample.draw(200, 0, new Random(42));
        Sample unlike = Sample.draw(200, 0.3, new Random(42));
        double binomial = 2 * 1.96 * Math.sqrt(0.7 * 0.3 / alike.outcomes().n());

        assertThat(width(alike.interval(1))).isCloseTo(binomial, within(0.25 * binomial));
        assertThat(width(unlike.interval(1))).isGreaterThan(1.6 * binomial);
    }

    private static double width(Interval interval) {
        return interval.upper() - interval.lower();
    }

    @Test
    void agreesWithThePairedStandardError() {
        Sample sample = Sample.draw(400, 0.2, new Random(43));
        Outcomes nothing = new Outcomes(new BitSet(), sample.outcomes().n());
        PairedDifference error = PairedDifference.of(sample.outcomes(), nothing, sample.clusters());

        assertThat(width(sample.interval(1)))
                .isCloseTo(2 * 1.96 * error.standardError(), within(0.1 * width(sample.interval(1))));
    }

    @Test
    void sameSeedGivesTheSameInterval() {
        Sample sample = Sample.draw(50, 0.2, new Random(44));

        assertThat(sample.interval(7)).isEqualTo(sample.interval(7)).isNotEqualTo(sample.interval(8));
    }

    @Test
    void everySentenceIsDrawnEquallyOften() {
        int[] sentences = IntStream.range(0, 7).toArray();
        for (int right = 0; right < 7; right++) {
            BitSet correct = new BitSet();
            correct.set(right);
            Interval interval = new SentenceBootstrap(20_000, 0.5, 3)
                    .interval(new Outcomes(correct, 7), Clusters.of(sentences, sentences));

            // Of 7 draws, Binomial(7, 1/7) hits: quartiles 0 and 2.
            assertThat(interval).isEqualTo(new Interval(0, 2.0 / 7));
        }
    }

    @Test
    void meanOfZerosAndOnesHasTheIntervalOfTheAccuracy() {
        Sample sample = Sample.draw(51, 0.2, new Random(46));
        float[] values = new float[sample.outcomes().n()];
        sample.outcomes().correct().stream().forEach(j -> values[j] = 1);

        assertThat(SentenceBootstrap.seeded(7).meanInterval(values, sample.clusters()))
                .isEqualTo(sample.interval(7));
    }

    @Test
    void allRightHasTheExactLowerBoundOfSentencesAndNoneRightItsMirror() {
        // Thirty sentences of three items each: .025^(1/30), as in Clopper and Pearson's tables for 30 of 30.
        int[] sentences = IntStream.range(0, 90).map(i -> i / 3).toArray();
        Clusters clusters = Clusters.of(sentences, IntStream.range(0, 90).toArray());
        BitSet all = new BitSet();
        all.set(0, 90);

        Interval right = SentenceBootstrap.seeded(7).interval(new Outcomes(all, 90), clusters);
        Interval wrong = SentenceBootstrap.seeded(7).interval(new Outcomes(new BitSet(), 90), clusters);

        assertThat(right.lower()).isCloseTo(0.8843, within(5e-5));
        assertThat(right.upper()).isEqualTo(1);
        assertThat(wrong).isEqualTo(new Interval(0, 1 - right.lower()));
    }

    @Test
    void oneSentenceSaysNothingOfOthers() {
        BitSet all = new BitSet();
        all.set(0, 3);
        Clusters one = Clusters.of(new int[3], new int[] {0, 1, 2});

        assertThat(SentenceBootstrap.seeded(7).interval(new Outcomes(all, 3), one))
                .isEqualTo(new Interval(0, 1));
    }

    @Test
    void meanOfOneSentenceHasNoBounds() {
        Clusters one = Clusters.of(new int[3], new int[] {0, 1, 2});

        assertThat(SentenceBootstrap.seeded(7).meanInterval(new float[] {1, 2, 3}, one))
                .isEqualTo(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    @Test
    void outcomesOfOtherItemsAreRefused() {
        Sample sample = Sample.draw(5, 0, new Random(45));

        assertThatThrownBy(() -> SentenceBootstrap.seeded(1).interval(new Outcomes(new BitSet(), 3), sample.clusters()))
                .hasMessageStartingWith("outcomes of 3 items: expecting");
    }
}
