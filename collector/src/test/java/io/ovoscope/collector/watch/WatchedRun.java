package io.ovoscope.collector.watch;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A made-up run whose true curves are known: 400 test sentences of five words, task {@code UPOS}, two layers. */
final class WatchedRun {
    static final String RUN = "made up";
    static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final int SENTENCES = 420;
    private static final int TEST_SENTENCES = 400;
    private static final int WORDS = 5;
    static final int ITEMS = TEST_SENTENCES * WORDS;
    static final TaskInfo UPOS =
            new TaskInfo("UPOS", Level.MORPHOLOGY, TaskInput.TOKEN, LabelSource.GOLD, List.of("N", "V"));

    private final ProbeSet probeSet = probeSet();
    private final SplittableRandom random;

    WatchedRun(long seed) {
        this.random = new SplittableRandom(seed);
    }

    ProbeSet probeSetOfTheRun() {
        return probeSet;
    }

    RunManifest manifest(int attempt, long resumedAtStep) {
        return new RunManifest(
                RUN,
                attempt,
                resumedAtStep,
                START,
                "a model",
                1_000,
                List.of(new LayerInfo(0, "embedding", 8), new LayerInfo(1, "block1", 8)),
                probeSet.fingerprint(),
                List.of(UPOS),
                List.of(),
                "powers of two",
                "words",
                "mean",
                FloatEncoding.F32,
                Baseline.UNTRAINED,
                "0.1.0");
    }

    /** A catalogue that holds this run. */
    RunCatalog catalog(RunManifest manifest) {
        return new RunCatalog() {
            @Override
            public Optional<RunManifest> manifest(String run) {
                return run.equals(RUN) ? Optional.of(manifest) : Optional.empty();
            }

            @Override
            public boolean isDeleted(String run) {
                return false;
            }

            @Override
            public Optional<ProbeSet> probeSet(String fingerprint) {
                return fingerprint.equals(probeSet.fingerprint()) ? Optional.of(probeSet) : Optional.empty();
            }

            @Override
            public List<RunManifest> runs() {
                return List.of(manifest);
            }

            @Override
            public CompletionStage<Void> readThrough() {
                return CompletableFuture.completedFuture(null);
            }
        };
    }

    /** A point whose items are right with this probability, drawn anew. */
    CurvePoint point(int attempt, int layer, long step, double probability) {
        BitSet correct = new BitSet();
        for (int i = 0; i < ITEMS; i++) {
            correct.set(i, random.nextDouble() < probability);
        }
        return point(attempt, layer, step, correct);
    }

    /** A point of which exactly this share of items is right. */
    CurvePoint exactPoint(int attempt, int layer, long step, double share) {
        BitSet correct = new BitSet();
        correct.set(0, Math.toIntExact(Math.round(share * ITEMS)));
        return point(attempt, layer, step, correct);
    }

    CurvePoint missing(int attempt, int layer, long step) {
        return point(
                attempt, layer, step, new Evidence.Missing(Evidence.Reason.NON_FINITE, "NaN in row 3"), Figures.none());
    }

    /** A point over other test items. */
    CurvePoint otherItems(int attempt, int layer, long step) {
        return point(attempt, layer, step, new Evidence.Items("other", ITEMS, new BitSet(), null), Figures.none());
    }

    /** A point that is no share of items. */
    CurvePoint scalar(int attempt, int layer, long step, double value) {
        return point(
                attempt, layer, step, new Evidence.Scalar(value, List.of()), new Figures(Map.of(Figure.VALUE, value)));
    }

    private CurvePoint point(int attempt, int layer, long step, BitSet correct) {
        Figures figures = new Figures(Map.of(Figure.ACCURACY, correct.cardinality() / (double) ITEMS));
        return point(attempt, layer, step, new Evidence.Items("set", ITEMS, correct, null), figures);
    }

    CurvePoint point(int attempt, int layer, long step, Evidence evidence, Figures figures) {
        return new CurvePoint(
                RUN,
                attempt,
                UPOS.name(),
                UPOS.level(),
                UPOS.source(),
                layer,
                "layer" + layer,
                step,
                START.plusSeconds(100L * attempt + step),
                null,
                Baseline.UNTRAINED,
                evidence,
                figures,
                null,
                false,
                List.of());
    }

    /** The point as a checkpoint examined afterwards gives it. */
    static CurvePoint replayed(CurvePoint point) {
        return new CurvePoint(
                point.run(),
                point.attempt(),
                point.task(),
                point.level(),
                point.source(),
                point.layer(),
                point.layerName(),
                point.step(),
                point.takenAt(),
                point.loss(),
                point.baseline(),
                point.evidence(),
                point.figures(),
                point.provenance(),
                true,
                point.remarks());
    }

    static ConsumerRecord<String, byte[]> record(CurveRecord curve, Instant writtenAt) {
        return record(curve.key(), curve.write(), writtenAt);
    }

    static ConsumerRecord<String, byte[]> record(
            String key, byte @org.jspecify.annotations.Nullable [] value, Instant writtenAt) {
        return new ConsumerRecord<>(
                "ovoscope.curves",
                0,
                0,
                writtenAt.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    private static ProbeSet probeSet() {
        int[] sentence =
                IntStream.range(0, SENTENCES * WORDS).map(row -> row / WORDS).toArray();
        int[] split = IntStream.range(0, SENTENCES)
                .map(s -> s < SENTENCES - TEST_SENTENCES ? 0 : 2)
                .toArray();
        int[] heads = new int[sentence.length];
        Arrays.fill(heads, ProbeSet.NO_HEAD);
        return new ProbeSet(
                new ProbeSet.Words(sentence, new int[sentence.length], new int[sentence.length], heads),
                new ProbeSet.Sentences(
                        new int[SENTENCES], split, IntStream.range(0, SENTENCES).toArray()),
                List.of(TaskLabels.ofTokens(UPOS, new int[sentence.length])));
    }
}
