package io.ovoscope.collector.grafana;

import io.ovoscope.collector.publish.LineProtocol;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Provenance;
import io.ovoscope.wire.StepClosed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A run's curves: {@value #LAYERS} layers, a task of each level, the depth in trees, whose curve is no accuracy, and the geometry; snapshots at step 0 and the powers of two to 512, ten seconds
 * apart. The accuracy of task t (0 to 4) in layer l at snapshot i is (200 + 50i + 10l + t) / 1000, its interval ±0.02. A snapshot at step 700 was
 * retired by a later attempt: a query that shows it has forgotten {@code retired = false}.
 */
final class BoardRun implements Fixture {
    static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    static final int LAYERS = 4;
    /** The tasks in the order of {@link #LEVELS}. */
    static final List<String> TASKS = List.of("SentLen", "UPOS", "InContext", "DepRel", "NounSense");

    static final List<Level> LEVELS =
            List.of(Level.SURFACE, Level.MORPHOLOGY, Level.CONTEXT, Level.SYNTAX, Level.SEMANTICS);
    static final List<Long> STEPS = List.of(0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L);
    static final int SNAPSHOTS = STEPS.size();
    /** The best layer is 1 before this snapshot and 3 from it on. */
    static final int BEST_MOVES = 5;

    private static final long RETIRED_STEP = 700;
    private static final int N = 1_000;

    static Instant takenAt(int snapshot) {
        return START.plusSeconds(10L * snapshot);
    }

    /** As InfluxDB writes it. */
    static String accuracy(int task, int layer, int snapshot) {
        return Double.toString(thousandths(task, layer, snapshot) / 1_000.0);
    }

    @Override
    public List<String> lines(String run) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < SNAPSHOTS; i++) {
            snapshot(run, i, STEPS.get(i)).forEach(record -> lines.add(line(record)));
        }
        snapshot(run, SNAPSHOTS, RETIRED_STEP)
                .forEach(record -> lines.add(line(record).replace("retired=false", "retired=true")));
        return lines;
    }

    private static List<CurveRecord> snapshot(String run, int i, long step) {
        List<CurveRecord> records = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            for (int task = 0; task < TASKS.size(); task++) {
                records.add(point(run, task, layer, i, step));
            }
            records.add(geometry(run, layer, i, step));
            records.add(depth(run, layer, i, step));
        }
        for (int task = 0; task < TASKS.size(); task++) {
            records.add(profile(run, task, i, step));
        }
        int expected = LAYERS * (TASKS.size() + 2);
        records.add(new StepClosed(run, 1, step, takenAt(i), expected, expected, false));
        return records;
    }

    private static String line(CurveRecord record) {
        return LineProtocol.of(record).orElseThrow();
    }

    private static int thousandths(int task, int layer, int snapshot) {
        return 200 + 50 * snapshot + 10 * layer + task;
    }

    private static CurvePoint point(String run, int task, int layer, int i, long step) {
        return new CurvePoint(
                run,
                1,
                TASKS.get(task),
                LEVELS.get(task),
                LabelSource.SILVER,
                layer,
                "block" + layer,
                step,
                takenAt(i),
                4.0 - 0.1 * i,
                Baseline.UNTRAINED,
                new Evidence.Items("set", N, new BitSet(), null),
                new Figures(figures(task, layer, i)),
                new Provenance("abc", "whitened", 0.5, 12, 1e-6, true, false, 7, "0.1.0"),
                false,
                List.of());
    }

    /** Sentence tasks have the floors of sentences, the others those of words; the costly figures come with every fourth snapshot. */
    private static Map<Figure, Double> figures(int task, int layer, int i) {
        int accuracy = thousandths(task, layer, i);
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.N, (double) N);
        figures.put(Figure.ACCURACY, accuracy / 1_000.0);
        figures.put(Figure.LOWER, (accuracy - 20) / 1_000.0);
        figures.put(Figure.UPPER, (accuracy + 20) / 1_000.0);
        figures.put(Figure.MAJORITY, 0.125);
        figures.put(Figure.UNTRAINED, thousandths(task, layer, 0) / 1_000.0);
        if (LEVELS.get(task) == Level.SURFACE) {
            figures.put(Figure.BAG_OF_WORDS, 0.25);
            figures.put(Figure.LENGTH_ONLY, 0.375);
        } else {
            figures.put(Figure.LEXICON, 0.3125);
            figures.put(Figure.CONTROL, 0.1875);
            figures.put(Figure.SELECTIVITY, accuracy / 1_000.0 - 0.1875);
            figures.put(Figure.UNSEEN_ACCURACY, (accuracy - 100) / 1_000.0);
            figures.put(Figure.UNSEEN_N, 100.0);
            figures.put(Figure.UNSEEN_LEXICON, 0.0625);
        }
        if (LEVELS.get(task) == Level.SYNTAX) {
            figures.put(Figure.LINEAR_DISTANCE, 0.21875);
            figures.put(Figure.SPEARMAN, (accuracy - 50) / 1_000.0);
            figures.put(Figure.LINEAR_SPEARMAN, 0.28125);
        }
        if (i % 4 == 0) {
            figures.put(Figure.CONDITIONAL, 0.01 * layer);
            figures.put(Figure.CONDITIONAL_LOWER, 0.01 * layer - 0.005);
            figures.put(Figure.CONDITIONAL_UPPER, 0.01 * layer + 0.005);
            figures.put(Figure.COMPRESSION, 1.5);
            figures.put(Figure.CODELENGTH, 2_000.0);
        }
        return figures;
    }

    private static CurvePoint geometry(String run, int layer, int i, long step) {
        double rank = 32.0 - i - layer;
        Map<Figure, Double> figures = Map.of(Figure.VALUE, rank, Figure.N, 2_048.0);
        return scalar(run, "EffectiveRank", Level.GEOMETRY, LabelSource.NONE, layer, i, step, rank, figures);
    }

    private static CurvePoint depth(String run, int layer, int i, long step) {
        double correlation = (250 + 50 * i + layer) / 1_000.0;
        Map<Figure, Double> figures = Map.of(
                Figure.VALUE, correlation, Figure.N, 64.0, Figure.ROOT_ACCURACY, 0.5, Figure.LINEAR_SPEARMAN, 0.21875);
        return scalar(run, "TreeDepth", Level.SYNTAX, LabelSource.SILVER, layer, i, step, correlation, figures);
    }

    private static CurvePoint scalar(
            String run,
            String task,
            Level level,
            LabelSource source,
            int layer,
            int i,
            long step,
            double value,
            Map<Figure, Double> figures) {
        return new CurvePoint(
                run,
                1,
                task,
                level,
                source,
                layer,
                "block" + layer,
                step,
                takenAt(i),
                4.0 - 0.1 * i,
                Baseline.UNTRAINED,
                new Evidence.Scalar(value, List.of()),
                new Figures(figures),
                null,
                false,
                List.of());
    }

    private static LayerProfile profile(String run, int task, int i, long step) {
        int best = i < BEST_MOVES ? 1 : 3;
        return new LayerProfile(
                run,
                1,
                TASKS.get(task),
                LEVELS.get(task),
                LabelSource.SILVER,
                step,
                takenAt(i),
                4.0 - 0.1 * i,
                LAYERS,
                N,
                best,
                thousandths(task, best, i) / 1_000.0,
                best - 1,
                Math.min(LAYERS - 1, best + 1),
                List.of(0.25, 0.25, 0.25, 0.25),
                1.5,
                1.25,
                1.75);
    }
}
