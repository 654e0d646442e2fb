package io.ovoscope.collector.score;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A partition of the activations while it is assigned to this copy of the collector. Used by the consumer's thread, except for the
 * states and {@link #isAbandoned}.
 */
final class AssignedPartition {
    private final TopicPartition source;
    private final PartitionIntake intake;
    private final ProbeStates states;
    private final Map<LayerId, LayerJob> running = new LinkedHashMap<>();
    private boolean restored;
    private boolean paused;
    private long committed = -1;
    private volatile boolean abandoned;

    AssignedPartition(TopicPartition source, PartitionIntake intake, ProbeStates states) {
        this.source = source;
        this.intake = intake;
        this.states = states;
    }

    TopicPartition source() {
        return source;
    }

    PartitionIntake intake() {
        return intake;
    }

    ProbeStates states() {
        return states;
    }

    /** The layers that can be scored now; they count as running from here on. */
    List<LayerJob> begin() {
        if (!restored) {
            return List.of();
        }
        List<LayerJob> jobs = intake.takeReady(running.keySet());
        jobs.forEach(job -> running.put(job.layer(), job));
        return jobs;
    }

    /**
     * A layer is no longer running.
     *
     * @param settled whether its records are no longer needed
     */
    void finished(LayerJob job, boolean settled) {
        running.remove(job.layer());
        if (settled) {
            intake.finished(job);
        }
    }

    Collection<LayerJob> running() {
        return running.values();
    }

    /**
     * Its state has been read.
     *
     * @param partitions of the topic
     */
    void restored(int partitions) {
        intake.partitions(partitions);
        restored = true;
    }

    /** Whether nothing may be read now. */
    boolean isHeld() {
        return !restored || intake.isHeld();
    }

    boolean isPaused() {
        return paused;
    }

    void paused(boolean now) {
        paused = now;
    }

    /** The position to commit; −1 where it has been committed already or nothing has been seen. */
    long commitDue() {
        long position = intake.position();
        return position == committed ? -1 : position;
    }

    void committed(long position) {
        committed = position;
    }

    /** The partition belongs to another copy now: what is under way is of no use. */
    void abandon() {
        abandoned = true;
    }

    boolean isAbandoned() {
        return abandoned;
    }
}
