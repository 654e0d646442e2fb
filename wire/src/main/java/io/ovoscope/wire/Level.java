package io.ovoscope.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a task asks for, from the form of a sentence to its meaning. */
public enum Level {
    @JsonProperty("surface")
    SURFACE,
    @JsonProperty("morphology")
    MORPHOLOGY,
    @JsonProperty("context")
    CONTEXT,
    @JsonProperty("syntax")
    SYNTAX,
    @JsonProperty("semantics")
    SEMANTICS,
    /** No task: what the layer's rows look like, whatever they mean. */
    @JsonProperty("geometry")
    GEOMETRY
}
