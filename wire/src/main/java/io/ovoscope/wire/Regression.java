package io.ovoscope.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task that a run has lost ground in: an incident, open until the task recovers.
 *
 * @param openedStep the first snapshot of the drop
 * @param confirmedStep the snapshot at which it had persisted long enough to be told
 * @param at when {@code confirmedStep} was taken
 * @param recoveredStep the snapshot at which it had recovered; null while it goes on
 * @param recoveredAt when that was taken; null while it goes on
 * @param drops the layers that dropped, the largest drop first
 * @param verdict whether the model or the probe is to blame
 * @param reasons what the verdict rests on, a sentence each
 * @param stepP Simes's p-value of the step over all tasks and layers
 * @param stepAlpha the level that the online procedure (LORD++) allowed it
 * @param lastGoodStep the newest snapshot before the drop
 * @param checkpoint the newest checkpoint not later than that; null where none is kept
 */
public record Regression(
        String run,
        int attempt,
        String task,
        Level level,
        LabelSource source,
        long openedStep,
        long confirmedStep,
        Instant at,
        @Nullable Long recoveredStep,
        @Nullable Instant recoveredAt,
        List<Drop> drops,
        Verdict verdict,
        List<String> reasons,
        double stepP,
        double stepAlpha,
        long lastGoodStep,
        @Nullable KeptCheckpoint checkpoint)
        implements Finding {
    /** Who is to blame. */
    public enum Verdict {
        @JsonProperty("MODEL_REGRESSED")
        MODEL_REGRESSED,
        @JsonProperty("PROBE_SUSPECTED")
        PROBE_SUSPECTED
    }

    /**
     * What one layer lost, at {@link #confirmedStep}.
     *
     * @param referenceSteps three snapshots in a row, whose mean accuracy was the best before
     * @param reference that mean
     * @param accuracy now
     * @param drop reference − accuracy
     * @param lower lower end of the drop's 95% interval, paired over sentences
     * @param upper its upper end
     * @param p of the sentence-clustered test, the choice of the reference included
     * @param mcnemar McNemar's exact p against the newest reference snapshot, for comparison; null without items
     * @param lost items right then and wrong now
     * @param gained items wrong then and right now
     * @param n number of test items
     */
    public record Drop(
            int layer,
            String layerName,
            List<Long> referenceSteps,
            double reference,
            double accuracy,
            double drop,
            double lower,
            double upper,
            double p,
            @Nullable Double mcnemar,
            int lost,
            int gained,
            int n) {
        public Drop {
            Checks.present("a drop", "layerName", layerName);
            Checks.present("a drop", "referenceSteps", referenceSteps);
            referenceSteps = List.copyOf(referenceSteps);
            Checks.atLeast("layer", layer, NO_LAYER);
            Checks.within("p", p, 0.0, 1.0);
            Checks.within("accuracy", accuracy, 0.0, 1.0);
        }
    }

    public Regression {
        Checks.present("a regression", "run", run);
        Checks.present("a regression", "task", task);
        Checks.present("a regression", "level", level);
        Checks.present("a regression", "source", source);
        Checks.present("a regression", "at", at);
        Checks.present("a regression", "drops", drops);
        Checks.present("a regression", "verdict", verdict);
        Checks.present("a regression", "reasons", reasons);
        Names.run(run);
        Names.task(task);
        drops = List.copyOf(drops);
        reasons = List.copyOf(reasons);
        Checks.atLeast("confirmedStep", confirmedStep, openedStep);
        if (drops.isEmpty()) {
            throw new WireFormatException("a regression of " + task + " without a drop: expecting at least one");
        }
        if ((recoveredStep == null) != (recoveredAt == null)) {
            throw new WireFormatException(
                    "a regression has one of recoveredStep and recoveredAt: expecting both or none");
        }
    }

    @Override
    public String id() {
        return "regression/" + task + "/" + openedStep;
    }

    @Override
    public State state() {
        return recoveredStep == null ? State.OPEN : State.CLOSED;
    }
}
