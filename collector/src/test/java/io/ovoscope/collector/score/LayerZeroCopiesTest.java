package io.ovoscope.collector.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.score.Examples.FakeCatalog;
import io.ovoscope.collector.score.Examples.MovableClock;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RunManifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Layer 0 beside the other layers of its step: handed to them, needed as long as they are, and no longer. */
class LayerZeroCopiesTest {
    private static final Placement BESIDE_BOTH = placement(false, 1, 2);
    private static final long START = 100;

    private final ScoreSettings settings = ScoreSettings.defaults();
    private final MovableClock clock = new MovableClock();
    private final ScoreCounters counters = new ScoreCounters();
    private final List<String> refusals = new ArrayList<>();
    private final FakeCatalog catalog = FakeCatalog.knowingTheRun();
    private final SharedLayerZeros shared = new SharedLayerZeros();
    private final List<ConsumerRecord<String, byte[]>> log = new ArrayList<>();
    private PartitionIntake intake = intake(BESIDE_BOTH);

    private PartitionIntake intake(Placement placement) {
        PartitionIntake fresh = new PartitionIntake(
                placement.partition(),
                new PartitionIntake.Gate(
                        new Admission(catalog, settings.maxLayerMebibytes()),
                        new Patience(catalog, clock, Duration.ofSeconds(settings.unknownRunWaitSeconds())),
                        (record, reason, from) -> refusals.add(reason)),
                new PartitionIntake.Shared(shared, PartCopying.atOnce()),
                settings,
                clock,
                counters);
        fresh.partitions(placement.partitions());
        return fresh;
    }

    /** A partition in which just these layers of run r live. */
    private static Placement placement(boolean layerZero, Integer... others) {
        RunManifest manifest = Examples.manifest(1, Baseline.UNTRAINED);
        return IntStream.range(2, 100)
                .boxed()
                .flatMap(count -> IntStream.range(0, count).mapToObj(number -> new Placement(number, count)))
                .filter(place -> place.isHome("r", 0) == layerZero)
                .filter(place -> place.others(manifest).equals(List.of(others)))
                .findFirst()
                .orElseThrow();
    }

    private static ActivationPart.Header header(String run, int attempt, int layer, long step) {
        ActivationPart.Header like = Examples.header(attempt, layer, step);
        return new ActivationPart.Header(
                run, attempt, step, layer, like.layerName(), like.takenAt(), like.rows(), like.probeSet(), like.loss());
    }

    private static List<ActivationPart> parts(String run, int attempt, int layer, long step) {
        return Examples.parts(header(run, attempt, layer, step), Examples.values(layer, step), Examples.ROWS / 3);
    }

    private void send(List<ActivationPart> parts) {
        for (ActivationPart part : parts) {
            ConsumerRecord<String, byte[]> record = Examples.record(0, START + log.size(), part);
            log.add(record);
            assertThat(intake.offer(record)).isTrue();
        }
    }

    private void send(int layer, long step) {
        send(parts("r", 1, layer, step));
    }

    private long end() {
        return START + log.size();
    }

    private LayerJob next() {
        List<LayerJob> ready = intake.takeReady(Set.of());
        assertThat(ready).hasSize(1);
        return ready.get(0);
    }

    private static LayerZero zeroOf(LayerJob job) {
        return Objects.requireNonNull(((LayerJob.Whole) job.content()).layerZero());
    }

    private void finishAll() {
        for (List<LayerJob> jobs = intake.takeReady(Set.of()); !jobs.isEmpty(); jobs = intake.takeReady(Set.of())) {
            jobs.forEach(intake::finished);
        }
    }

    @Test
    void everyLayerOfAStepGetsTheSameLayerZero() {
        send(0, 3);
        assertThat(intake.takeReady(Set.of())).as("scored at home only").isEmpty();
        send(1, 3);
        LayerJob first = next();
        send(2, 3);

        assertThat(zeroOf(first).values()).isEqualTo(Examples.values(0, 3));
        assertThat(zeroOf(first).width()).isEqualTo(Examples.WIDTH);
        assertThat(zeroOf(next())).isSameAs(zeroOf(first));
    }

    @Test
    void layerZeroAtHomeIsScoredAndStandsBesideTheOthers() {
        intake = intake(placement(true, 1));
        send(0, 3);
        LayerJob home = next();
        assertThat(((LayerJob.Whole) home.content()).values())
                .isSameAs(zeroOf(home).values());
        intake.finished(home);
        assertThat(intake.position()).as("layer 1 is to come").isEqualTo(START);

        send(1, 3);
        LayerJob other = next();
        assertThat(zeroOf(other)).isSameAs(zeroOf(home));
        intake.finished(other);

        assertThat(intake.position()).isEqualTo(end());
    }

    @Test
    void layerZeroAloneAtHomeIsNotKept() {
        intake = intake(placement(true));
        send(0, 3);
        assertThat(intake.layerZeros()).isZero();
        intake.finished(next());

        assertThat(intake.position()).isEqualTo(end());
    }

    @Test
    void copyBesideNoLayerIsPassedOver() {
        intake = intake(placement(false));
        send(parts("r", 1, 0, 3).subList(0, 2));

        assertThat(intake.layersInAssembly()).isZero();
        assertThat(intake.position()).isEqualTo(end());
    }

    @Test
    void copyIsNeededUntilTheLastLayerOfItsStepIsFinished() {
        send(0, 3);
        assertThat(intake.position()).isEqualTo(START);
        send(1, 3);
        send(2, 3);
        List<LayerJob> jobs = intake.takeReady(Set.of());
        assertThat(jobs).hasSize(2);
        intake.finished(jobs.get(0));
        assertThat(intake.position()).isEqualTo(START);

        intake.finished(jobs.get(1));

        assertThat(intake.position()).as("nothing is left to do").isEqualTo(end());
        assertThat(intake.layerZeros()).isZero();
    }

    @Test
    void layerWhoseCopyWasDeletedIsScoredWithoutIt() {
        send(parts("r", 1, 0, 3).subList(1, 3));
        send(1, 3);

        assertThat(next().content())
                .isInstanceOfSatisfying(
                        LayerJob.Whole.class,
                        whole -> assertThat(whole.layerZero()).isNull());
        assertThat(counters.get(Counter.WITHOUT_LAYER_ZERO)).isEqualTo(1);
    }

    @Test
    void halfACopyIsGivenUpWhenTheNextStepsIsWhole() {
        send(parts("r", 1, 0, 3).subList(1, 3));
        send(0, 4);

        assertThat(counters.get(Counter.INCOMPLETE)).as("its home counts it").isZero();
        assertThat(intake.takeReady(Set.of())).isEmpty();
        assertThat(intake.position()).isEqualTo(START + 2);
        send(1, 4);
        assertThat(zeroOf(next()).values()).isEqualTo(Examples.values(0, 4));
    }

    @Test
    void layersReadAgainAfterARestartHaveTheirLayerZero() {
        send(0, 3);
        send(1, 3);
        send(2, 3);
        intake.finished(intake.takeReady(Set.of()).get(0));
        long position = intake.position();

        intake = intake(BESIDE_BOTH);
        log.stream().filter(record -> record.offset() >= position).forEach(intake::offer);
        List<LayerJob> again = intake.takeReady(Set.of());

        assertThat(again).extracting(job -> job.layer().layer()).containsExactly(1, 2);
        assertThat(again).allSatisfy(job -> assertThat(zeroOf(job).values()).isEqualTo(Examples.values(0, 3)));
        again.forEach(intake::finished);
        assertThat(intake.position()).isEqualTo(end());
    }

    @Test
    void copyWhoseLayersNeverCameIsReleasedByTheNextOne() {
        send(0, 3);
        send(1, 3);
        finishAll();
        send(0, 4);

        assertThat(intake.layerZeros()).isEqualTo(1);
        assertThat(intake.position()).isEqualTo(START + 6);
        send(1, 4);
        send(2, 4);
        finishAll();
        assertThat(intake.position()).isEqualTo(end());
    }

    @Test
    void layersThatWaitKeepTheirCopyWhenTheNextOneComes() {
        send(0, 3);
        send(1, 3);
        LayerJob waiting = next();
        send(0, 4);

        assertThat(intake.position()).isEqualTo(START);
        intake.finished(waiting);
        assertThat(intake.position()).isEqualTo(START + 6);
    }

    @Test
    void layerThatArrivesInPartKeepsItsCopyWhenTheNextOneComes() {
        send(0, 3);
        send(parts("r", 1, 2, 3).subList(0, 2));
        send(0, 4);
        send(parts("r", 1, 2, 3).subList(2, 3));

        assertThat(zeroOf(next()).values()).isEqualTo(Examples.values(0, 3));
    }

    @Test
    void runsThatInterleaveHaveALayerZeroEach() {
        String other = IntStream.range(0, 5_000)
                .mapToObj(i -> "run" + i)
                .filter(name -> BESIDE_BOTH.others(named(name)).equals(List.of(1)))
                .filter(name -> !BESIDE_BOTH.isHome(name, 0))
                .findFirst()
                .orElseThrow();
        catalog.manifests.put(other, named(other));
        List<ActivationPart> ours = parts("r", 1, 0, 3);
        List<ActivationPart> theirs = parts(other, 1, 0, 8);
        for (int i = 0; i < 3; i++) {
            send(List.of(ours.get(i), theirs.get(i)));
        }
        send(parts(other, 1, 1, 8));
        LayerJob theirJob = next();
        send(1, 3);
        LayerJob ourJob = next();

        assertThat(zeroOf(theirJob).values()).isEqualTo(Examples.values(0, 8));
        assertThat(zeroOf(ourJob).values()).isEqualTo(Examples.values(0, 3));
        intake.finished(theirJob);
        intake.finished(ourJob);
        assertThat(intake.position()).isEqualTo(START);
        send(2, 3);
        finishAll();
        assertThat(intake.position()).isEqualTo(end());
    }

    private static RunManifest named(String run) {
        RunManifest like = Examples.manifest(1, Baseline.UNTRAINED);
        return new RunManifest(
                run,
                1,
                0,
                like.startedAt(),
                like.model(),
                1,
                IntStream.range(0, Examples.LAYERS)
                        .mapToObj(i -> new LayerInfo(i, "l" + i, Examples.WIDTH))
                        .toList(),
                like.probeSet(),
                like.tasks(),
                List.of(),
                like.schedule(),
                like.encoder(),
                like.pooling(),
                like.precision(),
                like.baseline(),
                like.agentVersion());
    }

    @Test
    void laterAttemptDoesNotGetTheLayerZeroOfAnEarlierOne() {
        send(0, 3);
        catalog.manifests.put("r", Examples.manifest(2, Baseline.UNTRAINED));
        send(parts("r", 2, 1, 3));
        assertThat(((LayerJob.Whole) next().content()).layerZero()).isNull();

        send(parts("r", 2, 0, 4));

        assertThat(intake.layerZeros()).as("the earlier attempt's is given up").isEqualTo(1);
    }

    @Test
    void copyOfADeletedRunIsReleased() {
        send(0, 3);
        catalog.manifests.clear();
        catalog.deleted.add("r");

        intake.expire(true);

        assertThat(intake.layerZeros()).isZero();
        assertThat(intake.position()).isEqualTo(end());
    }

    @Test
    void copyWhoseLayersDoNotComeIsReleasedAfterAWhileWithNothingLeftToRead() {
        send(0, 3);
        clock.forwardSeconds(1_000);
        intake.expire(true);
        clock.forwardSeconds(settings.assemblyTimeoutSeconds());
        intake.expire(false);
        assertThat(intake.layerZeros()).as("there was more to read").isEqualTo(1);

        clock.forwardSeconds(1);
        intake.expire(false);

        assertThat(intake.layerZeros()).isZero();
        assertThat(intake.position()).isEqualTo(end());
    }

    @Test
    void layerThatIsBeingScoredKeepsItsCopyHoweverLongItTakes() {
        send(0, 3);
        send(1, 3);
        LayerJob slow = next();
        clock.forwardSeconds(100_000);
        intake.expire(false);

        assertThat(intake.position()).isEqualTo(START);
        intake.finished(slow);
        assertThat(intake.position()).isEqualTo(end());
    }

    @Test
    void noMoreThanTheLimitAreKeptAndTheOldestIsGivenUp() {
        int limit = settings.maxLayersInAssembly();
        List<String> runs = IntStream.range(0, 100_000)
                .mapToObj(i -> "run" + i)
                .filter(name -> BESIDE_BOTH.others(named(name)).contains(1) && !BESIDE_BOTH.isHome(name, 0))
                .limit(limit + 1)
                .toList();
        runs.forEach(run -> catalog.manifests.put(run, named(run)));
        runs.forEach(run -> send(parts(run, 1, 0, 3)));

        assertThat(intake.layerZeros()).isEqualTo(limit);
        assertThat(counters.get(Counter.LAYER_ZERO_GIVEN_UP)).isEqualTo(1);
        assertThat(intake.position()).isEqualTo(START + 3);
        send(parts(runs.get(0), 1, 1, 3));
        assertThat(((LayerJob.Whole) next().content()).layerZero()).isNull();
    }

    @Test
    void copyAgainIsPassedOver() {
        send(0, 3);
        send(0, 3);
        send(1, 3);
        send(2, 3);
        finishAll();

        assertThat(counters.get(Counter.DUPLICATES)).isEqualTo(3);
        assertThat(intake.position()).isEqualTo(end());
    }

    @Test
    void copyThatContradictsItsManifestIsPutAsideByItsHomeOnly() {
        ActivationPart alien = Examples.parts(
                        new ActivationPart.Header(
                                "r", 1, 3, 0, "l0", java.time.Instant.EPOCH, Examples.ROWS, "other", 2.5),
                        Examples.values(0, 3),
                        300)
                .get(0);
        send(List.of(alien));
        assertThat(refusals).isEmpty();
        assertThat(intake.position()).isEqualTo(end());

        intake = intake(placement(true));
        send(List.of(alien));
        assertThat(refusals).hasSize(1);
    }

    @Test
    void partitionsOfACollectorShareALayerZero() {
        send(0, 3);
        send(1, 3);
        LayerJob here = next();
        intake = intake(BESIDE_BOTH);
        send(0, 3);
        send(1, 3);

        assertThat(zeroOf(next())).isSameAs(zeroOf(here));
    }

    @Test
    void layerZeroWithOtherValuesIsNotShared() {
        LayerZero one = shared.of(Examples.header(1, 0, 3), new float[] {1, 2}, 2);

        assertThat(shared.of(Examples.header(1, 0, 3), new float[] {1, 3}, 2)).isNotSameAs(one);
        assertThat(shared.of(Examples.header(1, 0, 4), new float[] {1, 2}, 2)).isNotSameAs(one);
    }
}
