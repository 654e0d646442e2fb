package io.ovoscope.collector.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.score.Examples.FakeCatalog;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.RecordKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScorePoolTest {
    private static final ScoreSettings SETTINGS = ScoreSettings.defaults();

    private final FakeCatalog catalog = FakeCatalog.knowingTheRun();
    private final ScoreCounters counters = new ScoreCounters();
    private final FakeDelivery delivery = new FakeDelivery();
    private final AtomicReference<Throwable> fatal = new AtomicReference<>();
    private final List<ScorePool> pools = new ArrayList<>();

    /** Keeps what it is given; refuses as often as it is told. */
    private static final class FakeDelivery implements Delivery {
        final Map<String, CurvePoint> points = new ConcurrentHashMap<>();
        final AtomicInteger refusals = new AtomicInteger();
        final AtomicInteger asked = new AtomicInteger();

        @Override
        public void deliver(int partition, LayerResult result) throws DeliveryException {
            asked.incrementAndGet();
            if (refusals.getAndDecrement() > 0) {
                throw new DeliveryException("told to fail", new IllegalStateException());
            }
            result.points().forEach(point -> points.put(point.key(), point));
        }
    }

    @AfterEach
    void closePools() {
        pools.forEach(ScorePool::close);
    }

    private ScorePool pool(int threads) {
        return pool(threads, (set, workspace) -> Preparation.prepare(set, SETTINGS, workspace));
    }

    private ScorePool pool(
            int threads,
            java.util.function.BiFunction<ProbeSet, io.ovoscope.collector.probe.ProbeWorkspace, PreparedProbeSet>
                    preparation) {
        LayerScorer scorer = new LayerScorer(SETTINGS, new PreparationCache(preparation), counters, "test");
        ScorePool pool = new ScorePool(threads, scorer, delivery, catalog, counters, Duration.ofMillis(5), fatal::set);
        pools.add(pool);
        return pool;
    }

    private AssignedPartition partition() {
        PartitionIntake intake = new PartitionIntake(
                0,
                new PartitionIntake.Gate(
                        new Admission(catalog, 10),
                        new Patience(catalog, Clock.systemUTC(), Duration.ZERO),
                        (record, reason, from) -> {}),
                new PartitionIntake.Shared(new SharedLayerZeros(), PartCopying.atOnce()),
                SETTINGS,
                Clock.systemUTC(),
                counters);
        return new AssignedPartition(new TopicPartition(Examples.TOPIC, 0), intake, new ProbeStates(1 << 20));
    }

    private static LayerJob job(int layer, long step) {
        return Examples.job(
                Examples.manifest(1, Baseline.UNTRAINED),
                layer,
                step,
                new LayerJob.Whole(Examples.values(layer, step), Examples.WIDTH, null));
    }

    private static boolean settled(ScorePool pool, AssignedPartition partition, LayerJob job) throws Exception {
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        pool.submit(partition, job, over::complete);
        return over.get(30, TimeUnit.SECONDS);
    }

    @Test
    void resultsAreSentAgainUntilTheyAreAcknowledged() throws Exception {
        delivery.refusals.set(3);

        assertThat(settled(pool(1), partition(), job(1, 0))).isTrue();

        assertThat(delivery.asked).hasValue(4);
        assertThat(delivery.points).hasSize(6);
        assertThat(counters.get(Counter.SEND_RETRIES)).isEqualTo(3);
        assertThat(counters.get(Counter.POINTS)).isEqualTo(6);
    }

    @Test
    void stateIsRememberedAfterTheAcknowledgementOnly() throws Exception {
        AssignedPartition partition = partition();
        assertThat(settled(pool(1), partition, job(1, 0))).isTrue();
        assertThat(partition.states().of(new LayerId("r", 1), 0).tasks().keySet())
                .containsExactlyInAnyOrder("Tag", "Kind");

        partition.abandon();
        assertThat(settled(pool(1), partition, job(2, 0))).isFalse();
        assertThat(partition.states().of(new LayerId("r", 2), 0).tasks()).isEmpty();
    }

    @Test
    void abandonedPartitionStopsSending() throws Exception {
        delivery.refusals.set(Integer.MAX_VALUE);
        AssignedPartition partition = partition();
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        pool(1).submit(partition, job(1, 0), over::complete);
        while (delivery.asked.get() < 2) {
            Thread.sleep(5);
        }

        partition.abandon();

        assertThat(over.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(delivery.points).isEmpty();
    }

    @Test
    void layerOfADeletedRunIsSettledWithoutPoints() throws Exception {
        catalog.deleted.add("r");

        assertThat(settled(pool(1), partition(), job(1, 0))).isTrue();

        assertThat(delivery.asked).hasValue(0);
    }

    @Test
    void runStartedAgainUnderTheNameOfADeletedOneInheritsNothing() throws Exception {
        ScorePool pool = pool(1);
        AssignedPartition partition = partition();
        assertThat(settled(pool, partition, job(1, 0))).isTrue();
        catalog.deletions.put("r", 1);

        assertThat(settled(pool, partition, job(1, 5))).isTrue();

        CurvePoint point = Objects.requireNonNull(delivery.points.get(RecordKey.point("r", "Tag", 1, 5)));
        assertThat(point.figures().get(Figure.UNTRAINED)).isEmpty();
        assertThat(Objects.requireNonNull(point.provenance()).warmStart()).isFalse();
    }

    @Test
    void failureOfOursMarksThePointsAndScoringGoesOn() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        ScorePool pool = pool(1, (set, workspace) -> {
            if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("told to fail");
            }
            return Preparation.prepare(set, SETTINGS, workspace);
        });

        assertThat(settled(pool, partition(), job(1, 0))).isTrue();
        assertThat(delivery.points)
                .hasSize(6)
                .allSatisfy((key, point) -> assertThat(point.evidence().toString())
                        .contains("scoring failed")
                        .contains("told to fail"));
        assertThat(settled(pool, partition(), job(2, 0))).isTrue();

        assertThat(counters.get(Counter.FAILED)).isEqualTo(1);
        assertThat(fatal).hasValue(null);
    }

    @Test
    void errorIsFatal() throws Exception {
        ScorePool pool = pool(1, (set, workspace) -> {
            throw new OutOfMemoryError("told to fail");
        });

        assertThat(settled(pool, partition(), job(1, 0))).isFalse();

        assertThat(fatal.get()).hasMessage("told to fail");
    }

    @Test
    void figuresDoNotDependOnTheNumberOfThreads() throws Exception {
        Map<String, CurvePoint> one = pointsBy(1);
        delivery.points.clear();

        assertThat(pointsBy(4)).isEqualTo(one).hasSize(3 * (4 + 2) + 3 * (4 + 4));
    }

    private Map<String, CurvePoint> pointsBy(int threads) throws Exception {
        ScorePool pool = pool(threads);
        AssignedPartition partition = partition();
        for (long step = 0; step < 2; step++) {
            List<CompletableFuture<Boolean>> all = new ArrayList<>();
            for (int layer = 0; layer < Examples.LAYERS; layer++) {
                CompletableFuture<Boolean> over = new CompletableFuture<>();
                pool.submit(partition, job(layer, step), over::complete);
                all.add(over);
            }
            for (CompletableFuture<Boolean> over : all) {
                assertThat(over.get(30, TimeUnit.SECONDS)).isTrue();
            }
        }
        return Map.copyOf(delivery.points);
    }
}
