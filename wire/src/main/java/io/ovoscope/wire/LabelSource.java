package io.ovoscope.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who gave the labels: people (or the text itself), or another model. */
public enum LabelSource {
    /** Annotated by people, or computed from the text alone. */
    @JsonProperty("gold")
    GOLD,
    /** Predicted by a model, whose errors the probe learns too; shown as silver wherever the task is shown. */
    @JsonProperty("silver")
    SILVER,
    /** There are no labels: a curve of the geometry. */
    @JsonProperty("none")
    NONE
}
