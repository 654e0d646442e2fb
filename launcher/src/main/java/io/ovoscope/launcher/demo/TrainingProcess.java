package io.ovoscope.launcher.demo;

import io.ovoscope.demo.DemoSettings;
import io.ovoscope.launcher.process.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The process that trains a demo's model under the agent; what it says are {@link TrainingEvent}s. */
public final class TrainingProcess {
    private static final int HEAP_MEBIBYTES = 1024;

    private TrainingProcess() {}

    /**
     * The process.
     *
     * @param run name of the run
     * @param bootstrapServers where the agent sends
     * @param treebank CoNLL-U file or directory; empty for WordNet
     * @param threads of its matrix products
     * @param close how long the agent may take for its last snapshots
     */
    public static ChildJvm of(
            String run,
            String bootstrapServers,
            String treebank,
            DemoSettings settings,
            int threads,
            Duration close,
            Path log) {
        TrainingOrder order = new TrainingOrder(run, bootstrapServers, treebank, close.toMillis(), settings);
        return ChildJvm.job("training", TrainingMain.class, log)
                .withArguments(List.of(order.text()))
                .withHeapMebibytes(HEAP_MEBIBYTES)
                .withEnvironment("OMP_NUM_THREADS", Integer.toString(threads))
                .withSystemProperty("org.bytedeco.javacpp.maxbytes", "2g")
                // 0: javacpp otherwise reads /proc at every allocation, which costs 5% of the speed
                .withSystemProperty("org.bytedeco.javacpp.maxphysicalbytes", "0")
                .withSystemProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn")
                .withSystemProperty("org.slf4j.simpleLogger.log.io.ovoscope", "info")
                .withSystemProperty("org.slf4j.simpleLogger.showDateTime", "true")
                .withSystemProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd HH:mm:ss.SSS");
    }
}
