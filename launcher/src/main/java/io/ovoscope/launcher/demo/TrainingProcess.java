package io.ovoscope.launcher.demo;

import io.ovoscope.launcher.process.ChildJvm;
import java.nio.file.Path;
import java.util.List;

/** The process that trains a demo's model under the agent; what it says are {@link TrainingEvent}s. */
public final class TrainingProcess {
    private static final int HEAP_MEBIBYTES = 1024;

    private TrainingProcess() {}

    /**
     * The process.
     *
     * @param threads of its matrix products
     */
    public static ChildJvm of(TrainingOrder order, int threads, Path log) {
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
