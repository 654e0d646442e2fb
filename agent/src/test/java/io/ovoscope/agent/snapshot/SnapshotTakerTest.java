package io.ovoscope.agent.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.TinyNetworks;
import io.ovoscope.agent.activation.MonitoredMultiLayer;
import io.ovoscope.agent.checkpoint.CheckpointCounters;
import io.ovoscope.agent.checkpoint.CheckpointSettings;
import io.ovoscope.agent.checkpoint.Drafts;
import io.ovoscope.agent.send.DropReason;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Whatever fails while a snapshot is taken, the caller, which is training, does not see it, and the loss is counted once. */
class SnapshotTakerTest {
    private final FailingNetwork network = new FailingNetwork(TinyNetworks.stack());
    private final FailingClock clock = new FailingClock();
    private final SnapshotCounters counters = new SnapshotCounters();
    private final OverheadBudget budget = new OverheadBudget(1, System::nanoTime);
    private final SnapshotQueue queue =
            new SnapshotQueue(1, DataType.FLOAT, TinyNetworks.stack().numParams());
    private final SnapshotTaker taker = new SnapshotTaker(
            new MonitoredMultiLayer(network),
            new SnapshotSchedule.Doubling(100),
            budget,
            queue,
            new Drafts(new MonitoredMultiLayer(network), CheckpointSettings.defaults(), new CheckpointCounters(), 1),
            counters,
            new SnapshotLosses("r7", counters),
            clock,
            System::nanoTime);

    /** An error that can be neither concatenated nor logged, as any may be while memory is short. */
    private static final class Unspeakable extends Error {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("told to fail again");
        }
    }

    /** DL4J itself overrides a method with varargs by one without, which javac holds against every subclass. */
    @SuppressWarnings("overrides")
    private static final class FailingNetwork extends MultiLayerNetwork {
        private static final long serialVersionUID = 1L;
        private transient @Nullable Error ofParameters;
        private transient @Nullable Error ofLoss;

        FailingNetwork(MultiLayerNetwork like) {
            super(like.getLayerWiseConfigurations());
            init();
        }

        @Override
        public INDArray params() {
            if (ofParameters != null) {
                throw ofParameters;
            }
            return super.params();
        }

        @Override
        public double score() {
            if (ofLoss != null) {
                throw ofLoss;
            }
            return super.score();
        }
    }

    private static final class FailingClock extends Clock {
        private boolean failing;

        @Override
        public Instant instant() {
            if (failing) {
                throw new IllegalStateException("told to fail");
            }
            return Instant.EPOCH;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void errorThatCannotEvenBeNamedDoesNotReachTraining() {
        network.ofParameters = new Unspeakable();
        taker.takeFirst();
        taker.updated(0);
        assertThat(counters.droppedByReason()).containsExactlyEntriesOf(Map.of(DropReason.COPY_FAILED, 2L));
        assertThat(counters.taken()).isEqualTo(2);
        assertThat(queue.hasFreeBuffer()).isTrue();
    }

    @Test
    void lossThatCannotBeReadCostsTheSnapshot() {
        network.ofLoss = new Unspeakable();
        taker.updated(0);
        assertThat(counters.droppedByReason()).containsExactlyEntriesOf(Map.of(DropReason.COPY_FAILED, 1L));
        assertThat(counters.taken()).isEqualTo(1);
    }

    @Test
    void lossThatIsNotFiniteIsNotTakenForNone() {
        taker.takeFirst();
        assertThat(nextLoss()).as("before the first update there is none").isNaN();
        double[] losses = {Double.NaN, Double.NEGATIVE_INFINITY, 2.5};
        double[] told = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 2.5};
        int[] iterations = {0, 1, 3};
        for (int i = 0; i < losses.length; i++) {
            network.setScore(losses[i]);
            taker.updated(iterations[i]);
            assertThat(nextLoss()).isEqualTo(told[i]);
        }
    }

    @Test
    void lastSnapshotOfANetworkWithoutAnUpdateHasNoLoss() {
        network.setScore(0);
        taker.takeLast(0);
        assertThat(nextLoss()).isNaN();
    }

    @Test
    void lastSnapshotThatTrainingWentOnDuringIsDroppedAndItsBufferIsFree() {
        taker.takeLast(0, () -> false);
        assertThat(queue.takeNow()).isNull();
        assertThat(queue.hasFreeBuffer()).isTrue();
        assertThat(counters.droppedByReason()).containsExactlyEntriesOf(Map.of(DropReason.CLOSING, 1L));
    }

    private double nextLoss() {
        Snapshot snapshot = Objects.requireNonNull(queue.takeNow());
        queue.giveBack(snapshot.parameters());
        return snapshot.loss();
    }

    @Test
    void failureAfterTheCopyGivesTheBufferBack() {
        clock.failing = true;
        taker.updated(0);
        clock.failing = false;
        taker.updated(1);
        assertThat(counters.droppedByReason()).containsExactlyEntriesOf(Map.of(DropReason.COPY_FAILED, 1L));
        assertThat(queue.takeNow())
                .isNotNull()
                .satisfies(snapshot -> assertThat(snapshot.step()).isEqualTo(2));
    }

    @Test
    void lastSnapshotThatFailsIsCounted() {
        taker.updated(2);
        assertThat(counters.taken()).isZero();
        network.ofParameters = new Unspeakable();
        taker.takeLast(0);
        assertThat(counters.droppedByReason()).containsExactlyEntriesOf(Map.of(DropReason.COPY_FAILED, 1L));
        assertThat(counters.taken()).isEqualTo(1);
    }
}
