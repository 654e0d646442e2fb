package io.ovoscope.collector.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ManyTestsTest {
    /** The example of Benjamini and Hochberg (1995, section 3.2): four are rejected at 5%. */
    private static final double[] NEUHAUS = {
        .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1
    };

    @Test
    void benjaminiAndHochbergsOwnExampleHasFourRejections() {
        assertThat(ManyTests.benjaminiHochberg(NEUHAUS, .05).stream().boxed()).containsExactly(0, 1, 2, 3);
        assertThat(ManyTests.benjaminiHochberg(NEUHAUS, .0001 * 14).isEmpty()).isTrue();
    }

    @Test
    void simesIsTheLevelAtWhichBenjaminiAndHochbergRejectTheFirst() {
        assertThat(ManyTests.simes(NEUHAUS)).isEqualTo(.0015, within(1e-15));
        assertThat(ManyTests.simes(new double[] {.5, .02, .03})).isEqualTo(.045, within(1e-15));
        assertThat(ManyTests.simes(new double[0])).isEqualTo(1);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            double[] ps = random.doubles(1 + random.nextInt(40)).toArray();
            double simes = ManyTests.simes(ps);
            assertThat(ManyTests.benjaminiHochberg(ps, simes).isEmpty()).isFalse();
            assertThat(ManyTests.benjaminiHochberg(ps, simes * (1 - 1e-12)).isEmpty())
                    .isTrue();
        }
    }

    @Test
    void samplesNeededAreThoseOfThreeKnownCases() {
        assertThat(SampleSize.of(.01, .04, 1)).isEqualTo(3134);
        assertThat(SampleSize.of(.02, .06, 1)).isEqualTo(1174);
        assertThat(SampleSize.of(.05, .15, 1)).isEqualTo(468);
        assertThat(SampleSize.of(.02, .06, 1.5)).isEqualTo(1760);
        assertThat(SampleSize.of(.01, .001, 1))
                .as("no fewer items change than drop")
                .isEqualTo(SampleSize.of(.01, .01, 1));
        assertThatThrownBy(() -> SampleSize.of(0, .04, 1)).hasMessage("drop 0.0: expecting 0 < drop <= 1");
    }

    @Test
    void lordsLevelsDependOnEarlierRejectionsOnlyAndRiseWithThem() {
        LordPlusPlus quiet = new LordPlusPlus(.05);
        LordPlusPlus other = new LordPlusPlus(.05);
        double spent = 0;
        for (int t = 1; t <= 10_000; t++) {
            double level = quiet.level();
            assertThat(level).isEqualTo(.025 * LordPlusPlus.gamma(t));
            assertThat(quiet.rejects(1)).isFalse();
            assertThat(other.level()).isEqualTo(level);
            assertThat(other.rejects(Math.nextUp(level))).isFalse();
            spent += level;
        }
        assertThat(spent).as("all that it may ever spend is w0").isBetween(.008, .025);

        assertThat(quiet.rejects(0)).isTrue();
        assertThat(quiet.level()).isEqualTo(.025 * LordPlusPlus.gamma(10_002) + .025 * LordPlusPlus.gamma(1));
        assertThat(quiet.rejects(0)).isTrue();
        assertThat(quiet.level())
                .isEqualTo(
                        .025 * LordPlusPlus.gamma(10_003) + .025 * LordPlusPlus.gamma(2) + .05 * LordPlusPlus.gamma(1),
                        within(1e-15));
    }

    @Test
    void lordKeepsTheRateOfFalseDiscoveriesAmongNullsAndAlternatives() {
        SplittableRandom random = new SplittableRandom(2);
        double rates = 0;
        int found = 0;
        for (int run = 0; run < 400; run++) {
            LordPlusPlus lord = new LordPlusPlus(.05);
            int wrong = 0;
            int rejected = 0;
            for (int t = 0; t < 200; t++) {
                boolean isNull = random.nextDouble() < .7;
                if (lord.rejects(isNull ? random.nextDouble() : Math.pow(random.nextDouble(), 12))) {
                    rejected++;
                    wrong += isNull ? 1 : 0;
                }
            }
            rates += wrong / (double) Math.max(1, rejected);
            found += rejected;
        }
        assertThat(found).isGreaterThan(4000);
        assertThat(rates / 400).isLessThan(.05);
    }
}
