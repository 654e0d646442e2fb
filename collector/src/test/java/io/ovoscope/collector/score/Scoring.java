package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.ProbeWorkspace;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.ProbeSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Scores the layers of a {@link Suite} step after step, and remembers what the stage would. */
final class Scoring implements AutoCloseable {
    final ScoreCounters counters = new ScoreCounters();
    final ProbeStates states = new ProbeStates(1 << 24);
    private final Suite suite;
    private final ProbeWorkspace workspace = new ProbeWorkspace();
    private final LayerScorer scorer;

    Scoring(Suite suite, ScoreSettings settings) {
        this(suite, settings, (set, workspace) -> Preparation.prepare(set, settings, workspace));
    }

    Scoring(Suite suite, ScoreSettings settings, BiFunction<ProbeSet, ProbeWorkspace, PreparedProbeSet> preparation) {
        this.suite = suite;
        scorer = new LayerScorer(settings, new PreparationCache(preparation), counters, "test");
    }

    /** The default settings, the costly figures at their own cadence. */
    static ScoreSettings settings(int codelengthEvery, int conditionalEvery) {
        ScoreSettings d = ScoreSettings.defaults();
        return new ScoreSettings(
                1,
                d.maxLayersInAssembly(),
                d.maxLayersWaiting(),
                d.maxLayerMebibytes(),
                d.assemblyTimeoutSeconds(),
                d.unknownRunWaitSeconds(),
                d.stateMebibytesPerPartition(),
                d.features(),
                List.of(100.0, 1.0),
                d.tolerance(),
                d.maxIterations(),
                100,
                codelengthEvery,
                conditionalEvery,
                d.seed());
    }

    Map<String, CurvePoint> score(int layer, long step, float[] values, @Nullable LayerZero zero) {
        LayerJob job = suite.job(layer, step, new LayerJob.Whole(values, values.length / Suite.ROWS, zero));
        LayerResult result = scorer.score(job, states.of(job.layer(), 0), workspace, () -> false);
        result.states().forEach(state -> states.put(state, 0));
        result.samples().forEach(sample -> states.put(sample, 0));
        return result.points().stream().collect(Collectors.toMap(CurvePoint::task, Function.identity()));
    }

    static CurvePoint point(Map<String, CurvePoint> points, String task) {
        return Objects.requireNonNull(points.get(task), task);
    }

    static OptionalDouble figure(Map<String, CurvePoint> points, String task, Figure figure) {
        return point(points, task).figures().get(figure);
    }

    static double number(Map<String, CurvePoint> points, String task, Figure figure) {
        return figure(points, task, figure).orElseThrow(() -> new AssertionError(task + " has no " + figure));
    }

    @Override
    public void close() {
        workspace.close();
    }
}
