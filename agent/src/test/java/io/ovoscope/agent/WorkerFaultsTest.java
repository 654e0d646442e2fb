package io.ovoscope.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.agent.activation.MonitoredGraph;
import io.ovoscope.agent.activation.MonitoredMultiLayer;
import io.ovoscope.agent.activation.NetworkSettings;
import io.ovoscope.agent.activation.WordVocabulary;
import io.ovoscope.agent.send.DropReason;
import io.ovoscope.agent.send.SendFailure;
import io.ovoscope.agent.snapshot.ScheduleSettings;
import io.ovoscope.wire.Baseline;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

/** Whatever happens to a snapshot, training ends as it would have, and the loss is counted. */
class WorkerFaultsTest {
    private final RecordingSender sender = new RecordingSender();
    private final MultiLayerNetwork network = TinyNetworks.stack();
    private AgentSettings settings = AgentSettings.defaults()
            .withRun("r7")
            .withQueueMaxSnapshots(1)
            .withOverheadBudget(1)
            .withCloseTimeoutMillis(5_000)
            .withSchedule(ScheduleSettings.defaults().withEvery(1));

    private OvoscopeAgent attach() {
        return OvoscopeAgent.attach(
                new MonitoredMultiLayer(network), settings, TinyCorpus.of(40), TinyCorpus.vocabulary(), surroundings());
    }

    private Surroundings surroundings() {
        return new Surroundings(sender.factory(), Clock.systemUTC(), System::nanoTime);
    }

    private void fit(int steps) {
        List<DataSet> batches = TinyNetworks.batches(steps);
        batches.forEach(network::fit);
    }

    /** Trains step by step, each after the last snapshot has been dealt with. */
    private void fitPatiently(OvoscopeAgent agent, int steps) throws InterruptedException {
        for (DataSet batch : TinyNetworks.batches(steps)) {
            awaitIdle(agent);
            network.fit(batch);
        }
        awaitIdle(agent);
    }

    private static void awaitIdle(OvoscopeAgent agent) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (agent.metrics().sent() + agent.metrics().droppedTotal()
                < agent.metrics().taken()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(2);
        }
    }

    @Test
    void blockedSenderNeverHoldsTrainingUp() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        sender.inTrouble(part -> await(release));
        OvoscopeAgent agent = attach();
        fit(30);
        assertThat(agent.metrics().step()).isEqualTo(30);
        assertThat(network.getIterationCount()).isEqualTo(30);
        // One snapshot is with the worker, one waits, and the others are lost.
        assertThat(agent.metrics().taken()).isEqualTo(31);
        assertThat(agent.metrics().dropped()).containsOnlyKeys(DropReason.QUEUE_FULL);
        assertThat(agent.metrics().droppedTotal()).isBetween(29L, 30L);
        release.countDown();
        agent.close();
        AgentMetrics end = agent.metrics();
        assertThat(end.sent() + end.droppedTotal()).isEqualTo(end.taken());
        assertThat(sender.steps()).hasSize((int) end.sent()).startsWith(0L);
    }

    private static void await(CountDownLatch release) throws SendFailure {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new SendFailure(DropReason.CLOSING, "interrupted", e);
        }
    }

    @Test
    void closingGivesUpASenderThatBlocksForEver() {
        settings = settings.withCloseTimeoutMillis(200);
        sender.inTrouble(part -> await(new CountDownLatch(1)));
        OvoscopeAgent agent = attach();
        fit(3);
        long begin = System.nanoTime();
        agent.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        assertThat(agent.metrics().dropped()).containsKey(DropReason.CLOSING);
        assertThat(agent.metrics().droppedTotal()).isEqualTo(4);
        assertThat(sender.steps()).isEmpty();
    }

    @Test
    void whatTrainingCameToIsTheLastSnapshotWhateverTheSchedule() throws InterruptedException {
        settings = settings.withSchedule(ScheduleSettings.defaults());
        OvoscopeAgent agent = attach();
        fitPatiently(agent, 7);
        agent.close();
        assertThat(sender.steps()).containsExactly(0L, 1L, 2L, 4L, 7L);
    }

    @Test
    void failedSnapshotIsLostWholeAndTheNextIsSent() throws InterruptedException {
        sender.inTrouble(part -> {
            if (part.isPresent()
                    && part.get().header().step() == 2
                    && part.get().header().layer() == 2) {
                throw new SendFailure(DropReason.TIMEOUT, "told to fail", null);
            }
        });
        OvoscopeAgent agent = attach();
        fitPatiently(agent, 4);
        agent.close();
        assertThat(sender.steps()).containsExactly(0L, 1L, 3L, 4L);
        assertThat(agent.metrics().dropped()).containsExactlyEntriesOf(Map.of(DropReason.TIMEOUT, 1L));
    }

    @Test
    void errorsOfTheWorkerAreCountedByKindAndWorkGoesOn() throws InterruptedException {
        AtomicInteger snapshot = new AtomicInteger();
        sender.inTrouble(part -> {
            if (part.isEmpty()) {
                switch (snapshot.getAndIncrement()) {
                    case 1 -> throw new OutOfMemoryError("told to fail");
                    case 2 -> throw new IllegalStateException("told to fail");
                    case 3 -> throw new StackOverflowError("told to fail");
                    default -> {}
                }
            }
        });
        OvoscopeAgent agent = attach();
        fitPatiently(agent, 4);
        agent.close();
        assertThat(sender.steps()).containsExactly(0L, 4L);
        assertThat(agent.metrics().dropped())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(DropReason.OUT_OF_MEMORY, 1L, DropReason.FORWARD_FAILED, 2L));
    }

    /** Can be neither concatenated nor logged. */
    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("told to fail again");
        }
    }

    @Test
    void errorThatCannotEvenBeNamedIsCountedAndWorkGoesOn() throws InterruptedException {
        AtomicInteger snapshot = new AtomicInteger();
        sender.inTrouble(part -> {
            if (part.isEmpty() && snapshot.getAndIncrement() == 1) {
                throw new Unspeakable();
            }
        });
        OvoscopeAgent agent = attach();
        fitPatiently(agent, 3);
        agent.close();
        assertThat(sender.steps()).containsExactly(0L, 2L, 3L);
        assertThat(agent.metrics().dropped()).containsExactlyEntriesOf(Map.of(DropReason.FORWARD_FAILED, 1L));
    }

    @Test
    void workerThatDoesNotEndLeavesNothingUncountedInTheLastReport() throws InterruptedException {
        settings = settings.withQueueMaxSnapshots(2);
        CountDownLatch release = new CountDownLatch(1);
        AtomicReference<Thread> worker = new AtomicReference<>();
        sender.inTrouble(part -> {
            worker.set(Thread.currentThread());
            awaitDeafly(release);
        });
        OvoscopeAgent agent = attach();
        while (worker.get() == null) {
            Thread.sleep(1);
        }
        fit(2);
        // An interrupted thread waits for nothing.
        Thread.currentThread().interrupt();
        agent.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(sender.reports())
                .singleElement()
                .satisfies(report -> assertThat(report.counters())
                        .containsEntry("snapshots.taken", 3L)
                        .containsEntry("snapshots.dropped.closing", 3L)
                        .containsEntry("snapshots.sent", 0L));
        release.countDown();
        worker.get().join(5_000);
        assertThat(worker.get().isAlive()).isFalse();
        assertThat(agent.metrics().dropped()).containsExactlyEntriesOf(Map.of(DropReason.CLOSING, 3L));
        assertThat(agent.metrics().waiting()).isZero();
    }

    /** Like a native call, which no interrupt ends. */
    private static void awaitDeafly(CountDownLatch release) {
        while (release.getCount() > 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void lastReportHoldsTheFinalCounts() throws InterruptedException {
        OvoscopeAgent agent = attach();
        fitPatiently(agent, 3);
        agent.close();
        agent.close();
        assertThat(sender.reports()).singleElement().satisfies(report -> {
            assertThat(report.run()).isEqualTo("r7");
            assertThat(report.stage()).isEqualTo("agent");
            assertThat(report.counters())
                    .containsEntry("snapshots.taken", 4L)
                    .containsEntry("snapshots.sent", 4L)
                    .containsEntry("snapshots.skipped.budget", 0L)
                    .containsEntry("rows.sent", 4L * 3 * TinyCorpus.of(40).set().rows());
            assertThat(report.counters().get("bytes.sent")).isPositive();
            assertThat(report.gauges()).containsEntry("step", 3.0).containsKeys("loss", "seconds.allowed");
        });
    }

    @Test
    void senderThatFailsAtTheEndIsClosedAndNobodyHearsOfIt() {
        sender.failingAtTheEnd();
        OvoscopeAgent agent = attach();
        agent.close();
        assertThat(sender.isClosed()).isTrue();
        assertThat(sender.steps()).containsExactly(0L);
    }

    @Test
    void usersListenersStayAndTheAgentsGoes() {
        TrainingListener mine = new BaseTrainingListener() {};
        network.setListeners(mine);
        OvoscopeAgent agent = attach();
        assertThat(network.getListeners()).hasSize(2).contains(mine);
        agent.close();
        assertThat(network.getListeners()).containsExactly(mine);
        fit(1);
        assertThat(agent.metrics().taken()).isEqualTo(1);
    }

    @Test
    void networkTrainedBeforeBeginsWhereItIsAndItsBaselineIsNoUntrainedOne() throws InterruptedException {
        fit(5);
        OvoscopeAgent agent = attach();
        fitPatiently(agent, 2);
        agent.close();
        assertThat(sender.steps()).containsExactly(5L, 6L, 7L);
        assertThat(sender.announcement().manifest().baseline()).isEqualTo(Baseline.FIRST);
        assertThat(sender.announcement().manifest().resumedAtStep()).isEqualTo(5);
    }

    @Test
    void budgetSkipsWhatItCannotAffordAndSkippingIsNoLoss() throws InterruptedException {
        settings =
                settings.withOverheadBudget(1e-9).withSchedule(new ScheduleSettings(100, 0, 0, 2, List.of(3L, 5L, 6L)));
        OvoscopeAgent agent = attach();
        fitPatiently(agent, 8);
        agent.close();
        assertThat(sender.steps()).containsExactly(0L, 1L, 2L, 4L, 8L);
        assertThat(agent.metrics().skippedForBudget()).isEqualTo(3);
        assertThat(agent.metrics().droppedTotal()).isZero();
    }

    @Test
    void misfitsAreRefusedBeforeTrainingSayingWhatToChange() {
        settings = settings.withNetwork(NetworkSettings.defaults().withSequenceLength(3));
        assertThatThrownBy(this::attach)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of 40 probe sentences are longer than the 3 positions")
                .hasMessageContaining("network.sequenceLength");
        settings = settings.withNetwork(NetworkSettings.defaults().withLayers("layer1", "layr2"));
        assertThatThrownBy(this::attach)
                .hasMessageContaining("no layer 'layr2': expecting some of [layer0, layer1, layer2, layer3]");
        settings = settings.withNetwork(NetworkSettings.defaults());
        assertThatThrownBy(() -> OvoscopeAgent.attach(
                        new MonitoredMultiLayer(network),
                        settings,
                        TinyCorpus.of(40),
                        new WordVocabulary(Map.of("w1", 20), 0, true),
                        surroundings()))
                .hasMessageContaining("146 of the 155 words of the probe set (94.2%) are unknown")
                .hasMessageContaining("network.maxUnknownShare");
        settings = settings.withNetwork(
                new NetworkSettings(List.of(), 0, 32, true, settings.network().pooling(), 1));
        assertThatThrownBy(() -> OvoscopeAgent.attach(
                        new MonitoredMultiLayer(network),
                        settings,
                        TinyCorpus.of(40),
                        new WordVocabulary(Map.of("w1", 20), 0, true),
                        surroundings()))
                .hasMessageContaining("piece id 20")
                .hasMessageContaining("expecting ids from 0 to 19");
        assertThatThrownBy(() -> OvoscopeAgent.attach(
                        new MonitoredGraph(TinyNetworks.graph()),
                        settings,
                        TinyCorpus.of(40),
                        TinyCorpus.vocabulary(),
                        surroundings()))
                .hasMessageContaining("the network does not take 2 sentences of 7 positions")
                .hasMessageContaining("network.sequenceLength");
        assertThat(network.getListeners()).isEmpty();
    }
}
