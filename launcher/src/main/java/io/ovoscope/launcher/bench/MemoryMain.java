package io.ovoscope.launcher.bench;

import io.ovoscope.collector.probe.FeatureSpace;
import io.ovoscope.collector.probe.Fit;
import io.ovoscope.collector.probe.Items;
import io.ovoscope.collector.probe.Labels;
import io.ovoscope.collector.probe.ProbeSettings;
import io.ovoscope.collector.probe.ProbeWorkspace;
import io.ovoscope.collector.probe.Split;
import io.ovoscope.collector.probe.Target;
import io.ovoscope.launcher.process.ChildJvm;
import io.ovoscope.launcher.process.ParentWatch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The process that scores layers of one size, one after the other as they would come in, and says what memory it took: a
 * token task with its control, a pair task, and the task again on a layer beside layer 0.
 */
public final class MemoryMain {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int LAYERS = 13;
    private static final int HEAP_MEBIBYTES = 1536;
    private static final double L2 = 10;
    private static final double NANOS = 1e9;

    private final MadeLayers made;
    private final ProbeWorkspace workspace = new ProbeWorkspace();
    private final Consumer<BenchEvent> told;

    private MemoryMain(MadeLayers made, Consumer<BenchEvent> told) {
        this.made = made;
        this.told = told;
    }

    /**
     * The process for layers of {@code rows} rows.
     *
     * @param folder a case whose rows they are made from
     */
    static ChildJvm child(Path folder, int rows, Path log) {
        return ChildJvm.job("bench-memory", MemoryMain.class, log)
                .withArguments(List.of(folder.toString(), Integer.toString(rows)))
                .withHeapMebibytes(HEAP_MEBIBYTES)
                .withJvmOptions("-XX:+UseSerialGC")
                .withSystemProperty("org.bytedeco.javacpp.maxbytes", "4g")
                .withSystemProperty("org.bytedeco.javacpp.maxphysicalbytes", "0")
                .withSystemProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    }

    /** Scores: folder of the case, rows. */
    public static void main(String[] arguments) {
        ParentWatch.start(() -> System.exit(0), GRACE);
        PrintStream events = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        try {
            MadeLayers made = MadeLayers.of(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
            new MemoryMain(made, event -> events.println(event.line())).run();
            System.exit(0);
        } catch (IOException | IllegalStateException | OutOfMemoryError e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private void run() throws IOException {
        long begun = System.nanoTime();
        float[] zero = made.layer(0);
        List<Double> seconds = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            float[] rows = layer == 0 ? zero : made.layer(layer);
            long from = System.nanoTime();
            score(rows, layer == 0 ? null : zero);
            seconds.add((System.nanoTime() - from) / NANOS);
            double taken = (System.nanoTime() - begun) / NANOS;
            told.accept(new BenchEvent.Working(
                    String.format(java.util.Locale.ROOT, "memory, %,d rows", made.rows()),
                    layer + 1,
                    LAYERS,
                    taken,
                    taken / (layer + 1) * (LAYERS - layer - 1)));
        }
        told.accept(new BenchEvent.Remembered(new MemoryRow(
                made.rows(), made.width(), LAYERS, HEAP_MEBIBYTES, ResidentMemory.peakMebibytes(), seconds)));
    }

    private void score(float[] rows, float @org.jspecify.annotations.Nullable [] zero) {
        Items tokens = Items.of(rows, made.width());
        fit(FeatureSpace.WHITENED, tokens, made.split(), made.labels(), made.control());
        fit(
                FeatureSpace.WHITENED,
                Items.pairs(rows, made.width(), made.firstOfPair(), made.secondOfPair()),
                made.split(),
                made.pairLabels());
        if (zero != null) {
            fit(FeatureSpace.WHITENED, Items.of(zero, made.width()).beside(tokens), made.split(), made.labels());
        }
    }

    private void fit(FeatureSpace space, Items items, Split split, Labels... tasks) {
        List<Target> targets = new ArrayList<>();
        for (Labels task : tasks) {
            targets.add(Target.cold(task, L2));
        }
        for (Fit fit :
                workspace.prepare(items, split, ProbeSettings.DEFAULT.in(space)).fit(targets)) {
            if (fit instanceof Fit.Skipped skipped) {
                throw new IllegalStateException("a probe is skipped: " + skipped.message());
            }
        }
    }
}
