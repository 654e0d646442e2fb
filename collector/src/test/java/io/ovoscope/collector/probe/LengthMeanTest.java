package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LengthMeanTest {

    @Test
    void everyLengthCountsAlike() {
        LengthMean mean = new LengthMean(new int[] {5, 5, 5, 8}, new double[] {0.1, 0.2, 0.3, 0.8});

        assertThat(mean.mean()).isCloseTo((0.2 + 0.8) / 2, within(1e-12));
        assertThat(mean.count()).isEqualTo(4);
    }

    @Test
    void onlySentencesOfFiveToFiftyWordsCount() {
        PlantedTrees planted = PlantedTrees.of(400, 2, 60, 3);
        double[] values =
                planted.trees().train().stream().mapToDouble(Tree::words).toArray();
        LengthMean mean = LengthMean.of(planted.trees().train(), values);

        assertThat(mean.lengths()).contains(5, 50);
        assertThat(java.util.Arrays.stream(mean.lengths())).allMatch(n -> n >= 5 && n <= 50);
        assertThat(mean.count()).isLessThan(values.length);
        for (int s = 0; s < mean.count(); s++) {
            assertThat(mean.values()[s]).isEqualTo(mean.lengths()[s]);
        }
        assertThatThrownBy(() -> new LengthMean(new int[] {51}, new double[] {0}))
                .hasMessageContaining("of 51 words: expecting finite values of 5 to 50 words");
        assertThatThrownBy(() -> new LengthMean(new int[] {9}, new double[] {Double.NaN}))
                .hasMessageContaining("value NaN");
    }

    @Test
    void intervalIsTheNormalOneWhereAllLengthsAreEqual() {
        Random random = new Random(7);
        int[] lengths = new int[400];
        double[] values = new double[400];
        for (int s = 0; s < 400; s++) {
            lengths[s] = 9;
            values[s] = 0.3 + 0.2 * random.nextGaussian();
        }
        LengthMean mean = new LengthMean(lengths, values);
        Interval interval = mean.interval(SentenceBootstrap.seeded(5));

        assertThat(interval.upper() - interval.lower()).isCloseTo(2 * 1.96 * 0.2 / 20, within(0.005));
        assertThat(interval.contains(mean.mean())).isTrue();
        assertThat(mean.interval(SentenceBootstrap.seeded(5))).isEqualTo(interval);
        assertThat(mean.interval(SentenceBootstrap.seeded(6))).isNotEqualTo(interval);
    }

    /** Resamples miss the rare lengths of long sentences, whose figures are low. */
    @Test
    void lengthsThatResamplesMissDoNotDisplaceTheInterval() {
        int[] lengths = new int[46 * 3];
        double[] values = new double[lengths.length];
        for (int s = 0; s < lengths.length; s++) {
            lengths[s] = s < 46 ? 5 + s : 5 + s % 12;
            values[s] = 0.6 - 0.0085 * lengths[s];
        }
        LengthMean mean = new LengthMean(lengths, values);
        Interval interval = mean.interval(SentenceBootstrap.seeded(1));

        double width = interval.upper() - interval.lower();
        assertThat(width).isGreaterThan(0.02);
        assertThat((interval.lower() + interval.upper()) / 2).isCloseTo(mean.mean(), within(0.1 * width));
    }

    @Test
    void fewerThanTwoSentencesSayNothing() {
        assertThat(new LengthMean(new int[0], new double[0]).mean()).isNaN();
        assertThat(new LengthMean(new int[] {7}, new double[] {0.4}).interval(SentenceBootstrap.seeded(1)))
                .isEqualTo(new Interval(-1, 1));
    }
}
