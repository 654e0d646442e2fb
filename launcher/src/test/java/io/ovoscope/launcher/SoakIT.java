package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.send.KafkaTarget;
import io.ovoscope.agent.send.SendSettings;
import io.ovoscope.agent.snapshot.ScheduleSettings;
import io.ovoscope.launcher.broker.BrokerMain;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.process.Child;
import io.ovoscope.launcher.process.Children;
import io.ovoscope.launcher.process.EndingLimits;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Memory over a long training with a snapshot at every step, a broker that is frozen for a while and one that is exchanged. {@value #USUAL_STEPS} steps
 * as part of the tests; {@code -Dovoscope.soak.steps=20000 -Dit.test=SoakIT} for a day's worth.
 */
class SoakIT {
    private static final int USUAL_STEPS = 2_000;
    private static final int STEPS = Integer.getInteger("ovoscope.soak.steps", USUAL_STEPS);
    private static final int LOOKS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** What DL4J itself takes more or less of. */
    private static final long OFF_HEAP_SLACK_BYTES = 8L << 20;

    /** {@code bufferMemoryBytes}: what waits for the broker, more or less full at the moment of a look. */
    private static final long HEAP_SLACK_BYTES = SendSettings.defaults().bufferMemoryBytes();

    @TempDir
    private Path directory;

    /** Memory at a step, in bytes: of the heap after a collection, of native arrays, of the process. */
    private record Memory(int step, long heap, long offHeap, long resident) {
        static Memory at(int step) throws Exception {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            long pages =
                    Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1]);
            return new Memory(step, runtime.totalMemory() - runtime.freeMemory(), Pointer.totalBytes(), pages * 4096);
        }

        @Override
        public String toString() {
            double mebi = 1 << 20;
            return String.format(
                    Locale.ROOT,
                    "step %6d: heap %6.1f MiB, native arrays %6.1f MiB, resident %7.1f MiB",
                    step,
                    heap / mebi,
                    offHeap / mebi,
                    resident / mebi);
        }
    }

    @Test
    void memoryIsFlatThoughTheBrokerComesAndGoes() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        AgentSettings settings = AgentSettings.defaults()
                .withRun("soak")
                .withOverheadBudget(1)
                .withSchedule(ScheduleSettings.defaults().withEvery(1))
                .withSend(SendSettings.defaults().withSendTimeoutMillis(500).withHealthIntervalMillis(500))
                .withKafka(KafkaTarget.at("127.0.0.1:" + port));
        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            Child first = broker(children, port);
            new AgentTopics("127.0.0.1:" + port).create("127.0.0.1:" + port, Map.of("retention.bytes", "1000000"));
            try (FaultyTraining training = new FaultyTraining(settings)) {
                List<Memory> looks = new ArrayList<>();
                while (looks.size() < LOOKS) {
                    training.train(STEPS / LOOKS);
                    looks.add(Memory.at(training.steps()));
                    System.out.println("soak: " + looks.get(looks.size() - 1));
                    if (looks.size() == LOOKS / 3) {
                        freeze(first, training);
                    } else if (looks.size() == 2 * LOOKS / 3) {
                        signal("KILL", first);
                        training.trainUntilBrokerIsMissed();
                        broker(children, port);
                        training.trainUntilSent(5);
                    }
                }
                System.out.println("soak: " + training.metrics());
                assertThat(training.parameters()).isEqualTo(training.parametersWithoutAgent());
                assertFlat(looks);
            }
        }
    }

    /** The second look is the first at which everything has been used once. */
    private static void assertFlat(List<Memory> looks) {
        Memory early = looks.get(1);
        Memory late = looks.get(looks.size() - 1);
        assertThat(late.offHeap()).as(looks.toString()).isLessThan(early.offHeap() + OFF_HEAP_SLACK_BYTES);
        assertThat(late.heap()).as(looks.toString()).isLessThan(early.heap() + HEAP_SLACK_BYTES);
    }

    private static void freeze(Child broker, FaultyTraining training) throws Exception {
        signal("STOP", broker);
        try {
            training.trainUntilBrokerIsMissed();
        } finally {
            signal("CONT", broker);
        }
        training.trainUntilSent(5);
    }

    private Child broker(Children children, int port) throws Exception {
        Child broker = children.start(
                BrokerMain.child(
                        directory,
                        BrokerSettings.DEFAULT.withMinFreeDiskBytes(0).withPort(port)),
                line -> {});
        broker.awaitReady(PATIENCE);
        return broker;
    }

    private static void signal(String signal, Child process) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
