package io.ovoscope.collector.grafana;

import io.ovoscope.collector.publish.LineProtocol;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Provenance;
import io.ovoscope.wire.StepClosed;
import java.time.Instant;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The run that the dashboards must stay fast with: {@value #LAYERS} layers, {@value #TASKS} tasks, {@value #SNAPSHOTS} snapshots a minute
 * apart, sixteen figures a point with random values.
 */
final class BigRun {
    static final int LAYERS = 13;
    static final int TASKS = 20;
    static final int SNAPSHOTS = 500;
    static final Instant START = BoardRun.START;
    private static final int N = 4_000;
    private static final List<Figure> SHARES = List.of(
            Figure.ACCURACY,
            Figure.LOWER,
            Figure.UPPER,
            Figure.MAJORITY,
            Figure.LEXICON,
            Figure.UNTRAINED,
            Figure.CONTROL,
            Figure.SELECTIVITY,
            Figure.BAG_OF_WORDS,
            Figure.LENGTH_ONLY,
            Figure.LINEAR_DISTANCE,
            Figure.UNSEEN_ACCURACY,
            Figure.SPEARMAN,
            Figure.LINEAR_SPEARMAN,
            Figure.CONDITIONAL,
            Figure.COMPRESSION,
            Figure.VALUE);

    private final SplittableRandom random;

    BigRun(SplittableRandom random) {
        this.random = random;
    }

    static Instant takenAt(int snapshot) {
        return START.plusSeconds(60L * snapshot);
    }

    /** The points of one snapshot. */
    List<String> snapshot(String run, int snapshot) {
        Stream<String> points = IntStream.range(0, TASKS * LAYERS)
                .mapToObj(i -> LineProtocol.of(point(run, i / LAYERS, i % LAYERS, snapshot))
                        .orElseThrow());
        Stream<String> profiles = IntStream.range(0, TASKS)
                .mapToObj(task -> LineProtocol.of(profile(run, task, snapshot)).orElseThrow());
        StepClosed closed =
                new StepClosed(run, 1, snapshot * 100L, takenAt(snapshot), TASKS * LAYERS, TASKS * LAYERS, false);
        return Stream.of(points, profiles, LineProtocol.of(closed).stream())
                .flatMap(lines -> lines)
                .toList();
    }

    /** An emergence of each task in each layer and the best one, at both quantiles. */
    List<String> findings(String run) {
        return IntStream.range(0, TASKS * (LAYERS + 1) * 2)
                .mapToObj(i -> emergence(run, i / 2 / (LAYERS + 1), i / 2 % (LAYERS + 1) - 1, i % 2 == 0 ? 0.5 : 0.9))
                .flatMap(finding -> LineProtocol.of(finding).stream())
                .toList();
    }

    private static String name(int task) {
        return String.format(java.util.Locale.ROOT, "Task%02d", task);
    }

    /** The last two tasks ask nothing. */
    private static Level level(int task) {
        return task >= TASKS - 2 ? Level.GEOMETRY : BoardRun.LEVELS.get(task % BoardRun.LEVELS.size());
    }

    private CurvePoint point(String run, int task, int layer, int snapshot) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.N, (double) N);
        SHARES.forEach(figure -> figures.put(figure, random.nextDouble()));
        return new CurvePoint(
                run,
                1,
                name(task),
                level(task),
                LabelSource.SILVER,
                layer,
                "block" + layer,
                snapshot * 100L,
                takenAt(snapshot),
                random.nextDouble(),
                Baseline.UNTRAINED,
                new Evidence.Items("set", N, new BitSet(), null),
                new Figures(figures),
                new Provenance("abc", "whitened", 0.5, 12, 1e-6, true, false, 7, "0.1.0"),
                false,
                List.of());
    }

    private LayerProfile profile(String run, int task, int snapshot) {
        int best = random.nextInt(LAYERS);
        return new LayerProfile(
                run,
                1,
                name(task),
                level(task),
                LabelSource.SILVER,
                snapshot * 100L,
                takenAt(snapshot),
                random.nextDouble(),
                LAYERS,
                N,
                best,
                random.nextDouble(),
                Math.max(0, best - 1),
                Math.min(LAYERS - 1, best + 1),
                IntStream.range(0, LAYERS).mapToObj(layer -> 0.0).toList(),
                1.5,
                1.25,
                1.75);
    }

    private static Emergence emergence(String run, int task, int layer, double quantile) {
        int by = task * 10 + Math.max(0, layer) + 1;
        return new Emergence(
                run,
                1,
                name(task),
                level(task),
                layer,
                layer == Finding.NO_LAYER ? "best" : "block" + layer,
                quantile,
                (by - 1) * 100L,
                by * 100L,
                null,
                null,
                takenAt(by),
                0.25,
                0.75,
                (SNAPSHOTS - 1) * 100L,
                0.4375,
                (SNAPSHOTS - 1) * 100L,
                N);
    }
}
