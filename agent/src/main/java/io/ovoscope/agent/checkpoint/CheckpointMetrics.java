package io.ovoscope.agent.checkpoint;

import java.util.Map;

/**
 * How the checkpoints are doing.
 *
 * @param written those that were complete on disk
 * @param deleted those that made room
 * @param failed by reason; reasons without any are absent
 * @param kept those on disk now, retired ones among them
 * @param keptBytes what they take
 * @param seconds spent by the worker
 */
public record CheckpointMetrics(
        long written, long deleted, Map<CheckpointFailure, Long> failed, int kept, long keptBytes, double seconds) {
    public CheckpointMetrics {
        failed = Map.copyOf(failed);
    }
}
