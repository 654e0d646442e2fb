package io.ovoscope.collector.grafana;

import io.ovoscope.collector.publish.LineProtocol;
import io.ovoscope.wire.Health;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Health records of a run's agent and of a collector, one of each with every snapshot of {@link BoardRun}. The i-th of the agent has taken i + 1 snapshots,
 * sent i and dropped one, since the sixth, because the queue was full. The collector's second half has an outage of InfluxDB: publishing lags.
 */
final class BoardHealth implements Fixture {
    static final String AGENT = "agent-1";
    static final String COLLECTOR = "collector-1";
    private static final int OUTAGE = 6;

    @Override
    public List<String> lines(String run) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < BoardRun.SNAPSHOTS; i++) {
            lines.addAll(at(run, i, BoardRun.STEPS.get(i), BoardRun.takenAt(i)));
        }
        return lines;
    }

    /** The i-th record of each. */
    static List<String> at(String run, int i, long step, Instant at) {
        List<Health> records = List.of(
                agent(run, i, step, at),
                stage(
                        "score",
                        at,
                        score(i),
                        Map.of("lag.records", (double) i, "seconds.layer", 0.5, "seconds.scoring", 5.0 * i)),
                stage("watch", at, Map.of("looks", (long) i), Map.of("lag.records", 0.0)),
                stage("publish", at, publish(i), Map.of("lag.records", i < OUTAGE ? 0.0 : 100.0 * i)),
                stage("alert", at, alert(i), Map.of("lag.records", 0.0, "webhook.waiting", 1.0, "webhook.firing", 2.0)),
                stage("collector", at, collector(i), Map.of()));
        return records.stream()
                .map(record -> LineProtocol.of(record).orElseThrow())
                .toList();
    }

    private static Health agent(String run, int i, long step, Instant at) {
        Map<String, Long> counters = new TreeMap<>(Map.of(
                "snapshots.taken",
                i + 1L,
                "snapshots.sent",
                (long) i,
                "snapshots.dropped",
                i < OUTAGE ? 0L : 1L,
                "snapshots.skipped.budget",
                2L,
                "bytes.sent",
                1_000_000L * i));
        if (i >= OUTAGE) {
            counters.put("snapshots.dropped.queue-full", 1L);
        }
        Map<String, Double> gauges = Map.of(
                "step", (double) step,
                "seconds.spent", 0.5 * i,
                "seconds.allowed", (double) (i + 1),
                "seconds.training-thread", 0.01 * i,
                "seconds.worker", 0.4 * i,
                "seconds.sending", 0.1 * i,
                "seconds.checkpoints", 0.0);
        return new Health(AGENT, "agent", run, at, counters, gauges);
    }

    private static Health stage(String stage, Instant at, Map<String, Long> counters, Map<String, Double> gauges) {
        return new Health(COLLECTOR, stage, "", at, counters, gauges);
    }

    private static Map<String, Long> score(int i) {
        return Map.of("layers.scored", 4L * i, "layers.incomplete", 0L, "layers.failed", 0L, "records.lost", 0L);
    }

    private static Map<String, Long> publish(int i) {
        return Map.of("points.written", 30L * i, "points.refused", 0L, "requests.retried", i < OUTAGE ? 0L : i - 5L);
    }

    private static Map<String, Long> collector(int i) {
        long score = i < OUTAGE ? 0 : 2;
        long publish = i < OUTAGE ? 0 : 1;
        return Map.of(
                "dead-letters",
                score + publish,
                "dead-letters.score",
                score,
                "dead-letters.watch",
                0L,
                "dead-letters.alert",
                0L,
                "dead-letters.publish",
                publish);
    }

    private static Map<String, Long> alert(int i) {
        return Map.of("webhook.told", (long) i, "webhook.refused", 0L, "webhook.retried", 1L, "notices.refused", 0L);
    }
}
