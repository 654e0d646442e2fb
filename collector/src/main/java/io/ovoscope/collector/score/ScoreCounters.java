package io.ovoscope.collector.score;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** The stage's counts; any thread may add to them. */
final class ScoreCounters {
    private final Map<Counter, LongAdder> counts = new EnumMap<>(Counter.class);
    private final LongAdder scoringNanos = new LongAdder();
    private volatile double lastSeconds;

    ScoreCounters() {
        for (Counter counter : Counter.values()) {
            counts.put(counter, new LongAdder());
        }
    }

    void add(Counter counter) {
        add(counter, 1);
    }

    void add(Counter counter, long n) {
        adder(counter).add(n);
    }

    long get(Counter counter) {
        return adder(counter).sum();
    }

    void layerTook(long nanos) {
        scoringNanos.add(nanos);
        lastSeconds = nanos / 1e9;
    }

    /** Time spent on layers, over all threads. */
    double scoringSeconds() {
        return scoringNanos.sum() / 1e9;
    }

    double lastLayerSeconds() {
        return lastSeconds;
    }

    Map<String, Long> byName() {
        Map<String, Long> named = new TreeMap<>();
        counts.forEach((counter, count) -> named.put(counter.wireName(), count.sum()));
        return named;
    }

    private LongAdder adder(Counter counter) {
        return java.util.Objects.requireNonNull(counts.get(counter));
    }
}
