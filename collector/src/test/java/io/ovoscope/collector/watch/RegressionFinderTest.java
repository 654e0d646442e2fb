package io.ovoscope.collector.watch;

import static io.ovoscope.collector.watch.WatchedRun.RUN;
import static io.ovoscope.collector.watch.WatchedRun.START;
import static io.ovoscope.collector.watch.WatchedRun.UPOS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ovoscope.collector.probe.Outcomes;
import io.ovoscope.collector.significance.Plateaus;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CheckpointsKept;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.KeptCheckpoint;
import io.ovoscope.wire.Regression;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StepClosed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Drops planted in a run of one task, two layers, 400 test sentences of five items; snapshots are taken every 10 steps. */
class RegressionFinderTest {
    private static final double DROP = .1;

    private final WatchedRun run = new WatchedRun(1);
    private final TestItems testItems = new TestItems(run.probeSetOfTheRun());
    private final List<Plateaus> layers = List.of(layer(3), layer(4));
    private final List<CurveRecord> topic = new ArrayList<>();
    private RunManifest manifest = run.manifest(1, 0);
    private String itemSet = "set";
    private int attempt = 1;
    private boolean replayed;
    private long step;

    private static Plateaus layer(int seed) {
        return new Plateaus(seed, 400, 5, .2, .6, 1);
    }

    @Test
    void aDropIsToldWithItsEvidence() {
        snapshots(10, 0);
        topic.add(checkpoints(30, 90, 100, 110));
        snapshots(3, DROP);
        Regression found = only(found());
        assertThat(found.id()).isEqualTo("regression/UPOS/100");
        assertThat(found.confirmedStep()).isEqualTo(110);
        assertThat(found.lastGoodStep()).isEqualTo(90);
        assertThat(Objects.requireNonNull(found.checkpoint()).step()).isEqualTo(90);
        assertThat(found.at()).isEqualTo(START.plusSeconds(210));
        assertThat(found.state()).isEqualTo(Finding.State.OPEN);
        assertThat(found.level()).isEqualTo(UPOS.level());
        assertThat(found.stepP()).isLessThan(found.stepAlpha());
        assertThat(found.reasons()).isNotEmpty();
        assertThat(found.drops()).hasSize(2);
        for (Regression.Drop drop : found.drops()) {
            assertThat(drop.drop())
                    .isEqualTo(drop.reference() - drop.accuracy())
                    .isEqualTo(DROP * .8, within(.03));
            assertThat(drop.lower()).isLessThan(drop.drop()).isGreaterThan(.02);
            assertThat(drop.upper()).isGreaterThan(drop.drop());
            assertThat(drop.referenceSteps()).hasSize(3).isSorted().allMatch(of -> of <= 90);
            assertThat(drop.p()).isLessThan(1e-6);
            assertThat(drop.mcnemar()).isLessThan(1e-6);
            assertThat((drop.lost() - drop.gained()) / (double) drop.n()).isEqualTo(drop.drop(), within(.03));
            assertThat(drop.n()).isEqualTo(WatchedRun.ITEMS);
        }
        assertThat(found.drops().get(0).drop())
                .isGreaterThanOrEqualTo(found.drops().get(1).drop());
    }

    @Test
    void withoutADropNothingIsTold() {
        snapshots(40, 0);
        assertThat(found()).isEmpty();
    }

    @Test
    void recoveryClosesTheIncidentAndASecondDipOpensAnother() {
        snapshots(10, 0);
        snapshots(4, DROP);
        snapshots(4, 0);
        Regression closed = only(found());
        assertThat(closed.state()).isEqualTo(Finding.State.CLOSED);
        assertThat(closed.recoveredStep()).isEqualTo(150);
        assertThat(closed.recoveredAt()).isEqualTo(START.plusSeconds(250));
        snapshots(3, DROP);
        List<Regression> both = found();
        assertThat(both).hasSize(2);
        assertThat(both.get(0)).isEqualTo(closed);
        assertThat(both.get(1).openedStep()).isEqualTo(180);
        assertThat(both.get(1).lastGoodStep()).isEqualTo(170);
        assertThat(both.get(1).state()).isEqualTo(Finding.State.OPEN);
    }

    @Test
    void whatIsFoundDoesNotDependOnTheOrderOfArrivalNorOnLookingInBetween() {
        RegressionFinder watching = finder();
        RunCurves growing = new RunCurves();
        List<Finding> last = List.of();
        for (double lost : new double[] {0, 0, 0, 0, 0, 0, DROP, DROP, 0, 0, 0, DROP, DROP, DROP}) {
            int before = topic.size();
            snapshots(1, lost);
            topic.subList(before, topic.size()).forEach(record -> growing.put(record, START));
            last = watching.in(growing);
        }
        assertThat(last).hasSize(2).isEqualTo(found());
        List<CurveRecord> shuffled = new ArrayList<>(topic);
        RunCurves curves = new RunCurves();
        RegressionFinder finder = finder();
        Collections.shuffle(shuffled, new Random(1));
        for (CurveRecord record : shuffled) {
            curves.put(record, START);
            finder.in(curves);
        }
        assertThat(finder.in(curves)).isEqualTo(last);
    }

    @Test
    void aPointThatComesLateIsTakenInAsIfItHadBeenThere() {
        snapshots(10, 0);
        snapshots(3, DROP);
        CurveRecord late = topic.remove(3 * 5);
        RunCurves curves = curves();
        RegressionFinder finder = finder();
        List<Finding> without = finder.in(curves);
        curves.put(late, START);
        assertThat(finder.in(curves)).isEqualTo(withLast(late)).isNotEqualTo(without);
    }

    private List<Regression> withLast(CurveRecord late) {
        topic.add(late);
        return found();
    }

    @Test
    void pointsOverOtherItemsAreNotCompared() {
        snapshots(10, 0);
        itemSet = "another set";
        snapshots(5, DROP);
        assertThat(found()).isEmpty();
        snapshots(3, .25);
        assertThat(only(found()).drops().get(0).referenceSteps()).allMatch(of -> of >= 100 && of < 150);
    }

    @Test
    void replayedPointsDoNotEnter() {
        snapshots(10, 0);
        replayed = true;
        snapshots(5, DROP);
        assertThat(found()).isEmpty();
    }

    @Test
    void stepsThatAResumedRunRetiredNoLongerCount() {
        snapshots(10, 0);
        snapshots(4, DROP);
        assertThat(found()).hasSize(1);
        RegressionFinder finder = finder();
        RunCurves curves = curves();
        assertThat(finder.in(curves)).hasSize(1);
        attempt = 2;
        step = 100;
        int before = topic.size();
        snapshots(1, 0);
        topic.subList(before, topic.size()).forEach(record -> curves.put(record, START));
        assertThat(finder.in(curves)).isEmpty();
    }

    @Test
    void importedCurvesAreTestedByTheirNumberOfItems() {
        for (int t = 0; t < 12; t++) {
            double accuracy = t < 8 ? .8 : .7;
            imported(accuracy, 2000);
        }
        Regression found = only(found());
        assertThat(found.openedStep()).isEqualTo(80);
        assertThat(found.drops()).hasSize(2).allMatch(drop -> drop.mcnemar() == null && drop.n() == 2000);
        topic.clear();
        step = 0;
        for (int t = 0; t < 12; t++) {
            imported(t < 8 ? .8 : .7, 50);
        }
        assertThat(found()).as("50 items do not say it").isEmpty();
    }

    private List<Regression> found() {
        return finder().in(curves()).stream().map(Regression.class::cast).toList();
    }

    @Test
    void aCheckpointThatAResumedRunHasRetiredIsNoGoodOne() {
        snapshots(10, 0);
        topic.add(checkpoints(30, 80, 90));
        attempt = 2;
        step = 50;
        snapshots(5, 0);
        snapshots(3, DROP);
        Regression found = only(found());
        assertThat(found.lastGoodStep()).isEqualTo(90);
        assertThat(Objects.requireNonNull(found.checkpoint()).step())
                .as("those of steps 80 and 90 are of the attempt before")
                .isEqualTo(30);
    }

    private RegressionFinder finder() {
        return new RegressionFinder(manifest, testItems, RegressionSettings.defaults(), new Verdicts());
    }

    private RunCurves curves() {
        RunCurves curves = new RunCurves();
        topic.forEach(record -> curves.put(record, START));
        return curves;
    }

    private static Regression only(List<Regression> found) {
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private void snapshots(int count, double lost) {
        for (int i = 0; i < count; i++) {
            List<Evidence> evidence = new ArrayList<>();
            for (Plateaus layer : layers) {
                Outcomes outcomes = layer.next(lost);
                evidence.add(new Evidence.Items(itemSet, outcomes.n(), outcomes.correct(), null));
            }
            put(evidence, Figures.none());
        }
    }

    private void imported(double accuracy, int n) {
        Evidence evidence = new Evidence.Scalar(accuracy, List.of());
        put(List.of(evidence, evidence), new Figures(Map.of(Figure.ACCURACY, accuracy, Figure.N, (double) n)));
    }

    private void put(List<Evidence> evidence, Figures figures) {
        for (int layer = 0; layer < evidence.size(); layer++) {
            topic.add(new CurvePoint(
                    RUN,
                    attempt,
                    UPOS.name(),
                    UPOS.level(),
                    UPOS.source(),
                    layer,
                    "layer" + layer,
                    step,
                    START.plusSeconds(100 + step),
                    null,
                    Baseline.UNTRAINED,
                    evidence.get(layer),
                    figures,
                    null,
                    replayed,
                    List.of()));
        }
        topic.add(new StepClosed(RUN, attempt, step, START.plusSeconds(100 + step), 2, 2, false));
        step += 10;
    }

    private static CheckpointsKept checkpoints(long... steps) {
        List<KeptCheckpoint> kept = new ArrayList<>();
        for (long of : steps) {
            kept.add(new KeptCheckpoint(of, START, "/checkpoints/" + of + ".zip", 1, "00", false));
        }
        return new CheckpointsKept(RUN, 1, 110, START, kept);
    }
}
