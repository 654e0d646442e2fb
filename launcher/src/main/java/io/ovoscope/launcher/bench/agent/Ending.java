package io.ovoscope.launcher.bench.agent;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * What a process that trained held and had computed at its end, everything still attached.
 *
 * @param heapMebibytes of the Java heap that were in use after a collection
 * @param kafkaSeconds processor time of the threads on which Kafka's producers compute checksums and send
 * @param passSeconds wall clock of the forward passes of all agents
 */
record Ending(long heapMebibytes, double kafkaSeconds, double passSeconds) {
    private static final long MEBIBYTE = 1L << 20;
    private static final double NANOS = 1e9;
    private static final String PRODUCER_THREAD = "kafka-producer-network-thread";

    /** As it is now. */
    static Ending now(double passSeconds) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return new Ending((runtime.totalMemory() - runtime.freeMemory()) / MEBIBYTE, kafkaSecondsNow(), passSeconds);
    }

    private static double kafkaSecondsNow() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            // Null and -1 where it has ended meanwhile.
            if (thread != null && thread.getThreadName().startsWith(PRODUCER_THREAD)) {
                nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return nanos / NANOS;
    }

    /** What Kafka's threads computed, in proportion to the passes; NaN where there were none. */
    double kafkaShare() {
        return passSeconds > 0 ? kafkaSeconds / passSeconds : Double.NaN;
    }
}
