package io.ovoscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.activation.MonitoredMultiLayer;
import io.ovoscope.agent.send.SnapshotSender;
import io.ovoscope.agent.send.SnapshotTransfer;
import io.ovoscope.agent.snapshot.ScheduleSettings;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.CheckpointsKept;
import io.ovoscope.wire.Health;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Snapshot after snapshot the agent uses the memory that it has. ND4J's arrays are none of javacpp's own, so that only what the process
 * holds tells of them.
 */
class MemoryFlatTest {
    private static final int WARM_UP = 150;
    private static final int SNAPSHOTS = 500;
    private static final int SENTENCES = 700;
    private static final long MEBIBYTE = 1L << 20;
    /** Allocators and compilers take some on their own account. */
    private static final long MOST_GROWTH = 48 * MEBIBYTE;

    private final AgentSettings settings = AgentSettings.defaults()
            .withRun("memory")
            .withQueueMaxSnapshots(2)
            .withOverheadBudget(1)
            .withSchedule(ScheduleSettings.defaults().withEvery(1));

    /** Everything arrives, and nothing is kept. */
    private static final class Sink implements SnapshotSender, SnapshotTransfer {
        private long bytes;

        @Override
        public SnapshotTransfer begin() {
            return this;
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public long send(ActivationPart part) {
            bytes += part.activations().data().remaining();
            return 0;
        }

        @Override
        public void commit() {}

        @Override
        public void kept(CheckpointsKept list) {}

        @Override
        public void report(Health last) {}

        @Override
        public void close() {}
    }

    @Test
    void memoryOutsideOfTheHeapIsFlatOverManySnapshots() throws InterruptedException {
        Sink sink = new Sink();
        MultiLayerNetwork network = TinyNetworks.stack();
        Surroundings surroundings =
                new Surroundings((announcement, health) -> sink, Clock.systemUTC(), System::nanoTime);
        try (OvoscopeAgent agent = OvoscopeAgent.attach(
                new MonitoredMultiLayer(network),
                settings,
                TinyCorpus.of(SENTENCES),
                TinyCorpus.vocabulary(),
                surroundings)) {
            train(network, agent, WARM_UP);
            long before = outsideOfTheHeap();
            long arraysBefore = Pointer.totalBytes();
            long sentBefore = sink.bytes;
            train(network, agent, SNAPSHOTS);

            assertThat(sink.bytes - sentBefore)
                    .as("had the activations been left behind, that would be seen")
                    .isGreaterThan(2 * MOST_GROWTH);
            assertThat(outsideOfTheHeap() - before).isLessThan(MOST_GROWTH);
            assertThat(Pointer.totalBytes() - arraysBefore).isLessThan(MEBIBYTE);
            assertThat(agent.metrics().droppedTotal()).isZero();
        }
    }

    /** A snapshot after each step. */
    private static void train(MultiLayerNetwork network, OvoscopeAgent agent, int snapshots)
            throws InterruptedException {
        List<DataSet> batches = TinyNetworks.batches(4);
        for (int i = 0; i < snapshots; i++) {
            network.fit(batches.get(i % batches.size()));
            while (agent.metrics().sent() < agent.metrics().taken()) {
                Thread.sleep(1);
            }
        }
    }

    private static long outsideOfTheHeap() {
        System.gc();
        return Pointer.physicalBytes()
                - ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    }
}
