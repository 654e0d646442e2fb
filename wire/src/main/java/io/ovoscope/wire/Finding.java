package io.ovoscope.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** Something the curves say, with its evidence. A finding's newest record stands; its id is the same at every replay. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "finding")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Emergence.class, name = "emergence"),
    @JsonSubTypes.Type(value = OnlineEmergence.class, name = "online-emergence"),
    @JsonSubTypes.Type(value = EmergenceOrder.class, name = "emergence-order"),
    @JsonSubTypes.Type(value = Regression.class, name = "regression"),
    @JsonSubTypes.Type(value = UnderPowered.class, name = "under-powered"),
    @JsonSubTypes.Type(value = BrokenData.class, name = "broken-data")
})
public sealed interface Finding
        permits Emergence, OnlineEmergence, EmergenceOrder, Regression, UnderPowered, BrokenData {
    /** Stands for a layer's index where a finding is about the best layer of each snapshot, or about no layer. */
    int NO_LAYER = -1;

    String run();

    int attempt();

    /** The same for the same thing found again. */
    String id();

    /** When the snapshot was taken that it is about. */
    Instant at();

    State state();

    /** Whether somebody should act. */
    enum State {
        /** It tells something; there is nothing to end. */
        NOTE,
        /** It goes on. */
        OPEN,
        /** It has ended. */
        CLOSED
    }

    default String key() {
        return RecordKey.finding(run(), id());
    }

    default byte[] write() {
        return Json.write(Schema.FINDING, this);
    }

    static Finding read(byte[] bytes) {
        return Json.read(Schema.FINDING, bytes, Finding.class);
    }
}
