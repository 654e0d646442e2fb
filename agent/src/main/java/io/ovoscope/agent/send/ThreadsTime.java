package io.ovoscope.agent.send;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/**
 * Processor time of a group's threads, those that Kafka's clients start among them: a thread belongs to the group of the one that starts it. What
 * a thread took after it was asked for last, before it ended, is missing.
 */
final class ThreadsTime {
    private static final int MOST_THREADS = 64;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Map<Long, Long> known = new HashMap<>();

    /** Since this was asked last, in nanoseconds; 0 where the JVM does not know. */
    synchronized long freshNanos(ThreadGroup group) {
        if (!threads.isThreadCpuTimeSupported() || !threads.isThreadCpuTimeEnabled()) {
            return 0;
        }
        long fresh = 0;
        Thread[] members = new Thread[MOST_THREADS];
        int count = group.enumerate(members);
        for (int i = 0; i < count; i++) {
            // -1 where it has ended meanwhile.
            long nanos = Math.max(0, threads.getThreadCpuTime(members[i].getId()));
            fresh += Math.max(0, nanos - known.getOrDefault(members[i].getId(), 0L));
            known.merge(members[i].getId(), nanos, Math::max);
        }
        return fresh;
    }
}
