package io.ovoscope.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What one task's probe found in one layer at one step.
 *
 * @param step number of updates applied when the snapshot was taken
 * @param takenAt when it was taken
 * @param loss the training loss then; null where the trainer gives none or it is not finite
 * @param baseline what {@link Figure#UNTRAINED} stands for
 * @param provenance null where no probe was trained
 * @param replayed whether the snapshot was a checkpoint examined afterwards
 * @param remarks sentences for the user about this point
 * @param lossNotFinite whether the trainer gave a loss that is NaN or infinite
 */
public record CurvePoint(
        String run,
        int attempt,
        String task,
        Level level,
        LabelSource source,
        int layer,
        String layerName,
        long step,
        Instant takenAt,
        @Nullable Double loss,
        Baseline baseline,
        Evidence evidence,
        Figures figures,
        @Nullable Provenance provenance,
        boolean replayed,
        List<String> remarks,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        boolean lossNotFinite)
        implements CurveRecord {
    public CurvePoint {
        Checks.present("a point", "run", run);
        Checks.present("a point", "task", task);
        Checks.present("a point", "level", level);
        Checks.present("a point", "source", source);
        Checks.present("a point", "layerName", layerName);
        Checks.present("a point", "takenAt", takenAt);
        Checks.present("a point", "baseline", baseline);
        Checks.present("a point", "evidence", evidence);
        Checks.present("a point", "figures", figures);
        Checks.present("a point", "remarks", remarks);
        Names.run(run);
        Names.task(task);
        Checks.atLeast("attempt", attempt, 1);
        Checks.atLeast("layer", layer, 0);
        Checks.atLeast("step", step, 0);
        Checks.finiteOrNone("loss", loss);
        remarks = List.copyOf(remarks);
        figures.get(Figure.ACCURACY).ifPresent(accuracy -> Checks.within("accuracy", accuracy, 0.0, 1.0));
    }

    /** A point whose loss is finite, or not given. */
    public CurvePoint(
            String run,
            int attempt,
            String task,
            Level level,
            LabelSource source,
            int layer,
            String layerName,
            long step,
            Instant takenAt,
            @Nullable Double loss,
            Baseline baseline,
            Evidence evidence,
            Figures figures,
            @Nullable Provenance provenance,
            boolean replayed,
            List<String> remarks) {
        this(
                run,
                attempt,
                task,
                level,
                source,
                layer,
                layerName,
                step,
                takenAt,
                loss,
                baseline,
                evidence,
                figures,
                provenance,
                replayed,
                remarks,
                false);
    }

    /** The figure that the curve draws: the accuracy, or the value of a scalar; empty where the result is missing. */
    public OptionalDouble headline() {
        OptionalDouble accuracy = figures.get(Figure.ACCURACY);
        return accuracy.isPresent() ? accuracy : figures.get(Figure.VALUE);
    }

    @Override
    public String key() {
        return RecordKey.point(run, task, layer, step);
    }
}
