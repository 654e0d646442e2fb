package io.ovoscope.launcher.bench.agent;

import io.ovoscope.launcher.bench.BenchEvent;
import io.ovoscope.launcher.bench.ResidentMemory;
import io.ovoscope.launcher.process.ChildJvm;
import io.ovoscope.launcher.process.ParentWatch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The process that trains: a JVM as the demo's training is one. */
public final class AgentBenchMain {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int HEAP_MEBIBYTES = 1536;

    private AgentBenchMain() {}

    /**
     * Where memory is what is measured, the heap is taken whole at the start: what the process holds then differs by what is held outside
     * of it, and not by when the JVM saw fit to collect.
     */
    static ChildJvm child(Order order, int threads, boolean forMemory, Path log) {
        ChildJvm child = ChildJvm.job("bench-agent", AgentBenchMain.class, log)
                .withArguments(List.of(order.text()))
                .withHeapMebibytes(HEAP_MEBIBYTES)
                .withEnvironment("OMP_NUM_THREADS", Integer.toString(threads))
                .withSystemProperty("org.bytedeco.javacpp.maxbytes", "6g")
                .withSystemProperty("org.bytedeco.javacpp.maxphysicalbytes", "0")
                .withSystemProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        return forMemory ? child.withJvmOptions("-Xms" + HEAP_MEBIBYTES + "m", "-XX:+AlwaysPreTouch") : child;
    }

    /** Does what the one argument, an {@link Order} as JSON, says. */
    public static void main(String[] arguments) {
        ParentWatch.start(() -> System.exit(0), GRACE);
        PrintStream events = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        try {
            Order order = Order.parse(arguments[0]);
            Measured measured = measure(order, event -> events.println(event.line()));
            Order.MAPPER.writeValue(Path.of(order.result()).toFile(), measured);
            System.exit(0);
        } catch (IOException | InterruptedException | RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static Measured measure(Order order, Consumer<BenchEvent> told) throws IOException, InterruptedException {
        Trained trained = new Trained(order.size());
        Contest contest = new Contest(order, trained, told);
        List<Turn> turns = contest.run();
        return new Measured(
                order.size(), trained.parameters().length(), ResidentMemory.peakMebibytes(), contest.end(), turns);
    }
}
