package io.ovoscope.collector.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.probe.ProbeWorkspace;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.ProbeWeights;
import io.ovoscope.wire.RunManifest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LayerScorerTest {
    private static final ScoreSettings SETTINGS = ScoreSettings.defaults();

    private final ProbeWorkspace workspace = new ProbeWorkspace();
    private final ScoreCounters counters = new ScoreCounters();
    private final PreparationCache prepared =
            new PreparationCache((set, with) -> Preparation.prepare(set, SETTINGS, with));
    private final LayerScorer scorer = new LayerScorer(SETTINGS, prepared, counters, "test");
    private final ProbeStates states = new ProbeStates(1 << 20);
    private RunManifest manifest = Examples.manifest(1, Baseline.UNTRAINED);

    @AfterEach
    void closeWorkspace() {
        workspace.close();
    }

    private Map<String, CurvePoint> score(int layer, long step, LayerJob.Content content) {
        LayerJob job = Examples.job(manifest, layer, step, content);
        LayerResult result = scorer.score(job, states.of(job.layer(), 0), workspace, () -> false);
        result.states().forEach(state -> states.put(state, 0));
        return result.points().stream().collect(Collectors.toMap(CurvePoint::task, Function.identity()));
    }

    private Map<String, CurvePoint> score(int layer, long step) {
        return score(layer, step, new LayerJob.Whole(Examples.values(layer, step), Examples.WIDTH, null));
    }

    private static CurvePoint of(Map<String, CurvePoint> points, String task) {
        return Objects.requireNonNull(points.get(task));
    }

    private static double figure(Map<String, CurvePoint> points, String task, Figure figure) {
        return of(points, task).figures().get(figure).orElseThrow();
    }

    @Test
    void everyTaskHasAPoint() {
        Map<String, CurvePoint> points = score(1, 0);

        assertThat(points.keySet())
                .containsExactlyInAnyOrder("Tag", "Kind", "Single", "Arc", "EffectiveRank", "Anisotropy");
        assertThat(of(points, "Single").evidence())
                .isEqualTo(new Evidence.Missing(
                        Evidence.Reason.NOT_PROBEABLE, "fewer than two classes in the training part (1)"));
        assertThat(of(points, "Arc").evidence())
                .isEqualTo(new Evidence.Missing(
                        Evidence.Reason.NOT_PROBEABLE, "no labelled item in the training part (0)"));
    }

    @Test
    void figuresAgreeWithTheItems() {
        CurvePoint point = of(score(1, 4), "Tag");

        assertThat(point.evidence()).isInstanceOfSatisfying(Evidence.Items.class, items -> {
            assertThat(items.n()).isEqualTo(Examples.ROWS / 3);
            assertThat(point.figures().get(Figure.ACCURACY))
                    .hasValue((double) items.correct().cardinality() / items.n());
            assertThat(point.figures().get(Figure.CONTROL))
                    .hasValue((double) Objects.requireNonNull(items.controlCorrect())
                                    .cardinality()
                            / items.n());
        });
        assertThat(point.figures().get(Figure.LEXICON))
                .as("the type decides the tag")
                .hasValue(1.0);
        assertThat(point.loss()).isEqualTo(2.5);
        assertThat(Objects.requireNonNull(point.provenance()).converged()).isTrue();
    }

    @Test
    void untrainedFloorIsTheAccuracyOfStepZero() {
        double floor = figure(score(1, 0), "Tag", Figure.ACCURACY);
        Map<String, CurvePoint> later = score(1, 6);

        assertThat(figure(later, "Tag", Figure.UNTRAINED)).isEqualTo(floor);
        assertThat(figure(later, "Tag", Figure.ACCURACY)).isGreaterThan(floor + 0.2);
    }

    @Test
    void runWithoutStepZeroHasNoUntrainedFloorAndSaysSo() {
        CurvePoint point = of(score(1, 2), "Tag");

        assertThat(point.figures().get(Figure.UNTRAINED)).isEmpty();
        assertThat(point.remarks())
                .contains("There is no untrained floor: the snapshot of step 0 has not been scored.");
    }

    @Test
    void firstSnapshotOfATrainedModelIsItsPointOfComparison() {
        manifest = Examples.manifest(1, Baseline.FIRST);
        double first = figure(score(1, 2), "Tag", Figure.ACCURACY);

        assertThat(figure(score(1, 5), "Tag", Figure.UNTRAINED)).isEqualTo(first);
    }

    @Test
    void strengthIsFrozenAtTheFirstSnapshotAndStandsInEachPoint() {
        score(1, 0);
        double chosen = state("Tag").l2();
        CurvePoint later = of(score(1, 8), "Tag");

        assertThat(Objects.requireNonNull(later.provenance()).l2()).isEqualTo(chosen);

        assertThat(state("Tag").l2()).isEqualTo(chosen);
        assertThat(state("Tag").step()).isEqualTo(8);
    }

    private ProbeWeights state(String task) {
        return Objects.requireNonNull(states.of(new LayerId("r", 1), 0).tasks().get(task));
    }

    @Test
    void warmStartAndReplayDoNotChangeTheAnswer() {
        score(1, 0);
        Map<String, CurvePoint> warm = score(1, 3);
        Map<String, CurvePoint> replayed = score(1, 3);
        ProbeStates forgetful = new ProbeStates(0);
        states.of(new LayerId("r", 1), 0).tasks().values().forEach(state -> forgetful.put(state, 0));
        LayerJob job = Examples.job(manifest, 1, 3, new LayerJob.Whole(Examples.values(1, 3), Examples.WIDTH, null));
        Map<String, CurvePoint> cold =
                scorer.score(job, forgetful.of(job.layer(), 0), workspace, () -> false).points().stream()
                        .collect(Collectors.toMap(CurvePoint::task, Function.identity()));

        assertThat(Objects.requireNonNull(of(warm, "Tag").provenance()).warmStart())
                .isTrue();
        assertThat(Objects.requireNonNull(of(cold, "Tag").provenance()).warmStart())
                .isFalse();
        for (Map<String, CurvePoint> other : List.of(replayed, cold)) {
            for (Figure figure : List.of(Figure.ACCURACY, Figure.CONTROL, Figure.UNTRAINED)) {
                assertThat(figure(other, "Tag", figure)).isCloseTo(figure(warm, "Tag", figure), Offset.offset(0.0005));
            }
        }
    }

    @Test
    void stateOfAnotherProbeSetIsNotUsed() {
        score(1, 0);
        ProbeWeights old = state("Tag");
        states.put(
                new ProbeWeights(
                        "r",
                        1,
                        "Tag",
                        1,
                        0,
                        "another",
                        2,
                        Examples.WIDTH,
                        77,
                        old.untrained(),
                        1,
                        old.weights(),
                        old.weights()),
                0);
        score(1, 3);

        assertThat(state("Tag").l2()).isNotEqualTo(77);
    }

    @Test
    void nonFiniteLayerIsCountedAndSpoilsNoState() {
        score(1, 0);
        Map<String, ProbeWeights> before =
                new TreeMap<>(states.of(new LayerId("r", 1), 0).tasks());
        float[] broken = Examples.values(1, 2);
        broken[9] = Float.NaN;
        broken[10] = Float.NEGATIVE_INFINITY;

        Map<String, CurvePoint> points = score(1, 2, new LayerJob.Whole(broken, Examples.WIDTH, null));

        assertThat(points)
                .hasSize(6)
                .allSatisfy((task, point) -> assertThat(point.evidence())
                        .isEqualTo(new Evidence.Missing(
                                Evidence.Reason.NON_FINITE, "2 of " + broken.length + " values are NaN or infinite")));
        assertThat(states.of(new LayerId("r", 1), 0).tasks()).isEqualTo(before);
        assertThat(counters.get(Counter.NON_FINITE)).isEqualTo(1);
    }

    @Test
    void lossThatIsNotFiniteIsToldByEveryPointAndNoLossIsNot() {
        float[] broken = Examples.values(1, 2);
        broken[9] = Float.NaN;
        for (LayerJob.Content content : List.of(
                new LayerJob.Whole(Examples.values(1, 2), Examples.WIDTH, null),
                new LayerJob.Whole(broken, Examples.WIDTH, null),
                new LayerJob.Incomplete(40))) {
            assertThat(withLoss(Double.POSITIVE_INFINITY, content))
                    .hasSize(6)
                    .allSatisfy(point -> assertThat(point.lossNotFinite()).isTrue())
                    .allSatisfy(point -> assertThat(point.loss()).isNull());
            assertThat(withLoss(Double.NaN, content))
                    .hasSize(6)
                    .allSatisfy(point -> assertThat(point.lossNotFinite()).isFalse())
                    .allSatisfy(point -> assertThat(point.loss()).isNull());
        }
    }

    private List<CurvePoint> withLoss(double loss, LayerJob.Content content) {
        ActivationPart.Header h = Examples.header(1, 1, 2);
        ActivationPart.Header header = new ActivationPart.Header(
                h.run(), h.attempt(), h.step(), h.layer(), h.layerName(), h.takenAt(), h.rows(), h.probeSet(), loss);
        LayerJob job = new LayerJob(header, manifest, Examples.PROBE_SET, content, List.of());
        return scorer.score(job, Remembered.NOTHING, workspace, () -> false).points();
    }

    @Test
    void incompleteLayerSaysHowMuchArrived() {
        assertThat(of(score(1, 2, new LayerJob.Incomplete(40)), "Tag").evidence())
                .isEqualTo(
                        new Evidence.Missing(Evidence.Reason.INCOMPLETE, "40 of " + Examples.ROWS + " rows arrived"));
    }

    @Test
    void incompleteReplayDoesNotReplaceAScoredStep() {
        score(1, 2);

        assertThat(score(1, 2, new LayerJob.Incomplete(40))).isEmpty();
    }

    @Test
    void constantLayerIsScoredAtTheMajority() {
        Map<String, CurvePoint> points =
                score(1, 2, new LayerJob.Whole(new float[Examples.ROWS * Examples.WIDTH], Examples.WIDTH, null));

        assertThat(figure(points, "Tag", Figure.ACCURACY)).isEqualTo(figure(points, "Tag", Figure.MAJORITY));
    }
}
