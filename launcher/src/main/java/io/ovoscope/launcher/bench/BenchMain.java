package io.ovoscope.launcher.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ovoscope.collector.probe.FeatureSpace;
import io.ovoscope.launcher.process.ChildJvm;
import io.ovoscope.launcher.process.ParentWatch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The process that compares: a JVM like the collector's, with scikit-learn in a process beside it. */
public final class BenchMain {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int HEAP_MEBIBYTES = 1536;

    private BenchMain() {}

    /**
     * What is to be done.
     *
     * @param python the binary
     * @param threads of either side
     * @param rounds at most, of every case
     * @param scratch where files may be put
     * @param cases in this order
     */
    record Order(String python, int threads, int rounds, String scratch, List<Case> cases) {
        /**
         * A case in one space.
         *
         * @param folder of its files
         * @param seconds that it may take
         */
        record Case(String folder, FeatureSpace space, double seconds) {}

        String text() {
            try {
                return BenchEvent.MAPPER.writeValueAsString(this);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("cannot write " + this, e);
            }
        }

        static Order parse(String text) {
            try {
                return BenchEvent.MAPPER.readValue(text, Order.class);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("no order: " + text, e);
            }
        }
    }

    static ChildJvm child(Order order, Path log) {
        return ChildJvm.job("bench", BenchMain.class, log)
                .withArguments(List.of(order.text()))
                .withHeapMebibytes(HEAP_MEBIBYTES)
                .withJvmOptions("-XX:+UseSerialGC")
                .withSystemProperty("org.bytedeco.javacpp.maxbytes", "4g")
                .withSystemProperty("org.bytedeco.javacpp.maxphysicalbytes", "0")
                .withSystemProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    }

    /** Does what the one argument, an {@link Order} as JSON, says. */
    public static void main(String[] arguments) {
        ParentWatch.start(() -> System.exit(0), GRACE);
        PrintStream events = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        try {
            run(Order.parse(arguments[0]), event -> events.println(event.line()));
            System.exit(0);
        } catch (IOException | InterruptedException | IllegalArgumentException | IllegalStateException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(Order order, Consumer<BenchEvent> told) throws IOException, InterruptedException {
        double rate = MatrixRate.measure(order.threads());
        try (Sklearn sklearn =
                Sklearn.start(new SklearnPython(order.python()), Path.of(order.scratch()), order.threads())) {
            told.accept(new BenchEvent.Says(machine(order, sklearn.ready(), rate)));
            for (Order.Case wanted : order.cases()) {
                // The best of several: at a busy moment the rate would be too low, and the share of it too high.
                rate = Math.max(rate, MatrixRate.measure(order.threads()));
                LoadedCase loaded = new LoadedCase(Path.of(wanted.folder()));
                Comparison.Plan plan = new Comparison.Plan(order.threads(), order.rounds(), wanted.seconds(), rate);
                told.accept(new BenchEvent.Compared(new Comparison(loaded, wanted.space(), sklearn, plan, told).run()));
            }
        }
    }

    private static String machine(Order order, SklearnAnswer.Ready ready, double rate) {
        String text = String.format(
                Locale.ROOT,
                "Float32 matrix products on %d threads: ours %.0f GFLOP/s, numpy's %.0f.%nTheirs: %s; %s.",
                order.threads(),
                rate,
                ready.gigaflops(),
                ready.version(),
                ready.libraries());
        return ready.gigaflops() * 2 > rate
                ? text
                : text + "\nnumpy's matrix products are slow here, which is unfair to scikit-learn:"
                        + " apt install libopenblas0-pthread";
    }
}
