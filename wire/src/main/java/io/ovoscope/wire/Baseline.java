package io.ovoscope.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the first snapshot of a run stands for. */
public enum Baseline {
    /** Freshly initialised weights: the field's untrained floor. */
    @JsonProperty("untrained")
    UNTRAINED,
    /** Weights that had been trained before: a point of comparison, but no floor. */
    @JsonProperty("first")
    FIRST
}
