package io.ovoscope.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** Something the curves say, with its evidence. A finding's newest record stands; its id is the same at every replay. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "finding")
@JsonSubTypes(@JsonSubTypes.Type(value = Finding.Emergence.class, name = "emergence"))
public sealed interface Finding {
    String run();

    /** The same for the same thing found again. */
    String id();

    default String key() {
        return RecordKey.finding(run(), id());
    }

    default byte[] write() {
        return Json.write(Schema.FINDING, this);
    }

    static Finding read(byte[] bytes) {
        return Json.read(Schema.FINDING, bytes, Finding.class);
    }

    /**
     * The retrospective emergence {@code t_q} of a task in a layer: the first step whose accuracy is at least a0 + q·(max − a0), as
     * the cell between two snapshots. It is revised while the maximum still rises.
     *
     * @param quantile q, share of the gain
     * @param afterStep last snapshot before; equal to {@code byStep} where the first snapshot itself is there
     * @param byStep first snapshot at or above the share of the gain
     * @param at when {@code byStep} was taken
     * @param first a0, the accuracy of the first snapshot
     * @param best the largest accuracy so far
     * @param bestStep its step
     * @param gainLower lower end of the 95% interval of best − first, paired over sentences
     * @param throughStep the newest snapshot considered
     */
    record Emergence(
            String run,
            int attempt,
            String task,
            Level level,
            int layer,
            String layerName,
            double quantile,
            long afterStep,
            long byStep,
            Instant at,
            double first,
            double best,
            long bestStep,
            double gainLower,
            long throughStep)
            implements Finding {
        public Emergence {
            Checks.present("an emergence", "run", run);
            Checks.present("an emergence", "task", task);
            Checks.present("an emergence", "level", level);
            Checks.present("an emergence", "layerName", layerName);
            Checks.present("an emergence", "at", at);
            Names.run(run);
            Names.task(task);
            Checks.within("quantile", quantile, 0.0, 1.0);
            Checks.within("afterStep", afterStep, 0, byStep);
        }

        @Override
        public String id() {
            return "emergence-t" + Math.round(quantile * 100) + "/" + task + "/" + layer;
        }
    }
}
