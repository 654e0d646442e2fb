package io.ovoscope.wire;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a process is doing. Counters only grow while the process lives.
 *
 * @param process names the process, for example {@code agent-7f3a}
 * @param stage {@code agent}; of a collector {@code score}, {@code watch}, {@code alert} or {@code publish}, and {@code collector} for all of it
 * @param run the run an agent belongs to; empty for a collector
 * @param at when it was written
 * @param counters for example {@code snapshots.taken} or {@code snapshots.dropped.queue-full}
 * @param gauges for example {@code step}, {@code loss} or {@code seconds.training-thread}; finite
 */
public record Health(
        String process, String stage, String run, Instant at, Map<String, Long> counters, Map<String, Double> gauges) {
    /** The gauge in which an agent says which attempt of its run it is; 0 while it is none, because the run is refused it. */
    public static final String ATTEMPT = "attempt";

    public Health {
        Checks.present("a health record", "process", process);
        Checks.present("a health record", "stage", stage);
        Checks.present("a health record", "run", run);
        Checks.present("a health record", "at", at);
        Checks.present("a health record", "counters", counters);
        Checks.present("a health record", "gauges", gauges);
        counters = Map.copyOf(counters);
        gauges = Map.copyOf(gauges);
    }

    /** The attempt that an agent is; 0 where it is none or does not say so. */
    public int attempt() {
        return gauges.getOrDefault(ATTEMPT, 0.0).intValue();
    }

    public String key() {
        return RecordKey.finding(process, stage);
    }

    public byte[] write() {
        return Json.write(
                Schema.HEALTH, new Health(process, stage, run, at, new TreeMap<>(counters), new TreeMap<>(gauges)));
    }

    public static Health read(byte[] bytes) {
        return Json.read(Schema.HEALTH, bytes, Health.class);
    }
}
