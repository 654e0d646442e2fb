package io.ovoscope.collector.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.LayerProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurveStoreTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final SampleRun sample = new SampleRun("r", NOON);
    private final CurveStore store = new CurveStore(10_000);

    private List<StoredPoint> points() {
        return store.read("r", run -> run.pointsSince(-1)).orElseThrow();
    }

    private static CurvePoint of(CurvePoint point, int attempt, double loss) {
        return new CurvePoint(
                point.run(),
                attempt,
                point.task(),
                point.level(),
                point.source(),
                point.layer(),
                point.layerName(),
                point.step(),
                point.takenAt(),
                loss,
                point.baseline(),
                point.evidence(),
                point.figures(),
                point.provenance(),
                point.replayed(),
                point.remarks());
    }

    @Test
    void aRunIsShownOnceItsManifestIsThere() {
        sample.feed(store, 0);
        assertThat(store.read("r", RunCurves::run)).isEmpty();
        store.put(sample.manifest());
        assertThat(store.read("r", RunCurves::run)).contains("r");
        assertThat(points()).hasSize(SampleRun.taskNames().size() * SampleRun.LAYERS);
    }

    @Test
    void aPointOfTheSameKeyReplaces() {
        store.put(sample.manifest());
        CurvePoint point = sample.points(4).get(0);
        store.put(of(point, 1, 5.0));
        store.put(of(point, 1, 4.0));
        assertThat(points())
                .singleElement()
                .satisfies(stored -> assertThat(stored.loss()).isEqualTo(4.0));
        assertThat(store.pointCount()).isEqualTo(1);
    }

    @Test
    void onlyWhatCameSinceAVersionIsTold() {
        store.put(sample.manifest());
        sample.feed(store, 0);
        long version = store.version();
        sample.feed(store, 1);
        assertThat(store.read("r", run -> run.pointsSince(version)).orElseThrow())
                .isNotEmpty()
                .allMatch(point -> point.step() == 1);
        assertThat(store.read("r", run -> run.closedSince(version)).orElseThrow())
                .hasSize(1);
    }

    @Test
    void stepsFromTheResumptionOfALaterAttemptOnAreRetired() {
        store.put(sample.manifest());
        List.of(0L, 1L, 2L, 4L).forEach(step -> sample.feed(store, step));
        store.put(of(sample.points(4).get(0), 2, 1.0));
        store.put(sample.manifest(2, 2));
        assertThat(points()).extracting(StoredPoint::step).contains(0L, 1L).doesNotContain(2L);
        assertThat(points())
                .filteredOn(point -> point.step() == 4)
                .singleElement()
                .satisfies(point -> assertThat(point.attempt()).isEqualTo(2));
        assertThat(store.read("r", run -> run.closedSince(-1)).orElseThrow())
                .extracting(step -> step.step())
                .containsExactly(0L, 1L);
    }

    @Test
    void pointsOfALaterAttemptRetireEarlierOnesWhoseManifestIsGone() {
        store.put(sample.manifest(3, 128));
        List.of(0L, 1L, 2L, 4L, 8L).forEach(step -> sample.feed(store, step));
        long epoch = store.read("r", RunCurves::epoch).orElseThrow();
        store.put(of(sample.points(2).get(0), 2, 1.0));
        assertThat(points()).extracting(StoredPoint::step).contains(0L, 1L).doesNotContain(4L, 8L);
        assertThat(points())
                .filteredOn(point -> point.step() == 2)
                .singleElement()
                .satisfies(point -> assertThat(point.attempt()).isEqualTo(2));
        assertThat(store.read("r", RunCurves::epoch).orElseThrow())
                .as("an open page reads the run anew")
                .isGreaterThan(epoch);
    }

    @Test
    void aFindingWhoseBestStepIsOfALaterAttemptStands() {
        sample.feed(store);
        store.put(sample.manifest(2, 512));
        sample.points(1581).forEach(point -> store.put(of(point, 2, 1.0)));
        assertThat(store.read("r", run -> run.findingsSince(-1)).orElseThrow())
                .isNotEmpty()
                .allMatch(finding -> ((Emergence) finding).byStep() <= 512);
    }

    private List<LayerProfile> profiles(long since) {
        return store.read("r", run -> run.profilesSince(since)).orElseThrow();
    }

    @Test
    void profilesOverLayersAreToldSinceAVersionUntilTheirStepIsRetired() {
        store.put(sample.manifest());
        store.put(sample.profile(4));
        long version = store.version();
        store.put(sample.profile(8));
        assertThat(profiles(-1)).containsExactly(sample.profile(4), sample.profile(8));
        assertThat(profiles(version)).containsExactly(sample.profile(8));

        store.put(sample.manifest(2, 8));

        assertThat(profiles(-1)).containsExactly(sample.profile(4));
    }

    @Test
    void profilesGoWithTheStepsThatAreLetGo() {
        CurveStore small = new CurveStore(3 * sample.points(4).size());
        small.put(sample.manifest());
        for (long step : List.of(4L, 8L, 16L, 32L)) {
            small.put(sample.profile(step));
            sample.points(step).forEach(small::put);
        }
        assertThat(small.read("r", run -> run.profilesSince(-1)).orElseThrow())
                .extracting(LayerProfile::step)
                .doesNotContain(4L)
                .contains(32L);
    }

    @Test
    void aLatePointOfAnEarlierAttemptDoesNotReplaceALaterOne() {
        store.put(sample.manifest(2, 1));
        store.put(of(sample.points(4).get(0), 2, 2.0));
        store.put(of(sample.points(4).get(0), 1, 1.0));
        assertThat(points())
                .singleElement()
                .satisfies(point -> assertThat(point.attempt()).isEqualTo(2));
    }

    @Test
    void findingsThatRestOnARetiredStepAreLeftOut() {
        sample.feed(store);
        assertThat(store.read("r", run -> run.findingsSince(-1)).orElseThrow()).isNotEmpty();
        store.put(sample.manifest(2, 64));
        assertThat(store.read("r", run -> run.findingsSince(-1)).orElseThrow()).isEmpty();
    }

    @Test
    void tombstonesDeleteWithoutAnyOrderAmongTheTopics() {
        sample.feed(store);
        long epoch = store.read("r", RunCurves::epoch).orElseThrow();
        store.deletePoint("r", "UPOS", 0, 0);
        assertThat(store.read("r", RunCurves::epoch).orElseThrow()).isGreaterThan(epoch);
        store.deleteManifest("r");
        assertThat(store.mapRuns(RunCurves::run)).isEmpty();
        for (long step : SampleRun.STEPS) {
            sample.points(step).forEach(point -> store.deletePoint("r", point.task(), point.layer(), step));
            store.deleteClosed("r", step);
        }
        for (Finding finding : sample.findings()) {
            store.deleteFinding("r", finding.key());
        }
        assertThat(store.pointCount()).isZero();
        store.put(sample.manifest());
        assertThat(points()).isEmpty();
    }

    @Test
    void theEarliestBegunRunIsLetGoInWhateverOrderTheTopicsAreRead() {
        for (List<String> order : List.of(List.of("old", "new"), List.of("new", "old"))) {
            CurveStore small = new CurveStore(40);
            for (String name : order) {
                SampleRun run = new SampleRun(name, name.equals("old") ? NOON : NOON.plusSeconds(60));
                small.put(run.manifest());
                run.feed(small, 0);
            }
            assertThat(small.mapRuns(RunCurves::run)).containsExactly("new");
            assertThat(small.letGoCount()).isEqualTo(1);
            assertThat(small.pointCount()).isEqualTo(32);
            new SampleRun("old", NOON).feed(small, 1);
            assertThat(small.mapRuns(RunCurves::run)).containsExactly("new");
        }
    }

    @Test
    void theRunThatIsTrainingIsNeverLetGo() {
        CurveStore small = new CurveStore(70);
        SampleRun training = new SampleRun("training", NOON);
        SampleRun finished = new SampleRun("finished", NOON.plusSeconds(60));
        for (SampleRun run : List.of(training, finished)) {
            small.put(run.manifest());
            run.feed(small, 0);
        }
        small.caughtUp();
        training.feed(small, 1);
        assertThat(small.mapRuns(RunCurves::run)).containsExactly("training");
        assertThat(small.pointCount()).isEqualTo(64);
    }

    @Test
    void aRunTooLargeForTheStoreKeepsItsNewestSteps() {
        CurveStore small = new CurveStore(100);
        sample.feed(small);
        assertThat(small.letGoCount()).isZero();
        assertThat(small.read("r", run -> run.snapshots().lastKey())).contains(1581L);
        int kept = small.read("r", run -> run.pointsSince(-1).size()).orElseThrow();
        assertThat(kept).isEqualTo(small.pointCount()).isBetween(32, 100);
    }

    @Test
    void aRunIsRunningUntilItsAgentSaysOtherwiseOrNothingIsHeard() {
        sample.feed(store);
        Instant last = sample.takenAt(1581);
        assertThat(stateAt(last.plusSeconds(30))).isEqualTo(RunSummary.State.RUNNING);
        assertThat(stateAt(last.plusSeconds(600))).isEqualTo(RunSummary.State.SILENT);
        store.put(health(last.plusSeconds(590), Map.of()));
        assertThat(stateAt(last.plusSeconds(600))).isEqualTo(RunSummary.State.RUNNING);
        store.put(health(last.plusSeconds(600), Map.of(RunSummary.ENDED, 1L)));
        assertThat(stateAt(last.plusSeconds(6000))).isEqualTo(RunSummary.State.FINISHED);
    }

    private RunSummary.State stateAt(Instant now) {
        return store.read("r", run -> RunSummary.of(run, now)).orElseThrow().state();
    }

    private static Health health(Instant at, Map<String, Long> counters) {
        return new Health("agent-1", "agent", "r", at, counters, Map.of("step", 1600.0, "loss", 3.6));
    }

    @Test
    void anAgentsWordIsNewerThanTheLastSnapshot() {
        sample.feed(store);
        Instant at = sample.takenAt(1581).plusSeconds(5);
        store.put(health(at, Map.of()));
        RunSummary summary = store.read("r", run -> RunSummary.of(run, at)).orElseThrow();
        assertThat(summary.step()).isEqualTo(1600);
        assertThat(summary.loss()).isEqualTo(3.6);
        assertThat(summary.snapshots()).isEqualTo(SampleRun.STEPS.size());
    }
}
