package io.ovoscope.collector.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.RunManifest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of the run picker.
 *
 * @param id the run's name where it can stand in an address, else an encoding of it
 * @param step the newest step heard of; null before the first snapshot
 * @param loss the training loss then
 * @param heardAt when the newest word of the run was written
 */
record RunSummary(
        String id,
        String run,
        State state,
        int attempt,
        Instant startedAt,
        String model,
        @Nullable Long step,
        @Nullable Double loss,
        Instant heardAt,
        int snapshots) {
    /** An agent writes its health every few seconds. */
    static final Duration AGENT_SILENCE = Duration.ofSeconds(60);

    /** Without an agent's health: this long without a snapshot, or {@link #GAPS} times the last gap between two. */
    static final Duration SNAPSHOT_SILENCE = Duration.ofMinutes(2);

    static final int GAPS = 3;

    /** The counter with which an agent says that training has ended. */
    static final String ENDED = "training.ended";

    /** Whether training goes on, as far as the topics tell. */
    enum State {
        @JsonProperty("running")
        RUNNING,
        /** The agent said that training has ended. */
        @JsonProperty("finished")
        FINISHED,
        /** Nothing was heard for long: ended without a word, or stuck. */
        @JsonProperty("silent")
        SILENT,
        /** Its curves were made elsewhere: there is nothing to be heard of. */
        @JsonProperty("imported")
        IMPORTED
    }

    static RunSummary of(RunCurves curves, Instant now) {
        RunManifest manifest = curves.manifest().orElseThrow();
        NavigableMap<Long, StoredPoint> snapshots = curves.snapshots();
        Map.Entry<Long, StoredPoint> newest = snapshots.lastEntry();
        Instant snapshotAt =
                newest == null ? manifest.startedAt() : newest.getValue().takenAt();
        Optional<Health> agent = curves.agent().filter(health -> !health.at().isBefore(manifest.startedAt()));
        boolean agentIsNewer = agent.filter(health ->
                        health.at().isAfter(snapshotAt) && health.gauges().containsKey("step"))
                .isPresent();
        Map<String, Double> gauges = agent.map(Health::gauges).orElse(Map.of());
        Long step = newest == null ? null : newest.getKey();
        Double loss = newest == null ? null : newest.getValue().loss();
        return new RunSummary(
                RunId.of(manifest.run()),
                manifest.run(),
                manifest.isImported() ? State.IMPORTED : state(agent, snapshots, snapshotAt, now),
                manifest.attempt(),
                manifest.startedAt(),
                manifest.model(),
                agentIsNewer ? Long.valueOf(gauges.getOrDefault("step", 0.0).longValue()) : step,
                agentIsNewer && gauges.containsKey("loss") ? gauges.get("loss") : loss,
                agent.map(Health::at).filter(at -> at.isAfter(snapshotAt)).orElse(snapshotAt),
                snapshots.size());
    }

    private static State state(
            Optional<Health> agent, NavigableMap<Long, StoredPoint> snapshots, Instant snapshotAt, Instant now) {
        if (agent.filter(health -> health.counters().getOrDefault(ENDED, 0L) > 0)
                .isPresent()) {
            return State.FINISHED;
        }
        Duration patience = agent.isPresent() ? AGENT_SILENCE : snapshotPatience(snapshots);
        Instant heard = agent.map(Health::at).orElse(snapshotAt);
        return Duration.between(heard, now).compareTo(patience) > 0 ? State.SILENT : State.RUNNING;
    }

    private static Duration snapshotPatience(NavigableMap<Long, StoredPoint> snapshots) {
        if (snapshots.size() < 2) {
            return SNAPSHOT_SILENCE;
        }
        Map.Entry<Long, StoredPoint> last = snapshots.lastEntry();
        Map.Entry<Long, StoredPoint> before = snapshots.lowerEntry(last.getKey());
        Duration gap =
                Duration.between(before.getValue().takenAt(), last.getValue().takenAt());
        Duration gaps = gap.multipliedBy(GAPS);
        return gaps.compareTo(SNAPSHOT_SILENCE) > 0 ? gaps : SNAPSHOT_SILENCE;
    }
}
