package io.ovoscope.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What stands in the curves topic. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "record")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CurvePoint.class, name = "point"),
    @JsonSubTypes.Type(value = StepClosed.class, name = "closed"),
    @JsonSubTypes.Type(value = LayerProfile.class, name = "layers"),
    @JsonSubTypes.Type(value = RunStalled.class, name = "stalled"),
    @JsonSubTypes.Type(value = CheckpointsKept.class, name = "checkpoints")
})
public sealed interface CurveRecord permits CurvePoint, StepClosed, LayerProfile, RunStalled, CheckpointsKept {
    String run();

    int attempt();

    long step();

    /** The record's key in the topic: the newest record of a key stands. */
    String key();

    default byte[] write() {
        return Json.write(Schema.CURVE, this);
    }

    static CurveRecord read(byte[] bytes) {
        return Json.read(Schema.CURVE, bytes, CurveRecord.class);
    }
}
