package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.ProbeWorkspace;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.LayerSample;
import io.ovoscope.wire.ProbeSet;
import java.util.Arrays;
import java.util.Comparator;
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
        for (LayerSample.Role role : LayerSample.Role.values()) {
            List<LayerSample> parts = result.samples().stream()
                    .filter(part -> part.role() == role)
                    .sorted(Comparator.comparing(LayerSample::part))
                    .toList();
            if (!parts.isEmpty()) {
                states.put(job.layer(), role, joined(parts), 0);
            }
        }
        return result.points().stream().collect(Collectors.toMap(CurvePoint::task, Function.identity()));
    }

    private static Remembered.Sample joined(List<LayerSample> parts) {
        float[] rows = new float[0];
        for (LayerSample part : parts) {
            float[] more = part.rows().floats("rows");
            int at = rows.length;
            rows = Arrays.copyOf(rows, at + more.length);
            System.arraycopy(more, 0, rows, at, more.length);
        }
        LayerSample any = parts.get(0);
        return new Remembered.Sample(any.step(), any.probeSet(), any.width(), rows);
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
