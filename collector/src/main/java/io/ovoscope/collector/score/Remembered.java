package io.ovoscope.collector.score;

import io.ovoscope.wire.LayerSample;
import io.ovoscope.wire.ProbeWeights;
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

    /** The newest step that anything is remembered of; −1 where nothing is. */
    long newestStep() {
        long ofTasks =
                tasks.values().stream().mapToLong(ProbeWeights::step).max().orElse(-1);
        return Math.max(ofTasks, previous.map(Sample::step).orElse(-1L));
    }

    /**
     * Some rows of the layer.
     *
     * @param step at which they were taken
     * @param probeSet fingerprint of the probe set whose rows they are
     * @param rows rows × width, row-major; not to be changed
     * @param whole what is known of the whole layer then; null where nothing is
     */
    @SuppressWarnings("ArrayRecordComponent") // large, and only read
    record Sample(long step, String probeSet, int width, float[] rows, LayerSample.@Nullable Whole whole) {}
}
