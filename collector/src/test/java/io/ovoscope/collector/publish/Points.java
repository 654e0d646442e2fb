package io.ovoscope.collector.publish;

import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Points and changes for tests. */
final class Points {
    static final Instant START = Instant.parse("2026-01-01T12:00:00.123456789Z");

    private Points() {}

    static CurvePoint point(String run, String task, int layer, long step, double accuracy) {
        return new CurvePoint(
                run,
                1,
                task,
                Level.MORPHOLOGY,
                LabelSource.SILVER,
                layer,
                "block" + layer,
                step,
                START.plusSeconds(step),
                3.5,
                Baseline.UNTRAINED,
                new Evidence.Items("set", 4, new BitSet(), null),
                new Figures(Map.of(Figure.ACCURACY, accuracy, Figure.N, 4.0, Figure.BAG_OF_WORDS, 0.25)),
                new Provenance("abc", "whitened", 0.5, 12, 1e-6, true, false, 7, "0.1.0"),
                false,
                List.of());
    }

    static LayerProfile profile(String run, String task, long step) {
        return new LayerProfile(
                run,
                1,
                task,
                Level.SYNTAX,
                LabelSource.GOLD,
                step,
                START.plusSeconds(step),
                3.5,
                4,
                900,
                2,
                0.75,
                1,
                3,
                List.of(0.0, 0.1, 0.8, 0.1),
                1.5,
                1.25,
                1.75);
    }

    /** The effective rank of a layer's rows. */
    static CurvePoint geometry(String run, int layer, long step, double value) {
        return new CurvePoint(
                run,
                1,
                "EffectiveRank",
                Level.GEOMETRY,
                LabelSource.NONE,
                layer,
                "block" + layer,
                step,
                START.plusSeconds(step),
                3.5,
                Baseline.UNTRAINED,
                new Evidence.Scalar(value, List.of()),
                new Figures(Map.of(Figure.VALUE, value, Figure.N, 2_048.0)),
                null,
                false,
                List.of());
    }

    static Change.Write write(String line) {
        return new Change.Write(line, new ConsumerRecord<>("ovoscope.curves", 0, 0, "key", new byte[0]));
    }

    static Change.Erase erase(String run) {
        return new Change.Erase(
                new Change.Erasure(List.of(Lines.PROBE), run, null),
                new ConsumerRecord<>("ovoscope.curves", 0, 0, run + "/UPOS/0/0", null));
    }

    /** Points of one task, steps {@code from} to {@code to − 1}, a second apart, in turn in layers 0 to 12. */
    static List<Change> writes(String run, int from, int to) {
        List<Change> writes = new ArrayList<>();
        for (int step = from; step < to; step++) {
            writes.add(write(Lines.of(point(run, "UPOS", step % 13, step, (step % 100) / 100.0))));
        }
        return writes;
    }
}
