package io.ovoscope.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.RunStalled;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each fault is made on purpose, at steps 30 and 40 of a run that is sound before and after, and made again at step 60. */
class BrokenDataFinderTest {
    private final FaultyRun run = new FaultyRun();

    private List<BrokenData> found() {
        return new BrokenDataFinder(run.manifest, BrokenDataSettings.defaults())
                .in(run.curves()).stream().map(BrokenData.class::cast).toList();
    }

    private BrokenData only() {
        assertThat(found()).hasSize(1);
        return found().get(0);
    }

    /** A run with the fault at steps 30 and 40, and again from 60 on. */
    private void twice(UnaryOperator<FaultyRun.Snapshot> fault) {
        run.sound(0, 10, 20);
        fault.apply(run.at(30)).close();
        fault.apply(run.at(40)).close();
        run.sound(50);
        fault.apply(run.at(60)).close();
        fault.apply(run.at(70)).close();
    }

    private void assertTwoIncidents(BrokenData.Kind kind, int layer, String detail) {
        List<BrokenData> found = found();
        assertThat(found).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.layer()).isEqualTo(layer);
            assertThat(finding.detail()).contains(detail);
        });
        assertThat(found.get(0).step()).isEqualTo(30);
        assertThat(found.get(0).at()).isEqualTo(Instant.EPOCH.plusSeconds(1030));
        assertThat(found.get(0).endedStep()).isEqualTo(50);
        assertThat(found.get(0).endedAt()).isEqualTo(Instant.EPOCH.plusSeconds(1050));
        assertThat(found.get(1).step()).isEqualTo(60);
        assertThat(found.get(1).state()).isEqualTo(Finding.State.OPEN);
        assertThat(found).extracting(BrokenData::id).doesNotHaveDuplicates();
        Collections.shuffle(run.records, new Random(1));
        assertThat(found()).as("replayed in another order").isEqualTo(found);
    }

    @Test
    void aSoundRunYieldsNothing() {
        run.sound(0, 10, 20, 30);
        assertThat(found()).isEmpty();
    }

    @Test
    void nonFiniteActivations() {
        twice(snapshot -> snapshot.nonFinite(1));
        assertTwoIncidents(BrokenData.Kind.NON_FINITE, 1, "2 of 60 values are NaN");
    }

    @Test
    void aConstantLayerIsOneFaultAlthoughItIsDeadAndUnchangedToo() {
        twice(snapshot -> snapshot.with(Figure.CONSTANT_SHARE, 1, 1)
                .with(Figure.UNCHANGED, 1, 1)
                .with(Figure.VALUE, 0, 1));
        assertTwoIncidents(BrokenData.Kind.CONSTANT, 1, "All rows are equal");
    }

    @Test
    void activationsThatNoUpdateChanged() {
        twice(snapshot -> snapshot.with(Figure.UNCHANGED, 1, 1));
        assertTwoIncidents(BrokenData.Kind.UNCHANGED, 1, "to the last bit");
    }

    @Test
    void aLayerOfConstantFeatures() {
        twice(snapshot -> snapshot.with(Figure.CONSTANT_SHARE, .95, 2));
        assertTwoIncidents(BrokenData.Kind.DEAD_LAYER, 2, "95.0% of the features are constant");
    }

    @Test
    void aLayerOfHardlyMoreThanOneDirection() {
        twice(snapshot -> snapshot.with(Figure.VALUE, 1.02, 2));
        assertTwoIncidents(BrokenData.Kind.DEAD_LAYER, 2, "effective rank 1.020");
    }

    @Test
    void someConstantFeaturesAreNoDeadLayer() {
        run.sound(0);
        run.at(10)
                .with(Figure.CONSTANT_SHARE, .89, 2)
                .with(Figure.VALUE, 1.2, 1)
                .close();
        assertThat(found()).isEmpty();
    }

    @Test
    void anotherProbeSet() {
        twice(snapshot -> snapshot.probeSet("probe-set-two"));
        assertTwoIncidents(BrokenData.Kind.PROBE_SET_CHANGED, Finding.NO_LAYER, "probe-set-tw instead of probe-set-on");
    }

    @Test
    void missingLayersAreNamed() {
        twice(snapshot -> snapshot.without(0).without(2));
        assertTwoIncidents(
                BrokenData.Kind.MISSING_LAYERS,
                Finding.NO_LAYER,
                "2 of 3 layers are missing: layer 0 (embedding), 0 of 2 points; layer 2 (block2), 0 of 2 points.");
    }

    @Test
    void layersThatDidNotComeWhole() {
        twice(snapshot -> snapshot.incomplete(1));
        assertTwoIncidents(BrokenData.Kind.MISSING_LAYERS, Finding.NO_LAYER, "layer 1 (block1), 40 of 60 rows arrived");
    }

    @Test
    void lossThatIsNotFinite() {
        twice(snapshot -> snapshot.loss(null, true));
        assertTwoIncidents(BrokenData.Kind.LOSS_NOT_FINITE, Finding.NO_LAYER, "The training loss is NaN or infinite");
    }

    @Test
    void aLossThatIsNotGivenIsNoFaultAndEndsNone() {
        run.at(0).loss(null, false).close();
        run.at(10).loss(null, true).close();
        run.at(20).loss(null, false).close();
        assertThat(only().step()).isEqualTo(10);
        assertThat(only().endedStep()).isNull();
    }

    @Test
    void aFaultOfAllLayersAtOnceIsOneOfTheRun() {
        run.sound(0);
        run.at(10).nonFinite(1).close();
        run.at(20).nonFinite(0, 1, 2).close();
        run.at(30).nonFinite(1).close();
        run.sound(40);
        assertThat(found()).hasSize(2).allMatch(finding -> finding.kind() == BrokenData.Kind.NON_FINITE);
        assertThat(found().get(0).layer()).isEqualTo(Finding.NO_LAYER);
        assertThat(found().get(0).step()).isEqualTo(20);
        assertThat(found().get(0).endedStep()).isEqualTo(30);
        assertThat(found().get(0).detail()).startsWith("All 3 layers: 2 of 60");
        assertThat(found().get(1).layer()).isEqualTo(1);
        assertThat(found().get(1).layerName()).isEqualTo("block1");
        assertThat(found().get(1).step()).isEqualTo(10);
        assertThat(found().get(1).endedStep()).isEqualTo(40);
    }

    @Test
    void aLayerThatHasNeverChangedIsNotTrainedUnlessNoneIs() {
        for (long step = 0; step < 50; step += 10) {
            run.at(step).with(Figure.UNCHANGED, 1, 0).close();
        }
        assertThat(found()).as("frozen embeddings").isEmpty();
        run.at(50).with(Figure.UNCHANGED, 1, 0, 1, 2).close();
        assertThat(only().layer()).isEqualTo(Finding.NO_LAYER);
    }

    @Test
    void aCheckpointExaminedAfterwardsNeitherBreaksNorMends() {
        run.sound(0);
        run.at(10).nonFinite(1).close();
        run.at(20).replayed().close();
        run.at(30).nonFinite(1).close();
        run.at(40).nonFinite(2).replayed().close();
        assertThat(only().step()).isEqualTo(10);
        assertThat(only().endedStep()).isNull();
    }

    @Test
    void aCheckpointExaminedAfterwardsEndsNoFaultOfTheWholeSnapshot() {
        run.sound(0);
        run.at(10).loss(null, true).without(2).close();
        run.records.add(stall(10));
        run.at(20).replayed().close();
        assertThat(found())
                .hasSize(3)
                .extracting(BrokenData::kind)
                .containsExactlyInAnyOrder(
                        BrokenData.Kind.LOSS_NOT_FINITE, BrokenData.Kind.MISSING_LAYERS, BrokenData.Kind.STALLED);
        assertThat(found()).extracting(BrokenData::state).containsOnly(Finding.State.OPEN);
        run.sound(30);
        assertThat(found()).hasSize(3).extracting(BrokenData::endedStep).containsOnly(30L);
    }

    @Test
    void aRunOfCheckpointsAloneIsLookedAtAllTheSame() {
        run.at(0).replayed().close();
        run.at(10).nonFinite(1).replayed().close();
        run.at(20).replayed().close();
        assertThat(only().step()).isEqualTo(10);
        assertThat(only().endedStep()).isEqualTo(20);
    }

    @Test
    void whatWasRetiredDoesNotCount() {
        run.sound(0, 10);
        run.at(20).nonFinite(1).close();
        run.resume(10);
        assertThat(found()).isEmpty();
        run.sound(20);
        assertThat(found()).isEmpty();
    }

    @Test
    void aStallIsToldWithItsReasonAndEndedByALaterSnapshot() {
        run.sound(0, 10);
        run.records.add(stall(10));
        assertThat(only().kind()).isEqualTo(BrokenData.Kind.STALLED);
        assertThat(only().step()).isEqualTo(10);
        assertThat(only().detail()).isEqualTo("No word from the agent.");
        assertThat(only().state()).isEqualTo(Finding.State.OPEN);
        run.sound(20);
        assertThat(only().endedStep()).isEqualTo(20);
        run.records.add(stall(20));
        assertThat(found()).extracting(BrokenData::step).containsExactly(10L, 20L);
        assertThat(found().get(0).endedStep()).as("still").isEqualTo(20);
    }

    @Test
    void aStallIsEndedByAnAttemptThatResumedFurtherBack() {
        run.sound(0, 10, 20);
        run.records.add(stall(20));
        run.resume(0);
        run.sound(10);
        assertThat(only().endedStep()).isEqualTo(10);
        assertThat(only().step()).isEqualTo(20);
    }

    private static RunStalled stall(long step) {
        Instant takenAt = Instant.EPOCH.plusSeconds(1000 + step);
        return new RunStalled("faulty", 1, step, takenAt, takenAt.plusSeconds(600), "No word from the agent.");
    }
}
