package io.ovoscope.agent;

import io.ovoscope.agent.checkpoint.CheckpointMetrics;
import io.ovoscope.agent.send.DropReason;
import io.ovoscope.wire.Health;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the agent is doing, at one moment. Counts grow while the agent lives.
 *
 * <p>Alert on {@link #droppedTotal}: it is 0 while all is well, and {@code dropped} says why it is not. {@code skippedForBudget} is no
 * loss: the schedule asks for more than {@code overheadBudget} allows. {@code nonFiniteRows} above 0 is the model's trouble, not the
 * agent's; {@code saturatedValues} above 0 asks for another {@code send.precision}. {@code spentSeconds} above {@code allowedSeconds} for long means that early snapshots have been overdrawn and training was
 * too short to repay them. {@code checkpoints.failed} says why checkpoints are missing; no snapshot is lost for that.
 *
 * @param step updates applied so far
 * @param loss at the newest snapshot; NaN before the first, infinite where it is not finite
 * @param taken snapshots that were due and within the budget: those sent, those dropped, and those under way
 * @param sent snapshots that readers see
 * @param dropped snapshots lost whole, by reason; reasons without any are absent
 * @param skippedForBudget snapshots that were due and left out for their cost
 * @param waiting snapshots in the queue
 * @param bytes sent, with copies
 * @param rows sent, of all layers
 * @param nonFiniteRows rows with a NaN or an infinity, sent as they are
 * @param saturatedValues finite activations that {@code send.precision} made infinite on the wire
 * @param trainingThreadSeconds spent on the training thread
 * @param workerSeconds spent on forward passes, by the wall clock; checkpoints have their own
 * @param sendSeconds spent by the worker waiting for Kafka
 * @param spentSeconds what of the above counts against the budget
 * @param allowedSeconds the budget so far: {@code overheadBudget} of the time between updates, pauses left out
 * @param spacingSteps distance of the snapshots that are due: {@code schedule.every}, or less where findings say that curves move
 * @param checkpoints how the checkpoint store is doing; all 0 where there is none
 */
public record AgentMetrics(
        long step,
        double loss,
        long taken,
        long sent,
        Map<DropReason, Long> dropped,
        long skippedForBudget,
        int waiting,
        long bytes,
        long rows,
        long nonFiniteRows,
        long saturatedValues,
        double trainingThreadSeconds,
        double workerSeconds,
        double sendSeconds,
        double spentSeconds,
        double allowedSeconds,
        long spacingSteps,
        CheckpointMetrics checkpoints) {
    public AgentMetrics {
        dropped = Map.copyOf(dropped);
    }

    /** Snapshots lost whole, for whatever reason. */
    public long droppedTotal() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * As a record.
     *
     * @param attempt of the run; 0 while no broker has settled it
     * @param trainingEnded whether this is the agent's last word: a page then calls the run finished
     */
    Health health(String process, String run, int attempt, Instant at, boolean trainingEnded) {
        Map<String, Long> counters = new TreeMap<>();
        counters.put("training.ended", trainingEnded ? 1L : 0L);
        counters.put("snapshots.taken", taken);
        counters.put("snapshots.sent", sent);
        counters.put("snapshots.dropped", droppedTotal());
        dropped.forEach((reason, count) -> counters.put("snapshots.dropped." + reason.text(), count));
        counters.put("snapshots.skipped.budget", skippedForBudget);
        counters.put("bytes.sent", bytes);
        counters.put("rows.sent", rows);
        counters.put("rows.non-finite", nonFiniteRows);
        counters.put("values.saturated", saturatedValues);
        counters.put("checkpoints.written", checkpoints.written());
        counters.put("checkpoints.deleted", checkpoints.deleted());
        checkpoints.failed().forEach((reason, count) -> counters.put("checkpoints.failed." + reason.text(), count));
        Map<String, Double> gauges = new TreeMap<>();
        gauges.put(Health.ATTEMPT, (double) attempt);
        gauges.put("step", (double) step);
        gauges.put("loss", loss);
        gauges.put("snapshots.waiting", (double) waiting);
        gauges.put("seconds.training-thread", trainingThreadSeconds);
        gauges.put("seconds.worker", workerSeconds);
        gauges.put("seconds.sending", sendSeconds);
        gauges.put("seconds.spent", spentSeconds);
        gauges.put("seconds.allowed", allowedSeconds);
        gauges.put("schedule.spacing", (double) spacingSteps);
        gauges.put("checkpoints.kept", (double) checkpoints.kept());
        gauges.put("checkpoints.bytes", (double) checkpoints.keptBytes());
        gauges.put("seconds.checkpoints", checkpoints.seconds());
        gauges.values().removeIf(value -> !Double.isFinite(value));
        return new Health(process, "agent", run, at, counters, gauges);
    }
}
