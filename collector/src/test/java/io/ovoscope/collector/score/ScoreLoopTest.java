package io.ovoscope.collector.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.score.Examples.FakeCatalog;
import io.ovoscope.collector.score.Examples.MovableClock;
import io.ovoscope.wire.ActivationPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The consumer's side of scoring, with Kafka's own in-memory consumer; scoring itself is done by the test. */
class ScoreLoopTest {
    private static final TopicPartition SOURCE = new TopicPartition(Examples.TOPIC, 0);

    private final MovableClock clock = new MovableClock();
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("none");
    private final List<Scoring> scorings = new ArrayList<>();
    private final List<IntConsumer> restores = new ArrayList<>();
    private final ScoreCounters counters = new ScoreCounters();
    private final ScoreLoop loop = new ScoreLoop(consumer, Examples.TOPIC, new Hands(), clock, counters);
    private long next;

    private record Scoring(LayerJob job, ScorePool.Done done) {}

    private final class Hands implements ScoreLoop.Partitions {
        private final ScoreSettings settings = ScoreSettings.defaults();
        private final FakeCatalog catalog = FakeCatalog.knowingTheRun();

        @Override
        public AssignedPartition open(TopicPartition source) {
            PartitionIntake intake = new PartitionIntake(
                    source.partition(),
                    new PartitionIntake.Gate(
                            new Admission(catalog, settings.maxLayerMebibytes()),
                            new Patience(catalog, clock, Duration.ofSeconds(30)),
                            (record, reason, from) -> loop.post(() -> from.putAside(record.offset()))),
                    new PartitionIntake.Shared(new SharedLayerZeros(), PartCopying.atOnce()),
                    settings,
                    clock,
                    new ScoreCounters());
            return new AssignedPartition(source, intake, new ProbeStates(1 << 20));
        }

        @Override
        public void restore(AssignedPartition partition, IntConsumer done) {
            restores.add(done);
        }

        @Override
        public void score(AssignedPartition partition, LayerJob job, ScorePool.Done done) {
            scorings.add(new Scoring(job, done));
        }
    }

    @BeforeEach
    void assign() {
        consumer.updateBeginningOffsets(Map.of(SOURCE, 0L));
        consumer.updateEndOffsets(Map.of(SOURCE, 1_000L));
        loop.subscribe();
        consumer.rebalance(List.of(SOURCE));
        loop.turn();
    }

    private void restored() {
        restores.get(0).accept(1);
        turns(2);
    }

    private void send(List<ActivationPart> parts) {
        parts.forEach(part -> consumer.addRecord(Examples.record(0, next++, part)));
    }

    private void turns(int count) {
        for (int i = 0; i < count; i++) {
            clock.forwardSeconds(2);
            loop.turn();
        }
    }

    private long committed() {
        OffsetAndMetadata offset = consumer.committed(Set.of(SOURCE)).get(SOURCE);
        return offset == null ? -1 : offset.offset();
    }

    @Test
    void nothingIsReadBeforeTheStateIsRestored() {
        send(Examples.parts(1, 3));
        turns(3);
        assertThat(scorings).isEmpty();
        assertThat(consumer.paused()).containsExactly(SOURCE);

        restored();

        assertThat(scorings).hasSize(1);
    }

    @Test
    void groupWithoutAnOffsetBeginsAtTheFirstRecordAndLosesNothing() {
        restored();

        assertThat(consumer.position(SOURCE)).isZero();
        assertThat(counters.get(Counter.LOST)).isZero();
    }

    @Test
    void recordsThatWereDeletedBeforeTheyWereReadAreCountedAndScoringGoesOnBehindThem() {
        restored();
        next = 30;
        send(Examples.parts(1, 3));
        consumer.updateBeginningOffsets(Map.of(SOURCE, 30L));

        turns(3);

        assertThat(counters.get(Counter.LOST)).isEqualTo(30);
        assertThat(scorings)
                .singleElement()
                .satisfies(scoring -> assertThat(scoring.job().header().step()).isEqualTo(3));
    }

    @Test
    void commitFollowsTheLowestOffsetStillNeeded() {
        restored();
        send(Examples.parts(1, 3));
        send(Examples.parts(2, 3));
        turns(2);
        assertThat(scorings).hasSize(2);
        assertThat(committed()).isLessThanOrEqualTo(0);

        scorings.get(1).done().over(true);
        turns(2);
        assertThat(committed()).as("the first layer is still being scored").isLessThanOrEqualTo(0);

        scorings.get(0).done().over(true);
        turns(2);
        assertThat(committed()).isEqualTo(6);
    }

    @Test
    void layerThatWasNotAcknowledgedIsNotCommitted() {
        restored();
        send(Examples.parts(1, 3));
        turns(2);

        scorings.get(0).done().over(false);
        turns(3);

        assertThat(committed()).isLessThanOrEqualTo(0);
    }

    @Test
    void pollingGoesOnWhileLayersAreScoredAndNoRecordIsLost() {
        restored();
        for (int step = 0; step < 5; step++) {
            send(Examples.parts(1, step));
        }
        turns(3);
        assertThat(consumer.paused()).containsExactly(SOURCE);

        List<Long> steps = new ArrayList<>();
        for (int step = 0; step < 5; step++) {
            assertThat(scorings).as("one step of a layer at a time").hasSize(step + 1);
            steps.add(scorings.get(step).job().header().step());
            scorings.get(step).done().over(true);
            turns(1);
            redeliver();
            turns(2);
        }
        assertThat(steps).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    /** The in-memory consumer drops what was polled; a broker gives it again after a seek. */
    private void redeliver() {
        long position = consumer.position(SOURCE);
        for (long offset = position; offset < next; offset++) {
            int step = (int) offset / 3;
            consumer.addRecord(
                    Examples.record(0, offset, Examples.parts(1, step).get((int) offset % 3)));
        }
    }

    @Test
    void revokedPartitionCommitsWhatIsDoneAndAbandonsTheRest() {
        restored();
        send(Examples.parts(1, 3));
        send(Examples.parts(2, 3));
        turns(2);
        scorings.get(0).done().over(true);
        ScorePool.Done second = scorings.get(1).done();
        second.over(false);

        consumer.rebalance(List.of());
        loop.turn();

        assertThat(loop.gauges()).containsEntry("partitions", 0.0);
        // Only an assigned partition shows its commits in the in-memory consumer.
        consumer.rebalance(List.of(SOURCE));
        assertThat(committed()).isEqualTo(3);
    }
}
