package io.ovoscope.collector.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.Outcomes;
import io.ovoscope.collector.probe.PairedDifference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlateauTest {
    @Test
    void theReferenceIsTheBestMeanOfThreeAndTheNewestOfEquals() {
        Plateau plateau = new Plateau(singles(10));
        for (int right : new int[] {9, 1, 8, 8, 8, 2, 8, 8, 8}) {
            plateau.next(outcomes(10, right));
        }
        DropTest test = plateau.next(outcomes(10, 5)).orElseThrow();
        assertThat(test.first()).isEqualTo(6);
        assertThat(test.reference()).isEqualTo(.8, within(1e-15));
        assertThat(test.drop()).isEqualTo(.3, within(1e-15));
    }

    @Test
    void threeSnapshotsAreNeededBeforeTheFirstTest() {
        Plateau plateau = new Plateau(singles(10));
        for (int i = 0; i < 3; i++) {
            assertThat(plateau.next(outcomes(10, 5))).isEmpty();
        }
        assertThat(plateau.next(outcomes(10, 5)).orElseThrow().p()).isEqualTo(1);
    }

    @Test
    void anImprovementIsNoDrop() {
        Plateau plateau = new Plateau(singles(100));
        for (int right = 10; right < 90; right += 10) {
            plateau.next(outcomes(100, right))
                    .ifPresent(test -> assertThat(test.p()).isEqualTo(1));
        }
    }

    @Test
    void withOneWindowThePIsThatOfSignFlipsAndTheErrorThatOfPairedDifferences() {
        Plateaus curve = new Plateaus(3, 200, 5, .3, .8, 1);
        Plateau plateau = new Plateau(curve.sentences());
        Outcomes same = curve.next(0);
        for (int i = 0; i < 3; i++) {
            plateau.next(same);
        }
        Outcomes now = curve.next(.05);
        DropTest test = plateau.next(now).orElseThrow();
        PairedDifference paired = PairedDifference.of(same, now, curve.sentences());
        assertThat(test.drop()).isEqualTo(paired.difference(), within(1e-12));
        assertThat(test.standardError()).isEqualTo(paired.standardError(), within(1e-12));
        assertThat(test.lower()).isEqualTo(paired.lower(), within(1e-12));
        assertThat(test.upper()).isEqualTo(paired.upper(), within(1e-12));
        int[] before = curve.sentences().correct(same);
        int[] after = curve.sentences().correct(now);
        int[] differences = new int[before.length];
        for (int s = 0; s < before.length; s++) {
            differences[s] = before[s] - after[s];
        }
        assertThat(test.p()).isEqualTo(SignFlips.p(differences));
    }

    @Test
    void sentencesOfOneItemGiveWhatSentencesOfSeveralWould() {
        // The same outcomes, once as bits and once with one sentence of two items beside, which keeps the counts apart.
        SplittableRandom random = new SplittableRandom(5);
        Plateau bits = new Plateau(singles(300));
        int[] items = new int[302];
        int[] sentences = new int[302];
        for (int i = 0; i < 302; i++) {
            items[i] = i;
            sentences[i] = Math.min(i, 300);
        }
        Plateau counts = new Plateau(Clusters.of(sentences, items));
        for (int t = 0; t < 12; t++) {
            BitSet correct = new BitSet();
            for (int i = 0; i < 300; i++) {
                correct.set(i, random.nextDouble() < (t == 11 ? .6 : .8));
            }
            Optional<DropTest> one = bits.next(new Outcomes(correct, 300));
            Optional<DropTest> other = counts.next(new Outcomes(correct, 302));
            assertThat(one.map(DropTest::p)).isEqualTo(other.map(DropTest::p));
        }
    }

    @Test
    void forgettingSnapshotsIsAsIfTheyHadNotCome() {
        Plateaus curve = new Plateaus(4, 100, 5, .2, .5, 1);
        List<Outcomes> snapshots = new ArrayList<>();
        for (int t = 0; t < 12; t++) {
            snapshots.add(curve.next(t > 8 ? .05 : 0));
        }
        Plateau straight = new Plateau(curve.sentences());
        Plateau astray = new Plateau(curve.sentences());
        for (int t = 0; t < 7; t++) {
            straight.next(snapshots.get(t));
            astray.next(snapshots.get(t));
        }
        astray.next(snapshots.get(11));
        astray.next(snapshots.get(0));
        astray.truncate(7);
        assertThat(astray.size()).isEqualTo(7);
        for (int t = 7; t < 12; t++) {
            assertThat(astray.next(snapshots.get(t))).isEqualTo(straight.next(snapshots.get(t)));
        }
    }

    @Test
    void outcomesOfAnotherNumberOfItemsAreRefused() {
        Plateau plateau = new Plateau(singles(10));
        assertThatThrownBy(() -> plateau.next(outcomes(9, 3))).hasMessageContaining("expecting 10");
    }

    /**
     * The size of the test where nothing changes, over all snapshots of 60: design effects from 1 to 3, sentences that change at each
     * snapshot or seldom. 100 runs of 57 tests, which hang together within a run.
     */
    @ParameterizedTest
    @CsvSource({"0, 1", "0.5, 1", "0.9, 1", "0.5, 0.1", "0.9, 0.1"})
    void pIsNotBelowItsLevelMoreOftenThanTheLevelSays(double together, double redrawn) {
        double[] levels = {.1, .05, .01, .001};
        int[] below = new int[levels.length];
        int tests = 0;
        for (int run = 0; run < 100; run++) {
            Plateaus curve = new Plateaus(run, 100, 6, .18, together, redrawn);
            Plateau plateau = new Plateau(curve.sentences());
            for (int t = 0; t < 60; t++) {
                Optional<DropTest> test = plateau.next(curve.next(0));
                for (int k = 0; test.isPresent() && k < levels.length; k++) {
                    below[k] += test.get().p() <= levels[k] ? 1 : 0;
                }
                tests += test.isPresent() ? 1 : 0;
            }
        }
        assertThat(below[0]).as("it does say something").isGreaterThan(tests / 100);
        for (int k = 0; k < levels.length; k++) {
            double spread = 3 * Math.sqrt(tests * levels[k]);
            assertThat((double) below[k]).as("at %s", levels[k]).isLessThan(tests * levels[k] + spread);
        }
    }

    @Test
    void againstTheBestSingleSnapshotsOwnErrorTheSizeWouldBeFarTooLarge() {
        // What is guarded against: the p-value without the choice.
        int below = 0;
        int tests = 0;
        for (int run = 0; run < 60; run++) {
            Plateaus curve = new Plateaus(run, 100, 6, .18, .5, 1);
            Plateau plateau = new Plateau(curve.sentences());
            for (int t = 0; t < 60; t++) {
                Optional<DropTest> test = plateau.next(curve.next(0));
                below += test.filter(of -> of.drop() > 1.645 * of.standardError())
                                .isPresent()
                        ? 1
                        : 0;
                tests += test.isPresent() ? 1 : 0;
            }
        }
        assertThat(below / (double) tests).isGreaterThan(.1);
    }

    @Test
    void aCurveThatIsRestlessByItselfIsNotBelievedAsSoonAsItsSentencesAre() {
        // 5,000 items, whose accuracy is up to two points higher or lower from one snapshot to the next, all sentences
        // at
        // once.
        int believed = 0;
        int byStandardError = 0;
        int tests = 0;
        for (int run = 0; run < 20; run++) {
            SplittableRandom random = new SplittableRandom(run);
            Plateaus curve = new Plateaus(run, 500, 10, .18, .3, 1);
            Plateau plateau = new Plateau(curve.sentences());
            for (int t = 0; t < 60; t++) {
                Optional<DropTest> test = plateau.next(curve.next(random.nextDouble() * .05));
                believed += test.filter(of -> of.p() < .001).isPresent() ? 1 : 0;
                byStandardError +=
                        test.filter(of -> of.drop() > 4.5 * of.standardError()).isPresent() ? 1 : 0;
                tests += test.isPresent() ? 1 : 0;
            }
        }
        assertThat(byStandardError).as("what is guarded against").isGreaterThan(tests / 10);
        assertThat(believed).isLessThan(tests / 40);
    }

    @Test
    void unrestIsWhatSecondDifferencesHoldBeyondTheirSentences() {
        double[] squares = new double[400];
        double[] explained = new double[400];
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < squares.length; i++) {
            double z = random.nextGaussian();
            squares[i] = (6 * 4 + 1) * z * z;
            explained[i] = 1;
        }
        assertThat(Unrest.of(squares, explained).variance()).isBetween(3.2, 4.8);
        squares[0] = 1e9;
        assertThat(Unrest.of(squares, explained).variance())
                .as("a jump is left out")
                .isBetween(3.2, 4.8);
        assertThat(Unrest.of(new double[] {0, 0}, new double[] {1, 1}).variance())
                .isZero();
        assertThat(Unrest.of(new double[0], new double[0]).variance()).isZero();
    }

    @Test
    void aShareOfImportedItemsIsTestedByItsNumber() {
        ProportionPlateau plateau = new ProportionPlateau();
        assertThat(plateau.next(.5, 1000)).isEmpty();
        for (int i = 0; i < 3; i++) {
            plateau.next(.8, 1000);
        }
        DropTest test = plateau.next(.7, 1000).orElseThrow();
        assertThat(test.first()).isEqualTo(1);
        assertThat(test.drop()).isEqualTo(.1, within(1e-12));
        assertThat(test.p())
                .as("the window with the snapshot at .5 could not have been the best")
                .isEqualTo(TwoProportions.p(.8, 1000, .7, 1000), within(1e-12));
        plateau.truncate(4);
        assertThat(plateau.next(.7, 1000).orElseThrow()).isEqualTo(test);
        assertThatThrownBy(() -> plateau.next(1.2, 10))
                .hasMessage("accuracy 1.2 of 10 items: expecting 0 <= accuracy <= 1 and n >= 1");
    }

    private static Clusters singles(int n) {
        int[] items = new int[n];
        for (int i = 0; i < n; i++) {
            items[i] = i;
        }
        return Clusters.of(items, items);
    }

    private static Outcomes outcomes(int n, int right) {
        BitSet correct = new BitSet();
        correct.set(0, right);
        return new Outcomes(correct, n);
    }
}
