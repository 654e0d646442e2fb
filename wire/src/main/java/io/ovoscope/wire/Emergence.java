package io.ovoscope.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The retrospective emergence {@code t_q} of a task in a layer: the first step whose accuracy is at least a0 + q·(max − a0), as
 * the cell between two snapshots. It is revised while the maximum still rises.
 *
 * @param layer the layer's index, or {@link Finding#NO_LAYER} for the best layer of each snapshot
 * @param layerName its name; {@code best} for the best layer of each snapshot
 * @param quantile q, share of the gain
 * @param afterStep last snapshot before; equal to {@code byStep} where the first snapshot itself is there
 * @param byStep first snapshot at or above the share of the gain
 * @param setAfterStep begin of the 95% set of cells, by bootstrap over sentences; null where neither items nor their number are known
 * @param setByStep end of that set: the cells from {@code setAfterStep} to here hold t_q with 95% confidence
 * @param at when {@code byStep} was taken
 * @param first a0, the accuracy of the first snapshot
 * @param best the largest accuracy so far
 * @param bestStep its step
 * @param gainLower lower end of the 95% interval of best − first, paired over sentences
 * @param throughStep the newest snapshot considered
 * @param n number of test items; 0 where it is not known
 */
public record Emergence(
        String run,
        int attempt,
        String task,
        Level level,
        int layer,
        String layerName,
        double quantile,
        long afterStep,
        long byStep,
        @Nullable Long setAfterStep,
        @Nullable Long setByStep,
        Instant at,
        double first,
        double best,
        long bestStep,
        double gainLower,
        long throughStep,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        int n)
        implements Finding {
    public Emergence {
        Checks.present("an emergence", "run", run);
        Checks.present("an emergence", "task", task);
        Checks.present("an emergence", "level", level);
        Checks.present("an emergence", "layerName", layerName);
        Checks.present("an emergence", "at", at);
        Names.run(run);
        Names.task(task);
        Checks.atLeast("layer", layer, NO_LAYER);
        Checks.within("quantile", quantile, 0.0, 1.0);
        Checks.within("afterStep", afterStep, 0, byStep);
        if ((setAfterStep == null) != (setByStep == null)) {
            throw new WireFormatException("an emergence has one end of its set of cells only: expecting both or none");
        }
        if (setAfterStep != null && setByStep != null) {
            Checks.within("setAfterStep", setAfterStep, 0, setByStep);
        }
    }

    @Override
    public String id() {
        return "emergence-t" + Math.round(quantile * 100) + "/" + task + "/" + (layer == NO_LAYER ? "best" : layer);
    }

    @Override
    public State state() {
        return State.NOTE;
    }
}
