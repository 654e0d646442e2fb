package io.ovoscope.collector.watch;

import static io.ovoscope.collector.watch.WatchedRun.RUN;
import static io.ovoscope.collector.watch.WatchedRun.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.StepClosed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WatcherTest {
    private static final WatchSettings SETTINGS = WatchSettings.closingAfter(60);

    private final WatchedRun run = new WatchedRun(1);
    private final FindingsBook book = new FindingsBook();
    private final List<CurveRecord> topic = new ArrayList<>();
    private RunCatalog catalog = run.catalog(run.manifest(1, 0));
    private Watcher watcher = new Watcher(catalog, SETTINGS, book);
    private Instant now = START;

    @Test
    void aStepIsClosedOnceItsLastPointIsThereAndOnlyOnce() {
        put(run.exactPoint(1, 0, 4, .5));
        assertThat(watcher.closings(now)).isEmpty();
        put(run.missing(1, 1, 4));
        StepClosed closed = new StepClosed(RUN, 1, 4, START.plusSeconds(104), 2, 2, false);
        assertThat(watcher.closings(now)).containsExactly(closed);
        assertThat(watcher.closings(now)).as("under way").isEmpty();
        watcher.failed(closed);
        assertThat(watcher.closings(now)).as("again, since it failed").containsExactly(closed);
        put(closed);
        assertThat(watcher.closings(now)).isEmpty();
    }

    @Test
    void aStepWithoutAllItsPointsExpiresAndIsClosedAnewWhenTheyComeAfterAll() {
        put(run.exactPoint(1, 0, 4, .5));
        now = START.plusSeconds(59);
        assertThat(watcher.closings(now)).isEmpty();
        now = START.plusSeconds(60);
        StepClosed expired = new StepClosed(RUN, 1, 4, START.plusSeconds(104), 2, 1, true);
        assertThat(watcher.closings(now)).containsExactly(expired);
        put(expired);
        put(run.exactPoint(1, 1, 4, .5));
        assertThat(watcher.closings(now))
                .containsExactly(new StepClosed(RUN, 1, 4, START.plusSeconds(104), 2, 2, false));
    }

    @Test
    void aPlantedEmergenceIsFoundInItsCellAndInItsLayerOnly() {
        for (long step : new long[] {0, 100, 200, 300, 400, 500, 600}) {
            putStep(1, step, .3, step < 350 ? .3 : step < 450 ? .7 : .9);
        }
        List<Emergence> found = findings();
        assertThat(found).hasSize(2).allMatch(emergence -> emergence.layer() == 1);
        assertThat(found.get(0).quantile()).isEqualTo(.5);
        assertThat(found.get(0).afterStep()).isEqualTo(300);
        assertThat(found.get(0).byStep()).isEqualTo(400);
        assertThat(found.get(0).at()).isEqualTo(START.plusSeconds(500));
        assertThat(found.get(0).gainLower()).isBetween(.5, .63);
        assertThat(found.get(1).quantile()).isEqualTo(.9);
        assertThat(found.get(1).afterStep()).isEqualTo(400);
        assertThat(found.get(1).byStep()).isEqualTo(500);
        assertThat(found).allMatch(emergence -> emergence.throughStep() == 600);
    }

    @Test
    void flatCurvesYieldFindingsRarely() {
        int runsWithFindings = 0;
        for (int seed = 0; seed < 100; seed++) {
            WatchedRun flat = new WatchedRun(seed);
            RunCurves curves = new RunCurves();
            for (long step = 0; step < 20; step++) {
                List<CurvePoint> points = List.of(flat.point(1, 0, step, .5), flat.point(1, 1, step, .5));
                points.forEach(point -> curves.put(point, START));
                curves.put(new StepClosed(RUN, 1, step, points.get(0).takenAt(), 2, 2, false), START);
            }
            RunFindings rules = new RunFindings(
                    flat.manifest(1, 0), new TestItems(flat.probeSetOfTheRun()), WatchSettings.defaults());
            runsWithFindings += rules.in(curves).stream().anyMatch(Emergence.class::isInstance) ? 1 : 0;
        }
        // 200 curves, each the best of 20 draws against its first: the worst case, no two points sharing an item's
        // outcome.
        assertThat(runsWithFindings).isLessThanOrEqualTo(25);
    }

    @Test
    void aCurveThatRisesByLessThanTheLeastGainYieldsNothing() {
        for (long step = 0; step < 10; step++) {
            putStep(1, step, .5 + .0009 * step, .5);
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void theCellSpansAMissingPoint() {
        for (long step : new long[] {0, 100, 200, 300}) {
            put(run.exactPoint(1, 0, step, .3));
            put(step == 200 ? run.missing(1, 1, step) : run.exactPoint(1, 1, step, step < 250 ? .3 : .9));
            close();
        }
        Emergence half = findings().get(0);
        assertThat(half.afterStep()).isEqualTo(100);
        assertThat(half.byStep()).isEqualTo(300);
    }

    @Test
    void anEstimateIsRevisedWhileTheMaximumRisesAndWrittenOnlyWhenItChanges() {
        putStep(1, 0, .2, .2);
        putStep(1, 10, .2, .4);
        assertThat(findings()).extracting(Emergence::byStep).containsExactly(10L, 10L);
        putStep(1, 20, .2, .4);
        assertThat(findings()).isEmpty();
        putStep(1, 30, .2, .8);
        assertThat(findings()).extracting(Emergence::byStep).containsExactly(30L, 30L);
        putStep(1, 40, .2, .8);
        assertThat(findings()).isEmpty();
    }

    @Test
    void aRestartWritesNothingAgainAndForgetsNothing() {
        putStep(1, 0, .2, .2);
        putStep(1, 10, .2, .4);
        assertThat(findings()).hasSize(2);
        putStep(1, 30, .2, .8);
        watcher = rebuilt(topic);
        assertThat(findings()).as("what the one before did not come to write").hasSize(2);
        watcher = rebuilt(topic);
        assertThat(watcher.closings(now.plusSeconds(3_600))).isEmpty();
        assertThat(findings()).isEmpty();
    }

    @Test
    void theOrderInWhichPointsCameDoesNotMatter() {
        for (long step = 0; step < 200; step += 10) {
            putStep(1, step, .3, step < 100 ? .3 : .8);
        }
        List<Finding> inOrder = watcher.findings().stream()
                .map(entry -> entry.finding().orElseThrow())
                .toList();
        List<CurveRecord> shuffled = new ArrayList<>(topic);
        Collections.shuffle(shuffled, new Random(1));
        watcher = new Watcher(catalog, SETTINGS, new FindingsBook());
        shuffled.forEach(record -> watcher.take(WatchedRun.record(record, now)));
        assertThat(watcher.findings().stream().map(entry -> entry.finding().orElseThrow()))
                .containsExactlyElementsOf(inOrder)
                .isNotEmpty();
    }

    @Test
    void aResumedAttemptRetiresTheStepsAfterItsBeginning() {
        putStep(1, 0, .2, .2);
        putStep(1, 10, .2, .3);
        putStep(1, 20, .2, .9);
        assertThat(findings()).extracting(Emergence::byStep).containsExactly(20L, 20L);
        catalog = run.catalog(run.manifest(2, 10));
        watcher = rebuilt(topic);
        putStep(2, 15, .2, .6);
        putStep(2, 20, .2, .6);
        List<Emergence> found = findings();
        assertThat(found).extracting(Emergence::byStep).containsExactly(15L, 15L);
        assertThat(found).allMatch(emergence -> emergence.best() == .6 && emergence.attempt() == 2);
    }

    @Test
    void aFindingThatNoLongerHoldsIsWithdrawn() {
        putStep(1, 0, .2, .2);
        putStep(1, 20, .2, .9);
        assertThat(findings()).hasSize(2);
        catalog = run.catalog(run.manifest(2, 0));
        watcher = rebuilt(topic);
        putStep(2, 10, .2, .2);
        List<FindingsBook.Entry> entries = watcher.findings();
        assertThat(entries)
                .as("of the layer and of the best one")
                .hasSize(4)
                .allMatch(entry -> entry.finding().isEmpty());
    }

    @Test
    void aDeletedRunIsForgotten() {
        putStep(1, 0, .2, .2);
        putStep(1, 20, .2, .9);
        topic.forEach(record -> watcher.take(WatchedRun.record(record.key(), null, now)));
        assertThat(watcher.closings(now.plusSeconds(3_600))).isEmpty();
        assertThat(watcher.findings()).isEmpty();
    }

    private void put(CurveRecord record) {
        topic.add(record);
        watcher.take(WatchedRun.record(record, now));
    }

    private void putStep(int attempt, long step, double inLayer0, double inLayer1) {
        put(run.exactPoint(attempt, 0, step, inLayer0));
        put(run.exactPoint(attempt, 1, step, inLayer1));
        close();
    }

    private void close() {
        List<StepClosed> closings = watcher.closings(now);
        assertThat(closings).hasSize(1);
        closings.forEach(this::put);
    }

    /** The emergences of layers that are written now; the topic holds them, and the other findings, from here on. */
    private List<Emergence> findings() {
        List<Emergence> written = new ArrayList<>();
        for (FindingsBook.Entry entry : watcher.findings()) {
            if (entry.finding().orElse(null) instanceof Emergence emergence && emergence.layer() != Finding.NO_LAYER) {
                written.add(emergence);
            }
            book.read(entry.key(), entry.finding().orElse(null));
        }
        return written;
    }

    private Watcher rebuilt(List<CurveRecord> records) {
        Watcher fresh = new Watcher(catalog, SETTINGS, book);
        records.forEach(record -> fresh.take(WatchedRun.record(record, now)));
        return fresh;
    }
}
