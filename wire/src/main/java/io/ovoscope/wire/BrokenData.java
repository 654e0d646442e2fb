package io.ovoscope.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Data of a run that cannot be what it should be.
 *
 * @param kind what is wrong
 * @param layer the layer, or {@link Finding#NO_LAYER} where it is the whole run
 * @param step the first snapshot that is broken; of a stall, the last that came
 * @param at when that was taken
 * @param detail what was seen, with numbers, a sentence
 * @param endedStep the first snapshot that is whole again; null while it goes on
 * @param endedAt when that was taken; null while it goes on
 */
public record BrokenData(
        String run,
        int attempt,
        Kind kind,
        int layer,
        String layerName,
        long step,
        Instant at,
        String detail,
        @Nullable Long endedStep,
        @Nullable Instant endedAt)
        implements Finding {
    /** What is wrong. */
    public enum Kind {
        /** NaN or infinite activations. */
        @JsonProperty("non-finite")
        NON_FINITE("non-finite"),
        /** Every row of the layer is the same. */
        @JsonProperty("constant")
        CONSTANT("constant"),
        /** Activations equal to the last snapshot's to the last bit, although training went on. */
        @JsonProperty("unchanged")
        UNCHANGED("unchanged"),
        /** Almost all features of the layer are constant, or its rows span almost nothing. */
        @JsonProperty("dead-layer")
        DEAD_LAYER("dead-layer"),
        /** The probe set or a task's items are others than before. */
        @JsonProperty("probe-set-changed")
        PROBE_SET_CHANGED("probe-set-changed"),
        /** Snapshots lack layers that the manifest announces. */
        @JsonProperty("missing-layers")
        MISSING_LAYERS("missing-layers"),
        /** Snapshots stopped coming. */
        @JsonProperty("stalled")
        STALLED("stalled"),
        /** The training loss is NaN or infinite. */
        @JsonProperty("loss-not-finite")
        LOSS_NOT_FINITE("loss-not-finite");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    public BrokenData {
        Checks.present("broken data", "run", run);
        Checks.present("broken data", "kind", kind);
        Checks.present("broken data", "layerName", layerName);
        Checks.present("broken data", "at", at);
        Checks.present("broken data", "detail", detail);
        Names.run(run);
        Checks.atLeast("layer", layer, NO_LAYER);
        Checks.atLeast("step", step, 0);
        if ((endedStep == null) != (endedAt == null)) {
            throw new WireFormatException("broken data with one of endedStep and endedAt: expecting both or none");
        }
    }

    @Override
    public String id() {
        return kind.wireName + "/" + (layer == NO_LAYER ? "run" : layer) + "/" + step;
    }

    @Override
    public State state() {
        return endedStep == null ? State.OPEN : State.CLOSED;
    }
}
