package io.ovoscope.launcher.demo;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A run of two layers and two tasks, handed to a board record by record. */
final class RunOfOurOwn {
    static final String RUN = "a run / of ours";
    static final KafkaSettings KAFKA = KafkaSettings.plain("nowhere:1");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final RunBoard board = new RunBoard(RUN, KAFKA);

    RunBoard board() {
        return board;
    }

    RunOfOurOwn manifest() {
        RunManifest manifest = new RunManifest(
                RUN,
                1,
                0,
                NOON,
                "model",
                10,
                List.of(new LayerInfo(0, "x0", 4), new LayerInfo(1, "block1", 4)),
                "abc",
                List.of(
                        task("UPOS", TaskInput.TOKEN, LabelSource.SILVER),
                        task("GlossPOS", TaskInput.SENTENCE, LabelSource.GOLD)),
                List.of(),
                "",
                "",
                "mean",
                FloatEncoding.F32,
                Baseline.UNTRAINED,
                "0");
        return read("ovoscope.runs", RecordKey.run(RUN), manifest.write());
    }

    private static TaskInfo task(String name, TaskInput input, LabelSource source) {
        return new TaskInfo(name, Level.MORPHOLOGY, input, source, List.of("A", "B"));
    }

    RunOfOurOwn point(String task, int layer, long step, Map<Figure, Double> figures) {
        Evidence evidence = figures.isEmpty()
                ? new Evidence.Missing(Evidence.Reason.NON_FINITE, "1 of 4 values")
                : new Evidence.Items("set", 4, new BitSet(), null);
        return read(pointOf(RUN, task, layer, step, evidence, new Figures(figures)));
    }

    RunOfOurOwn pointOfAnotherRun() {
        Evidence evidence = new Evidence.Items("set", 4, new BitSet(), null);
        return read(pointOf("another", "UPOS", 0, 5, evidence, new Figures(Map.of(Figure.ACCURACY, .1))));
    }

    private static CurvePoint pointOf(
            String run, String task, int layer, long step, Evidence evidence, Figures figures) {
        return new CurvePoint(
                run,
                1,
                task,
                Level.MORPHOLOGY,
                task.equals("UPOS") ? LabelSource.SILVER : LabelSource.GOLD,
                layer,
                layer == 0 ? "x0" : "block1",
                step,
                NOON,
                null,
                Baseline.UNTRAINED,
                evidence,
                figures,
                null,
                false,
                List.of());
    }

    RunOfOurOwn geometry(String name, int layer, long step, double value) {
        return read(new CurvePoint(
                RUN,
                1,
                name,
                Level.GEOMETRY,
                LabelSource.NONE,
                layer,
                layer == 0 ? "x0" : "block1",
                step,
                NOON,
                null,
                Baseline.UNTRAINED,
                new Evidence.Scalar(value, List.of()),
                new Figures(Map.of(Figure.VALUE, value)),
                null,
                false,
                List.of()));
    }

    RunOfOurOwn profile(String task, long step, int best, int lower, int upper, double centre) {
        return read(new LayerProfile(
                RUN,
                1,
                task,
                Level.MORPHOLOGY,
                LabelSource.SILVER,
                step,
                NOON,
                null,
                2,
                4,
                best,
                .9,
                lower,
                upper,
                List.of(.4, .6),
                centre,
                centre - .1,
                centre + .1));
    }

    /** Tombstones of the findings and the profile that a run of ours has. */
    RunOfOurOwn withdrawn() {
        board.read(new ConsumerRecord<>("ovoscope.curves", 0, 0, RecordKey.profile(RUN, "UPOS", 64), null));
        for (double quantile : new double[] {.5, .9}) {
            String key = new Emergence(
                            RUN,
                            1,
                            "UPOS",
                            Level.MORPHOLOGY,
                            1,
                            "block1",
                            quantile,
                            16,
                            32,
                            null,
                            null,
                            NOON,
                            .5,
                            .9,
                            64,
                            .2,
                            64,
                            1000)
                    .key();
            board.read(new ConsumerRecord<>("ovoscope.findings", 0, 0, key, null));
        }
        return this;
    }

    RunOfOurOwn closed(long step) {
        return read(new StepClosed(RUN, 1, step, NOON, 4, 4, false));
    }

    RunOfOurOwn expired(long step, int present) {
        return read(new StepClosed(RUN, 1, step, NOON, 4, present, true));
    }

    /** What a collector's scoring stage says some seconds after the run began. */
    RunOfOurOwn health(String process, int seconds, long lost) {
        Health health =
                new Health(process, "score", "", NOON.plusSeconds(seconds), Map.of("records.lost", lost), Map.of());
        return read("ovoscope.health", health.key(), health.write());
    }

    /** A layer some of whose rows never came. */
    RunOfOurOwn incomplete(String task, int layer, long step) {
        return read(pointOf(
                RUN,
                task,
                layer,
                step,
                new Evidence.Missing(Evidence.Reason.INCOMPLETE, "3 of 4 rows"),
                Figures.none()));
    }

    RunOfOurOwn emergence(String task, int layer, double quantile, long after, long by) {
        Finding finding = new Emergence(
                RUN,
                1,
                task,
                Level.MORPHOLOGY,
                layer,
                "block1",
                quantile,
                after,
                by,
                null,
                null,
                NOON,
                .5,
                .9,
                64,
                .2,
                64,
                1000);
        return read("ovoscope.findings", finding.key(), finding.write());
    }

    private RunOfOurOwn read(CurveRecord record) {
        return read("ovoscope.curves", record.key(), record.write());
    }

    private RunOfOurOwn read(String topic, String key, byte[] value) {
        board.read(new ConsumerRecord<>(topic, 0, 0, key, value));
        return this;
    }
}
