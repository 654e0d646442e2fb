package io.ovoscope.collector.watch;

import static io.ovoscope.collector.watch.WatchedRun.RUN;
import static io.ovoscope.collector.watch.WatchedRun.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.RecordKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where in the model a task stands: written once for each closed step, and again only where it changes. */
class LayerProfilesTest {
    private static final WatchSettings SETTINGS = WatchSettings.closingAfter(60);

    private final WatchedRun run = new WatchedRun(1);
    private final List<CurveRecord> topic = new ArrayList<>();
    private RunCatalog catalog = run.catalog(run.manifest(1, 0));
    private Watcher watcher = new Watcher(catalog, SETTINGS, new FindingsBook());
    private final Instant now = START;

    private void put(CurveRecord record) {
        topic.add(record);
        watcher.take(WatchedRun.record(record, now));
    }

    private void close() {
        watcher.closings(now).forEach(this::put);
    }

    private void putStep(int attempt, long step, double inLayer0, double inLayer1) {
        put(run.exactPoint(attempt, 0, step, inLayer0));
        put(run.exactPoint(attempt, 1, step, inLayer1));
        close();
    }

    /** What is written now, which the topic holds from here on. */
    private List<LayerProfile> written() {
        List<LayerProfile> profiles = new ArrayList<>();
        watcher.profiles().forEach(entry -> profiles.add(entry.profile().orElseThrow()));
        profiles.forEach(profile -> put(CurveRecord.read(profile.write())));
        return profiles;
    }

    private Watcher rebuilt(List<CurveRecord> records) {
        Watcher fresh = new Watcher(catalog, SETTINGS, new FindingsBook());
        records.forEach(record -> fresh.take(WatchedRun.record(record, now)));
        return fresh;
    }

    @Test
    void aClosedStepHasAProfileOnce() {
        put(run.exactPoint(1, 0, 4, .5));
        put(run.exactPoint(1, 1, 4, .75));
        assertThat(watcher.profiles()).as("the step is not closed").isEmpty();
        close();

        assertThat(written()).singleElement().satisfies(profile -> {
            assertThat(profile.key()).isEqualTo(RecordKey.profile(RUN, "UPOS", 4));
            assertThat(profile.takenAt()).isEqualTo(START.plusSeconds(104));
            assertThat(profile.n()).isEqualTo(WatchedRun.ITEMS);
            assertThat(profile.layers()).isEqualTo(2);
            assertThat(profile.best()).isEqualTo(1);
            assertThat(profile.bestAccuracy()).isEqualTo(.75);
            assertThat(profile.bestLower()).isEqualTo(1);
            assertThat(profile.bestShare()).containsExactly(0.0, 1.0);
            assertThat(profile.centreOfGravity()).isEqualTo(1.0);
            assertThat(profile.centreLower()).isEqualTo(1.0);
        });
        assertThat(watcher.profiles()).isEmpty();
    }

    @Test
    void aRestartWritesNothingAgainAndForgetsNothing() {
        putStep(1, 0, .5, .5);
        putStep(1, 4, .5, .75);
        assertThat(written()).hasSize(2);
        putStep(1, 8, .5, .75);
        watcher = rebuilt(topic);
        assertThat(written()).as("what the one before did not come to write").hasSize(1);
        watcher = rebuilt(topic);
        assertThat(watcher.profiles()).isEmpty();
    }

    @Test
    void theOrderInWhichPointsCameDoesNotMatter() {
        for (long step = 0; step < 10; step++) {
            put(run.point(1, 0, step, .5));
            put(run.point(1, 1, step, .5));
            close();
        }
        List<CurveRecord> shuffled = new ArrayList<>(topic);
        List<LayerProfile> inOrder = written();
        assertThat(inOrder).hasSize(10);
        Collections.shuffle(shuffled, new Random(1));
        watcher = rebuilt(shuffled);
        assertThat(written()).isEqualTo(inOrder);
    }

    @Test
    void aPointThatComesAgainWritesNothingAndOneThatChangesDoes() {
        putStep(1, 4, .5, .75);
        assertThat(written()).hasSize(1);
        put(run.exactPoint(1, 1, 4, .75));
        assertThat(watcher.profiles()).isEmpty();

        put(run.exactPoint(1, 1, 4, .25));

        assertThat(written())
                .singleElement()
                .satisfies(profile -> assertThat(profile.best()).isZero());
    }

    @Test
    void aProfileThatCouldNotBeWrittenIsGivenAgain() {
        putStep(1, 4, .5, .75);
        List<ProfileBook.Entry> entries = watcher.profiles();
        assertThat(watcher.profiles()).isEmpty();

        entries.forEach(watcher::failed);

        assertThat(watcher.profiles()).isEqualTo(entries).hasSize(1);
    }

    @Test
    void aTaskWithOneResultHasNone() {
        put(run.exactPoint(1, 0, 4, .5));
        put(run.missing(1, 1, 4));
        close();

        assertThat(watcher.profiles()).isEmpty();
    }

    @Test
    void layersWithOtherTestItemsAreNotCompared() {
        put(run.exactPoint(1, 0, 4, .5));
        put(run.otherItems(1, 1, 4));
        close();

        assertThat(watcher.profiles()).isEmpty();
    }

    @Test
    void aProfileThatNoLongerHoldsIsWithdrawn() {
        putStep(1, 4, .5, .75);
        written();
        put(run.missing(1, 1, 4));

        List<ProfileBook.Entry> entries = watcher.profiles();
        assertThat(entries)
                .singleElement()
                .satisfies(entry -> assertThat(entry.profile()).isEmpty());
        entries.forEach(watcher::failed);
        assertThat(watcher.profiles()).as("again, since it failed").isEqualTo(entries);
        assertThat(watcher.profiles()).isEmpty();
    }

    @Test
    void aRetiredStepGetsNoProfileAndOneTakenAgainGetsAnother() {
        putStep(1, 10, .2, .3);
        putStep(1, 20, .2, .9);
        catalog = run.catalog(run.manifest(2, 20));
        watcher = rebuilt(topic);
        assertThat(written())
                .as("step 20 is retired before anybody told its story")
                .extracting(LayerProfile::step)
                .containsExactly(10L);

        putStep(2, 20, .2, .6);

        assertThat(written()).singleElement().satisfies(profile -> {
            assertThat(profile.step()).isEqualTo(20);
            assertThat(profile.attempt()).isEqualTo(2);
            assertThat(profile.bestAccuracy()).isEqualTo(.6);
        });
    }

    @Test
    void aDeletedRunIsForgotten() {
        putStep(1, 0, .2, .3);
        written();
        topic.forEach(record -> watcher.take(WatchedRun.record(record.key(), null, now)));
        assertThat(watcher.profiles()).isEmpty();

        putStep(1, 0, .2, .3);
        assertThat(written()).as("of a run that begins anew").hasSize(1);
    }

    @Test
    void manyStepsAtOnceAreTakenInTurns() {
        for (long step = 0; step < 120; step++) {
            putStep(1, step, .2, .3);
        }
        List<Integer> sizes = new ArrayList<>();
        for (int n = written().size(); n > 0; n = written().size()) {
            sizes.add(n);
        }
        assertThat(sizes).containsExactly(50, 50, 20);
    }

    @Test
    void pointsOfNoItemsHaveNeitherProfileNorEmergence() {
        for (long step : new long[] {0, 4, 8}) {
            List<CurvePoint> points = List.of(run.scalar(1, 0, step, .1), run.scalar(1, 1, step, .1 * step));
            points.forEach(this::put);
            close();
        }

        assertThat(topic).hasSize(9);
        assertThat(watcher.profiles()).isEmpty();
        assertThat(watcher.findings()).isEmpty();
    }
}
