package io.ovoscope.collector.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.score.Examples.FakeCatalog;
import io.ovoscope.collector.score.Examples.MovableClock;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.Baseline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PartitionIntakeTest {
    private static final int PARTITION = 2;

    private final ScoreSettings settings = ScoreSettings.defaults();
    private final MovableClock clock = new MovableClock();
    private final ScoreCounters counters = new ScoreCounters();
    private final List<String> refusals = new ArrayList<>();
    private final FakeCatalog catalog = FakeCatalog.knowingTheRun();
    private final PartitionIntake intake = new PartitionIntake(
            PARTITION,
            new PartitionIntake.Gate(
                    new Admission(catalog, settings.maxLayerMebibytes()),
                    new Patience(catalog, clock, Duration.ofSeconds(settings.unknownRunWaitSeconds())),
                    (record, reason, from) -> refusals.add(reason)),
            new PartitionIntake.Shared(new SharedLayerZeros(), PartCopying.atOnce()),
            settings,
            clock,
            counters);
    private long offset = 100;

    private boolean offer(ActivationPart part) {
        boolean taken = intake.offer(Examples.record(PARTITION, offset, part));
        offset += taken ? 1 : 0;
        return taken;
    }

    private void offerAll(List<ActivationPart> parts) {
        parts.forEach(part -> assertThat(offer(part)).isTrue());
    }

    private List<LayerJob> ready() {
        return intake.takeReady(Set.of());
    }

    @Test
    void wholeLayerIsHandedOutWithItsRows() {
        offerAll(Examples.parts(1, 3));

        assertThat(ready()).singleElement().satisfies(job -> {
            assertThat(job.header().step()).isEqualTo(3);
            assertThat(job.content())
                    .isInstanceOfSatisfying(
                            LayerJob.Whole.class,
                            whole -> assertThat(whole.values()).isEqualTo(Examples.values(1, 3)));
        });
    }

    @Test
    void offsetsAreNeededUntilTheLayerIsFinished() {
        offerAll(Examples.parts(1, 3));
        LayerJob first = ready().get(0);
        offerAll(Examples.parts(2, 3).subList(0, 1));
        assertThat(intake.position()).isEqualTo(100);

        intake.finished(first);

        assertThat(intake.position()).as("the second layer's first part").isEqualTo(103);
    }

    @Test
    void stepsOfALayerAreHandedOutOneAfterTheOther() {
        offerAll(Examples.parts(1, 3));
        offerAll(Examples.parts(1, 4));

        List<LayerJob> first = ready();
        assertThat(first).extracting(job -> job.header().step()).containsExactly(3L);
        assertThat(intake.takeReady(Set.of(first.get(0).layer()))).isEmpty();
        assertThat(ready()).extracting(job -> job.header().step()).containsExactly(4L);
    }

    @Test
    void fullPartitionIsHeldUntilALayerIsFinished() {
        offerAll(Examples.parts(1, 3));
        offerAll(Examples.parts(2, 3));
        ActivationPart next = Examples.parts(1, 4).get(0);

        assertThat(offer(next)).isFalse();
        assertThat(intake.isHeld()).isTrue();
        intake.finished(ready().get(0));
        assertThat(intake.isHeld()).isFalse();
        assertThat(offer(next)).isTrue();
    }

    @Test
    void partAgainAfterItsLayerIsWholeIsPassedOver() {
        offerAll(Examples.parts(1, 3));
        offer(Examples.parts(1, 3).get(1));
        intake.finished(ready().get(0));

        assertThat(intake.layersInAssembly()).isZero();
        assertThat(intake.position()).isEqualTo(104);
        assertThat(counters.get(Counter.DUPLICATES)).isEqualTo(1);
    }

    @Test
    void incompleteLayerIsGivenUpWhenALaterStepIsWhole() {
        offerAll(Examples.parts(1, 3).subList(0, 2));
        offerAll(Examples.parts(1, 4));

        assertThat(ready()).singleElement().satisfies(job -> {
            assertThat(job.header().step()).isEqualTo(3);
            assertThat(job.content()).isEqualTo(new LayerJob.Incomplete(Examples.ROWS / 3 * 2));
        });
        assertThat(ready()).extracting(job -> job.header().step()).containsExactly(4L);
        assertThat(counters.get(Counter.INCOMPLETE)).isEqualTo(1);
    }

    @Test
    void incompleteLayerIsGivenUpAfterAWhileWithNothingLeftToRead() {
        offerAll(Examples.parts(1, 3).subList(0, 1));
        clock.forwardSeconds(1_000);
        intake.expire(true);
        clock.forwardSeconds(settings.assemblyTimeoutSeconds());
        intake.expire(false);
        assertThat(counters.get(Counter.INCOMPLETE))
                .as("while there was more to read")
                .isZero();

        clock.forwardSeconds(1);
        intake.expire(false);

        assertThat(counters.get(Counter.INCOMPLETE)).isEqualTo(1);
        intake.finished(ready().get(0));
        assertThat(intake.position()).isEqualTo(101);
    }

    @Test
    void oldestLayerIsGivenUpWhenTooManyOfSeveralSnapshotsAreArriving() {
        for (int step = 0; step <= settings.maxLayersInAssembly(); step++) {
            offer(Examples.parts(1, step).get(0));
        }

        assertThat(intake.layersInAssembly()).isEqualTo(settings.maxLayersInAssembly());
        assertThat(ready()).extracting(job -> job.header().step()).containsExactly(0L);
    }

    @Test
    void newAttemptReplacesTheHalfOfAnOldOne() {
        offer(Examples.parts(1, 3).get(0));
        catalog.manifests.put("r", Examples.manifest(2, Baseline.UNTRAINED));

        offerAll(Examples.parts(Examples.header(2, 1, 3), Examples.values(1, 3), 300));

        assertThat(refusals).isEmpty();
        assertThat(counters.get(Counter.INCOMPLETE)).isEqualTo(1);
        assertThat(ready())
                .singleElement()
                .satisfies(job -> assertThat(job.header().attempt()).isEqualTo(1));
        assertThat(ready())
                .singleElement()
                .satisfies(job -> assertThat(job.content()).isInstanceOf(LayerJob.Whole.class));
    }

    @Test
    void lateHalfOfAnOldAttemptIsRefused() {
        catalog.manifests.put("r", Examples.manifest(2, Baseline.UNTRAINED));
        offer(Examples.parts(Examples.header(2, 1, 3), Examples.values(1, 3), 300)
                .get(0));

        offer(Examples.parts(1, 3).get(2));

        assertThat(refusals).singleElement().asString().contains("attempt=1").contains("attempt=2");
    }

    @Test
    void refusedRecordIsNeededUntilItHasBeenPutAside() {
        intake.offer(new ConsumerRecord<>(Examples.TOPIC, PARTITION, 100, "r/1", new byte[3]));
        assertThat(refusals).hasSize(1);
        assertThat(intake.position()).isEqualTo(100);

        intake.putAside(100);

        assertThat(intake.position()).isEqualTo(101);
    }

    @Test
    void contradictionsOfTheManifestAreRefusedWithBothSides() {
        ActivationPart tooHigh = Examples.parts(Examples.header(1, 7, 3), Examples.values(1, 3), 300)
                .get(0);
        offer(tooHigh);
        ActivationPart.Header alien =
                new ActivationPart.Header("r", 1, 3, 1, "l1", java.time.Instant.EPOCH, Examples.ROWS, "other", 2.5);
        offer(Examples.parts(alien, Examples.values(1, 3), 300).get(0));
        intake.offer(new ConsumerRecord<>(
                Examples.TOPIC,
                PARTITION,
                200,
                "r/2",
                Examples.parts(1, 3).get(0).write()));

        assertThat(refusals.get(0)).contains("layer 7").contains("3 layers");
        assertThat(refusals.get(1)).contains("other").contains(Examples.PROBE_SET.fingerprint());
        assertThat(refusals.get(2)).contains("key 'r/2'").contains("'r/1'");
    }

    @Test
    void partWhoseLayerIsNamedOtherwiseThanInTheManifestIsRefused() {
        ActivationPart.Header renamed = new ActivationPart.Header(
                "r",
                1,
                3,
                1,
                "l".repeat(1_000_000),
                java.time.Instant.EPOCH,
                Examples.ROWS,
                Examples.PROBE_SET.fingerprint(),
                2.5);

        offer(Examples.parts(renamed, Examples.values(1, 3), 300).get(0));

        assertThat(refusals).singleElement().asString().contains("'l1'").hasSizeLessThan(300);
        assertThat(intake.layersInAssembly()).isZero();
    }

    @Test
    void copyOfLayerZeroIsScoredAtHomeOnly() {
        for (int partitions = 3; partitions < 9; partitions++) {
            intake.partitions(partitions);
            offerAll(Examples.parts(0, partitions));
            List<LayerJob> jobs = ready();
            assertThat(jobs).hasSize(Placement.home("r", 0, partitions) == PARTITION ? 1 : 0);
            jobs.forEach(intake::finished);
        }
        assertThat(intake.layersInAssembly()).isZero();
    }

    @Test
    void activationsWaitForTheirManifest() {
        catalog.manifests.clear();
        ActivationPart part = Examples.parts(1, 3).get(0);
        assertThat(offer(part)).isFalse();
        clock.forwardSeconds(10_000);
        assertThat(intake.isHeld()).as("the catalogue has not read on yet").isTrue();

        catalog.manifests.put("r", Examples.manifest(1, Baseline.UNTRAINED));

        assertThat(intake.isHeld()).isFalse();
        assertThat(offer(part)).isTrue();
    }

    @Test
    void activationsOfAnUnknownRunArePutAsideAfterTheWait() {
        catalog.manifests.clear();
        catalog.readThrough.complete(null);
        assertThat(offer(Examples.parts(1, 3).get(0))).isFalse();
        assertThat(intake.isHeld()).isTrue();
        clock.forwardSeconds(settings.unknownRunWaitSeconds());
        assertThat(intake.isHeld()).isFalse();

        offerAll(Examples.parts(1, 3));

        assertThat(counters.get(Counter.UNKNOWN)).isEqualTo(3);
        assertThat(refusals)
                .hasSize(3)
                .allSatisfy(
                        reason -> assertThat(reason).startsWith("unknown run").contains("run 'r', attempt 1"));
        assertThat(intake.position())
                .as("needed until they have been put aside")
                .isEqualTo(100);
    }

    @Test
    void inventedRunsHoldTheirPartitionForAMomentOnly() {
        catalog.readThrough.complete(null);
        ActivationPart.Header header = new ActivationPart.Header(
                "invented",
                1,
                3,
                1,
                "l1",
                java.time.Instant.EPOCH,
                Examples.ROWS,
                Examples.PROBE_SET.fingerprint(),
                2.5);
        ActivationPart part = Examples.parts(header, Examples.values(1, 3), 300).get(0);
        assertThat(offer(part)).isFalse();

        clock.forwardSeconds(2);

        assertThat(offer(part)).isTrue();
        offerAll(Examples.parts(1, 3));
        assertThat(ready()).hasSize(1);
    }

    @Test
    void activationsOfADeletedRunAreDroppedAtOnce() {
        catalog.manifests.clear();
        catalog.deleted.add("r");

        offerAll(Examples.parts(1, 3));

        assertThat(counters.get(Counter.DELETED)).isEqualTo(3);
        assertThat(intake.position()).isEqualTo(103);
    }

    @Test
    void activationsOfAnAttemptWaitForItsManifest() {
        assertThat(offer(Examples.parts(Examples.header(2, 1, 3), Examples.values(1, 3), 300)
                        .get(0)))
                .isFalse();
        catalog.manifests.put("r", Examples.manifest(2, Baseline.UNTRAINED));
        assertThat(intake.isHeld()).isFalse();
    }

    private static List<ActivationPart> replayed(int layer, long step) {
        ActivationPart.Header usual = Examples.header(1, layer, step);
        ActivationPart.Header header = new ActivationPart.Header(
                usual.run(),
                usual.attempt(),
                usual.step(),
                usual.layer(),
                usual.layerName(),
                usual.takenAt(),
                usual.rows(),
                usual.probeSet(),
                usual.loss(),
                true);
        return Examples.parts(header, Examples.values(layer, step), Examples.ROWS / 3);
    }

    @Test
    void checkpointAndSnapshotWhosePartsComeMixedAreBothHandedOut() {
        assertThat(mixed(replayed(1, 3), Examples.parts(1, 9))).containsExactly("3 replayed", "9");
    }

    @Test
    void checkpointAndSnapshotOfOneStepWhosePartsComeMixedAreBothHandedOut() {
        assertThat(mixed(Examples.parts(1, 9), replayed(1, 9))).containsExactly("9", "9 replayed");
    }

    /** What is handed out whole of two whose parts come in turns. */
    private List<String> mixed(List<ActivationPart> one, List<ActivationPart> other) {
        for (int part = 0; part < one.size(); part++) {
            offerAll(List.of(one.get(part), other.get(part)));
        }
        List<String> whole = new ArrayList<>();
        for (List<LayerJob> some = ready(); !some.isEmpty(); some = ready()) {
            some.stream()
                    .filter(job -> job.content() instanceof LayerJob.Whole)
                    .forEach(
                            job -> whole.add(job.header().step() + (job.header().replayed() ? " replayed" : "")));
        }
        return whole;
    }
}
