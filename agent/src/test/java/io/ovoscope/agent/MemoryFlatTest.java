package io.ovoscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.activation.MonitoredMultiLayer;
import io.ovoscope.agent.send.SnapshotSender;
import io.ovoscope.agent.send.SnapshotTransfer;
import io.ovoscope.agent.snapshot.ScheduleSettings;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.CheckpointsKept;
import io.ovoscope.wire.Health;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Snapshot after snapshot the agent uses the memory that it has. ND4J's arrays are none of javacpp's own, so that only what a process
 * holds tells of them: one whose heap is of a fixed size, and touched.
 */
final class MemoryFlatTest {
    private static final int WARM_UP = 150;
    private static final int SNAPSHOTS = 500;
    private static final int SENTENCES = 300;
    private static final long MEBIBYTE = 1L << 20;
    /** Allocators and compilers take some on their own account. */
    private static final long MOST_GROWTH = 24 * MEBIBYTE;

    private static final AgentSettings SETTINGS = AgentSettings.defaults()
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
    void memoryOutsideOfTheHeapIsFlatOverManySnapshots() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms192m",
                        "-Xmx192m",
                        "-XX:+AlwaysPreTouch",
                        // The second compiler takes tens of mebibytes for a while, whenever it gets to it.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dorg.bytedeco.javacpp.maxbytes=1g",
                        "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemoryFlatTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String figures = output.lines()
                .filter(line -> line.startsWith("growth"))
                .findFirst()
                .orElse(output);
        assertThat(process.waitFor()).as(output).isZero();
        String[] words = figures.split(" ", -1);

        assertThat(Long.parseLong(words[2]))
                .as("bytes sent: had as much been left behind, that would be seen")
                .isGreaterThan(2 * MOST_GROWTH);
        assertThat(Long.parseLong(words[1])).as(figures).isLessThan(MOST_GROWTH);
    }

    /** Prints by how many bytes the process has grown, and how many it has sent meanwhile. */
    public static void main(String[] arguments) throws InterruptedException {
        Sink sink = new Sink();
        MultiLayerNetwork network = TinyNetworks.stack();
        Surroundings surroundings =
                new Surroundings((announcement, health) -> sink, Clock.systemUTC(), System::nanoTime);
        try (OvoscopeAgent agent = OvoscopeAgent.attach(
                new MonitoredMultiLayer(network),
                SETTINGS,
                TinyCorpus.of(SENTENCES),
                TinyCorpus.vocabulary(),
                surroundings)) {
            train(network, agent, WARM_UP);
            long before = Pointer.physicalBytes();
            long sentBefore = sink.bytes;
            train(network, agent, SNAPSHOTS);
            System.out.println("growth " + (Pointer.physicalBytes() - before) + " " + (sink.bytes - sentBefore));
            System.exit(agent.metrics().droppedTotal() == 0 ? 0 : 1);
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
}
