package io.ovoscope.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * The first snapshot from which the lower end of a task's 95% interval stayed above a floor for several snapshots: known without
 * looking ahead, and never revised by what comes later.
 *
 * @param layer the layer's index, or {@link Finding#NO_LAYER} for the best layer of each snapshot
 * @param floor what it rose above
 * @param afterStep last snapshot before; equal to {@code byStep} where the first snapshot itself is above
 * @param byStep first of the snapshots in a row
 * @param at when {@code byStep} was taken
 * @param confirmedStep the last of them: from here on it was known, {@code confirmedStep − byStep} steps late
 * @param snapshots how many in a row were asked for
 * @param margin δ, by how much the lower end had to exceed the floor
 * @param lower lower end of the interval of accuracy − floor at {@code byStep}
 * @param accuracy at {@code byStep}
 * @param floorValue the floor at {@code byStep}
 * @param n number of test items
 */
public record OnlineEmergence(
        String run,
        int attempt,
        String task,
        Level level,
        int layer,
        String layerName,
        Floor floor,
        long afterStep,
        long byStep,
        Instant at,
        long confirmedStep,
        int snapshots,
        double margin,
        double lower,
        double accuracy,
        double floorValue,
        int n)
        implements Finding {
    /** What a curve rises above. */
    public enum Floor {
        /** The larger of the untrained model's accuracy and the control task's. */
        @JsonProperty("untrained-and-control")
        UNTRAINED_AND_CONTROL("online"),
        /** What the most frequent label of each word gives. */
        @JsonProperty("lexicon")
        LEXICON("above-lexicon");

        private final String prefix;

        Floor(String prefix) {
            this.prefix = prefix;
        }
    }

    public OnlineEmergence {
        Checks.present("an online emergence", "run", run);
        Checks.present("an online emergence", "task", task);
        Checks.present("an online emergence", "level", level);
        Checks.present("an online emergence", "layerName", layerName);
        Checks.present("an online emergence", "floor", floor);
        Checks.present("an online emergence", "at", at);
        Names.run(run);
        Names.task(task);
        Checks.atLeast("layer", layer, NO_LAYER);
        Checks.within("afterStep", afterStep, 0, byStep);
        Checks.atLeast("confirmedStep", confirmedStep, byStep);
    }

    @Override
    public String id() {
        return floor.prefix + "/" + task + "/" + (layer == NO_LAYER ? "best" : layer);
    }

    @Override
    public State state() {
        return State.NOTE;
    }
}
