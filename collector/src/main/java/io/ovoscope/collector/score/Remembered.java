package io.ovoscope.collector.score;

import io.ovoscope.wire.LayerSample;
import io.ovoscope.wire.ProbeWeights;
import io.ovoscope.wire.RunManifest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a layer when its next step is scored.
 *
 * @param tasks the states of its tasks, by name
 * @param first the sample of its rows at the run's first snapshot
 * @param previous the sample at the snapshot that was scored last
 */
record Remembered(Map<String, ProbeWeights> tasks, Optional<Sample> first, Optional<Sample> previous) {
    static final Remembered NOTHING = new Remembered(Map.of(), Optional.empty(), Optional.empty());

    Remembered {
        tasks = Map.copyOf(tasks);
    }

    /**
     * What of it an attempt may go by: nothing of steps that it, or one before it, has retired, except the strengths and floors that
     * were fixed at the run's first snapshot; nor those where the run began anew. So a resumed run is scored alike, however much
     * of the attempts before had been scored by then.
     */
    Remembered asOf(int attempt, RunManifest manifest) {
        Map<String, ProbeWeights> ofTasks = new HashMap<>();
        tasks.forEach((name, state) -> {
            if (!manifest.isRetired(state.attempt(), state.step(), attempt)) {
                ofTasks.put(name, state);
            } else if (!manifest.beganAnewAfter(state.attempt(), attempt)) {
                ofTasks.put(name, state.keeping(false, false));
            }
        });
        return new Remembered(
                ofTasks,
                first.filter(sample -> !manifest.isRetired(sample.attempt(), sample.step(), attempt)),
                previous.filter(sample -> !manifest.isRetired(sample.attempt(), sample.step(), attempt)));
    }

    /** The newest step that anything is remembered of; −1 where nothing is. */
    long newestStep() {
        long ofTasks =
                tasks.values().stream().mapToLong(ProbeWeights::step).max().orElse(-1);
        return Math.max(ofTasks, previous.map(Sample::step).orElse(-1L));
    }

    /**
     * Some rows of the layer.
     *
     * @param attempt of the snapshot they are of
     * @param step at which they were taken
     * @param probeSet fingerprint of the probe set whose rows they are
     * @param rows rows × width, row-major; not to be changed
     * @param whole what is known of the whole layer then; null where nothing is
     */
    @SuppressWarnings("ArrayRecordComponent") // large, and only read
    record Sample(
            int attempt, long step, String probeSet, int width, float[] rows, LayerSample.@Nullable Whole whole) {}
}
