package io.ovoscope.collector.watch;

import static io.ovoscope.collector.watch.WatchedRun.ITEMS;
import static io.ovoscope.collector.watch.WatchedRun.RUN;
import static io.ovoscope.collector.watch.WatchedRun.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.OnlineEmergence;
import io.ovoscope.wire.OnlineEmergence.Floor;
import io.ovoscope.wire.StepClosed;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class EmergenceFinderTest {
    private final WatchedRun run = new WatchedRun(7);
    private final RunCurves curves = new RunCurves();
    private final List<CurveRecord> records = new ArrayList<>();
    private final EmergenceFinder finder = finder();

    private EmergenceFinder finder() {
        return new EmergenceFinder(
                run.manifest(1, 0), new TestItems(run.probeSetOfTheRun()), EmergenceSettings.defaults());
    }

    private void put(CurveRecord record) {
        records.add(record);
        curves.put(record, START);
    }

    private void putStep(CurvePoint... points) {
        List.of(points).forEach(this::put);
        CurvePoint one = points[0];
        put(new StepClosed(RUN, one.attempt(), one.step(), one.takenAt(), 2, points.length, points.length < 2));
    }

    private void putStep(long step, double inLayer0, double inLayer1) {
        putStep(run.point(1, 0, step, inLayer0), run.point(1, 1, step, inLayer1));
    }

    private List<Emergence> emergences(int layer) {
        return finder.in(curves).stream()
                .filter(Emergence.class::isInstance)
                .map(Emergence.class::cast)
                .filter(emergence -> emergence.layer() == layer)
                .toList();
    }

    private List<OnlineEmergence> online(int layer, Floor floor) {
        return finder.in(curves).stream()
                .filter(OnlineEmergence.class::isInstance)
                .map(OnlineEmergence.class::cast)
                .filter(found -> found.layer() == layer && found.floor() == floor)
                .toList();
    }

    /** A point of which this share is right, the first of the items; of its control task likewise. */
    private CurvePoint exact(int layer, long step, double share, double control, Map<Figure, Double> figures) {
        return run.point(
                1,
                layer,
                step,
                new Evidence.Items("set", ITEMS, firstOf(share), firstOf(control)),
                new Figures(figures));
    }

    private static BitSet firstOf(double share) {
        BitSet bits = new BitSet();
        bits.set(0, Math.toIntExact(Math.round(share * ITEMS)));
        return bits;
    }

    /** A point as an imported file gives it. */
    private CurvePoint imported(int layer, long step, double accuracy, double n) {
        Map<Figure, Double> figures =
                n > 0 ? Map.of(Figure.ACCURACY, accuracy, Figure.N, n) : Map.of(Figure.ACCURACY, accuracy);
        return run.point(1, layer, step, new Evidence.Scalar(accuracy, List.of()), new Figures(figures));
    }

    @Test
    void theSetOfCellsHoldsTheCellAndTheTruth() {
        DoubleUnaryOperator truth = step -> .3 + .5 * Math.min(1, step / 1_000);
        for (long step = 0; step <= 2_000; step += 50) {
            putStep(step, .3, truth.applyAsDouble((double) step));
        }
        assertThat(emergences(0)).isEmpty();
        assertThat(emergences(1)).hasSize(2).allSatisfy(found -> {
            assertThat(found.setAfterStep()).isLessThanOrEqualTo(found.afterStep());
            assertThat(found.setByStep()).isGreaterThanOrEqualTo(found.byStep());
            assertThat(found.setAfterStep()).isLessThan(Math.round(1_000 * found.quantile()));
            assertThat(found.setByStep()).isGreaterThanOrEqualTo(Math.round(1_000 * found.quantile()));
            assertThat(found.setAfterStep()).isGreaterThan(Math.round(1_000 * found.quantile()) - 300);
            assertThat(found.setByStep()).isLessThan(Math.round(1_000 * found.quantile()) + 500);
        });
    }

    @Test
    void theBestLayerTakesTheHighestAtEachSnapshot() {
        double[] first = {.3, .6, .6, .6, .6};
        double[] second = {.3, .3, .3, .9, .9};
        for (int i = 0; i < first.length; i++) {
            putStep(100L * i, first[i], second[i]);
        }
        List<Emergence> best = emergences(Finding.NO_LAYER);
        assertThat(best).hasSize(2).allSatisfy(found -> {
            assertThat(found.layerName()).isEqualTo("best");
            assertThat(found.best()).isGreaterThan(.85);
        });
        assertThat(best.get(1).byStep()).isEqualTo(300);
        assertThat(emergences(0).get(1).byStep()).isEqualTo(100);
        assertThat(best.get(0).setByStep())
                .as(".6 is half of the gain, or just short of it")
                .isIn(100L, 300L);
    }

    @Test
    void noisyFlatCurvesYieldNothing() {
        for (long step = 0; step < 20; step++) {
            putStep(step, .5, .5);
        }
        assertThat(finder.in(curves)).isEmpty();
    }

    @Test
    void theOnlineRuleNamesTheFirstOfThreeSnapshotsInARowAndItsDelay() {
        double[] truth = {.3, .3, .6, .3, .6, .6, .6, .8};
        for (int i = 0; i < truth.length; i++) {
            putStep(10L * i, .3, truth[i]);
        }
        assertThat(online(0, Floor.UNTRAINED_AND_CONTROL)).isEmpty();
        assertThat(online(1, Floor.UNTRAINED_AND_CONTROL)).singleElement().satisfies(found -> {
            assertThat(found.afterStep()).isEqualTo(30);
            assertThat(found.byStep()).isEqualTo(40);
            assertThat(found.confirmedStep()).isEqualTo(60);
            assertThat(found.lower()).isBetween(.2, .3);
            assertThat(found.snapshots()).isEqualTo(3);
        });
        assertThat(online(Finding.NO_LAYER, Floor.UNTRAINED_AND_CONTROL))
                .extracting(OnlineEmergence::byStep)
                .containsExactly(40L);
    }

    @Test
    void whatTheOnlineRuleSaidLaterSnapshotsDoNotRevise() {
        for (int i = 0; i < 6; i++) {
            putStep(10L * i, .3, i < 2 ? .3 : .6);
        }
        List<OnlineEmergence> said = online(1, Floor.UNTRAINED_AND_CONTROL);
        assertThat(said).hasSize(1);
        for (int i = 6; i < 12; i++) {
            putStep(10L * i, .9, i < 9 ? .1 : .95);
            assertThat(online(1, Floor.UNTRAINED_AND_CONTROL)).isEqualTo(said);
        }
    }

    @Test
    void theControlTaskIsAFloorWhereItIsAboveTheUntrainedModel() {
        for (int i = 0; i < 8; i++) {
            putStep(
                    exact(0, 10L * i, i < 2 ? .3 : .6, .59, Map.of()),
                    exact(1, 10L * i, i < 2 ? .3 : .6, i < 4 ? .59 : .4, Map.of()));
        }
        assertThat(online(0, Floor.UNTRAINED_AND_CONTROL)).isEmpty();
        assertThat(online(1, Floor.UNTRAINED_AND_CONTROL)).singleElement().satisfies(found -> {
            assertThat(found.byStep()).isEqualTo(40);
            assertThat(found.floorValue()).isEqualTo(.4);
        });
    }

    @Test
    void theLexiconIsAFloorOfItsOwn() {
        for (int i = 0; i < 8; i++) {
            putStep(
                    exact(0, 10L * i, .5, 0, Map.of(Figure.LEXICON, .7)),
                    exact(1, 10L * i, i < 3 ? .5 : i < 4 ? .71 : .8, 0, Map.of(Figure.LEXICON, .7)));
        }
        assertThat(online(0, Floor.LEXICON)).isEmpty();
        assertThat(online(1, Floor.LEXICON)).singleElement().satisfies(found -> {
            assertThat(found.byStep()).as(".71 is above by less than chance").isEqualTo(40);
            assertThat(found.floorValue()).isEqualTo(.7);
            assertThat(found.margin()).isZero();
        });
    }

    @Test
    void replayedCheckpointsNarrowTheCellAndTakeNoPartOnline() {
        for (int i = 0; i < 6; i++) {
            putStep(100L * i, .3, i < 3 ? .3 : .8);
        }
        List<OnlineEmergence> said = online(1, Floor.UNTRAINED_AND_CONTROL);
        assertThat(emergences(1).get(0).afterStep()).isEqualTo(200);
        for (long step : new long[] {225, 250, 275}) {
            putStep(
                    WatchedRun.replayed(run.point(1, 0, step, .3)),
                    WatchedRun.replayed(run.point(1, 1, step, step < 250 ? .3 : .8)));
        }
        Emergence narrowed = emergences(1).get(0);
        assertThat(narrowed.afterStep()).isEqualTo(225);
        assertThat(narrowed.byStep()).isEqualTo(250);
        assertThat(narrowed.setAfterStep()).isEqualTo(225);
        assertThat(online(1, Floor.UNTRAINED_AND_CONTROL)).isEqualTo(said).hasSize(1);
        assertThat(said.get(0).byStep()).isEqualTo(300);
    }

    @Test
    void importedCurvesHaveASetWhereTheirNumberOfItemsIsKnown() {
        double[] truth = {.3, .4, .5, .6, .7, .8, .8, .8};
        for (int i = 0; i < truth.length; i++) {
            putStep(imported(0, 10L * i, truth[i], 500), imported(1, 10L * i, truth[i], 0));
        }
        Emergence known = emergences(0).get(0);
        assertThat(known.byStep()).isEqualTo(30);
        assertThat(known.setAfterStep()).isLessThanOrEqualTo(20);
        assertThat(known.setByStep()).isGreaterThanOrEqualTo(30);
        assertThat(known.n()).isEqualTo(500);
        assertThat(known.gainLower()).isBetween(.35, .45);
        Emergence unknown = emergences(1).get(0);
        assertThat(unknown.byStep()).isEqualTo(30);
        assertThat(unknown.setByStep()).isNull();
        assertThat(unknown.n()).isZero();
        assertThat(online(0, Floor.UNTRAINED_AND_CONTROL)).hasSize(1);
        assertThat(online(1, Floor.UNTRAINED_AND_CONTROL)).isEmpty();
    }

    @Test
    void anImportedCurveThatBeginsLateIsAboveTheUntrainedModelThatItsFileNames() {
        for (int i = 1; i <= 3; i++) {
            CurvePoint named = run.point(
                    1,
                    0,
                    100L * i,
                    new Evidence.Scalar(.8, List.of()),
                    new Figures(Map.of(Figure.ACCURACY, .8, Figure.N, 500.0, Figure.UNTRAINED, .3)));
            putStep(named, imported(1, 100L * i, .8, 500));
        }
        assertThat(online(0, Floor.UNTRAINED_AND_CONTROL)).singleElement().satisfies(found -> {
            assertThat(found.byStep()).isEqualTo(100);
            assertThat(found.floorValue()).isEqualTo(.3);
            assertThat(found.lower()).isBetween(.44, .46);
        });
        assertThat(online(1, Floor.UNTRAINED_AND_CONTROL))
                .as("nobody knows what it began with")
                .isEmpty();
    }

    @Test
    void aSmallGainOfFewImportedItemsIsNotReported() {
        for (int i = 0; i < 4; i++) {
            putStep(imported(0, i, .5 + .02 * i, 100), imported(1, i, .5, 100));
        }
        assertThat(finder.in(curves)).isEmpty();
    }

    @Test
    void whatIsRememberedChangesNothing() {
        for (int i = 0; i < 12; i++) {
            putStep(10L * i, .3, .3 + .05 * Math.min(i, 8));
            assertThat(finder.in(curves)).isEqualTo(finder().in(curves));
        }
        assertThat(finder.in(curves)).isNotEmpty();
    }

    @Test
    void theOrderOfArrivalChangesNothing() {
        for (int i = 0; i < 12; i++) {
            putStep(10L * i, .3, .3 + .05 * Math.min(i, 8));
        }
        List<Finding> inOrder = finder.in(curves);
        Collections.shuffle(records, new Random(1));
        RunCurves shuffled = new RunCurves();
        EmergenceFinder other = finder();
        for (CurveRecord record : records) {
            shuffled.put(record, START);
            other.in(shuffled);
        }
        assertThat(other.in(shuffled)).isEqualTo(inOrder).isNotEmpty();
    }

    @Test
    void retiredSnapshotsNoLongerCount() {
        for (int i = 0; i < 6; i++) {
            putStep(10L * i, .3, i < 2 ? .3 : .8);
        }
        assertThat(online(1, Floor.UNTRAINED_AND_CONTROL)).hasSize(1);
        putStep(run.point(2, 0, 15, .3), run.point(2, 1, 15, .3));
        assertThat(finder.in(curves)).as("steps from 15 on are retired").isEmpty();
    }
}
