package io.ovoscope.collector.score;

import io.ovoscope.collector.topics.DeadLetters;
import io.ovoscope.wire.Health;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Makes the stage's health records. */
final class ScoreHealth {
    private final String process;
    private final ScoreCounters counters;
    private final DeadLetters deadLetters;

    ScoreHealth(String process, ScoreCounters counters, DeadLetters deadLetters) {
        this.process = process;
        this.counters = counters;
        this.deadLetters = deadLetters;
    }

    /** How the stage is doing; gauges are {@code lag} (records), {@code partitions}, {@code layers.*} and {@code seconds.*}. */
    Health at(Instant now, ScoreLoop loop) {
        Map<String, Long> counts = new TreeMap<>(counters.byName());
        counts.put("dead-letters", deadLetters.count());
        Map<String, Double> gauges = new TreeMap<>();
        gauges.put("lag", (double) loop.lag());
        gauges.put("partitions", (double) loop.assigned().size());
        gauges.put("layers.in-assembly", sum(loop, true));
        gauges.put("layers.waiting", sum(loop, false));
        gauges.put("seconds.layer", counters.lastLayerSeconds());
        gauges.put("seconds.scoring", counters.scoringSeconds());
        return new Health(process, "score", "", now, counts, gauges);
    }

    private static double sum(ScoreLoop loop, boolean inAssembly) {
        return loop.assigned().stream()
                .map(AssignedPartition::intake)
                .mapToInt(intake -> inAssembly ? intake.layersInAssembly() : intake.layersWaiting())
                .sum();
    }
}
