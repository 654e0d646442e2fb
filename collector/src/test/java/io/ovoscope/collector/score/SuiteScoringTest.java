package io.ovoscope.collector.score;

import static io.ovoscope.collector.score.Scoring.number;
import static io.ovoscope.collector.score.Scoring.point;
import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.ProbeWeights;
import io.ovoscope.wire.StructuralTasks;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One layer of a run with every kind of task, and what goes wrong with one of them. */
class SuiteScoringTest {
    private static final ScoreSettings SETTINGS = Scoring.settings(1, 1);

    private final Suite suite = new Suite();
    private final LayerZero zero = new LayerZero(suite.values(0, 5), Suite.WIDTH);
    private Scoring scoring = new Scoring(suite, SETTINGS);

    @AfterEach
    void close() {
        scoring.close();
    }

    private Map<String, CurvePoint> untrained() {
        return scoring.score(1, 0, suite.values(0, 1), zero);
    }

    private Map<String, CurvePoint> knowing(long step) {
        return scoring.score(1, step, suite.values(2, step + 10), zero);
    }

    @Test
    void everyTaskAndTheGeometryHaveAPoint() {
        assertThat(untrained().keySet())
                .containsExactlyInAnyOrder(
                        "Tag",
                        "Type",
                        "FirstTag",
                        "Arc",
                        "TrueArc",
                        "StructuralDistance",
                        "StructuralDepth",
                        "Frequency",
                        "EffectiveRank",
                        "Anisotropy",
                        "CkaLayer0");
        assertThat(knowing(4).keySet()).contains("CkaPrevious", "CkaFirst");
    }

    @Test
    void numbersOtherThanTheStructuralProbesAreNotProbed() {
        assertThat(point(untrained(), "Frequency").evidence())
                .isInstanceOfSatisfying(
                        Evidence.Missing.class,
                        missing -> assertThat(missing.detail()).contains("its labels are numbers"));
    }

    @Test
    void wordsHaveEveryFigure() {
        untrained();
        Map<String, CurvePoint> points = knowing(4);

        assertThat(point(points, "Tag").figures().values().keySet())
                .containsExactlyInAnyOrder(
                        Figure.ACCURACY,
                        Figure.N,
                        Figure.LOWER,
                        Figure.UPPER,
                        Figure.MAJORITY,
                        Figure.LEXICON,
                        Figure.UNTRAINED,
                        Figure.CONTROL,
                        Figure.SELECTIVITY,
                        Figure.UNSEEN_N,
                        Figure.MACRO_F1,
                        Figure.CODELENGTH,
                        Figure.COMPRESSION,
                        Figure.CONDITIONAL,
                        Figure.CONDITIONAL_LOWER,
                        Figure.CONDITIONAL_UPPER);
        assertThat(point(points, "Tag").remarks()).isEmpty();
        assertThat(number(points, "Tag", Figure.ACCURACY)).isGreaterThan(0.99);
        assertThat(number(points, "Tag", Figure.UNTRAINED)).isLessThan(0.5);
    }

    @Test
    void pairsAreProbedWithFloorsOfTheirOrderedTypes() {
        knowing(2);
        Map<String, CurvePoint> points = knowing(4);

        assertThat(point(points, "TrueArc").evidence())
                .isInstanceOfSatisfying(
                        Evidence.Items.class,
                        items -> assertThat(items.n()).isEqualTo(Suite.SENTENCES / 6 * (Suite.WORDS - 1)));
        assertThat(number(points, "TrueArc", Figure.ACCURACY)).isGreaterThan(0.97);
        assertThat(number(points, "Arc", Figure.N)).isEqualTo(2 * number(points, "TrueArc", Figure.N));
        assertThat(number(points, "Arc", Figure.UNSEEN_N))
                .as("most pairs of 40 × 40 types are new")
                .isBetween(100.0, 300.0);
        assertThat(point(points, "Arc").figures().values().keySet())
                .contains(
                        Figure.LEXICON,
                        Figure.CONTROL,
                        Figure.SELECTIVITY,
                        Figure.UNSEEN_ACCURACY,
                        Figure.UNSEEN_LEXICON,
                        Figure.CODELENGTH,
                        Figure.CONDITIONAL);
        assertThat(number(points, "Arc", Figure.LEXICON))
                .as("one word's label where the pair is new")
                .isGreaterThan(0.4);
        assertThat(state("TrueArc").width()).isEqualTo(2 * Suite.WIDTH);
        assertThat(warm(points, "Arc")).isTrue();
    }

    private ProbeWeights state(String task) {
        return Objects.requireNonNull(
                scoring.states.of(new LayerId(Suite.RUN, 1), 0).tasks().get(task));
    }

    private static boolean warm(Map<String, CurvePoint> points, String task) {
        return Objects.requireNonNull(point(points, task).provenance()).warmStart();
    }

    @Test
    void plantedTreesAreFoundByTheStructuralProbe() {
        knowing(2);
        Map<String, CurvePoint> points = knowing(4);

        assertThat(number(points, StructuralTasks.DISTANCE, Figure.ACCURACY)).isGreaterThan(0.97);
        assertThat(number(points, StructuralTasks.DISTANCE, Figure.SPEARMAN)).isGreaterThan(0.9);
        assertThat(point(points, StructuralTasks.DISTANCE).figures().values().keySet())
                .contains(Figure.LOWER, Figure.UPPER, Figure.LINEAR_DISTANCE, Figure.LINEAR_SPEARMAN);
        assertThat(point(points, StructuralTasks.DEPTH).evidence())
                .isInstanceOfSatisfying(
                        Evidence.Scalar.class,
                        scalar -> assertThat(scalar.perSentence()).hasSize(Suite.SENTENCES / 6));
        assertThat(number(points, StructuralTasks.DEPTH, Figure.VALUE)).isGreaterThan(0.9);
        assertThat(number(points, StructuralTasks.DEPTH, Figure.ROOT_ACCURACY)).isGreaterThan(0.9);
        assertThat(warm(points, StructuralTasks.DISTANCE)).isTrue();
        assertThat(state(StructuralTasks.DEPTH).classes()).isEqualTo(Suite.WIDTH);
    }

    @Test
    void correlationsAndRootsHaveTheirIntervalsNumbersAndFloors() {
        knowing(2);
        Map<String, CurvePoint> points = knowing(1);

        for (Figure[] figure : new Figure[][] {
            {Figure.SPEARMAN_LOWER, Figure.SPEARMAN, Figure.SPEARMAN_UPPER},
            {Figure.ROOT_LOWER, Figure.ROOT_ACCURACY, Figure.ROOT_UPPER}
        }) {
            String task = figure[1] == Figure.SPEARMAN ? StructuralTasks.DISTANCE : StructuralTasks.DEPTH;
            assertThat(number(points, task, figure[1]))
                    .isBetween(number(points, task, figure[0]), number(points, task, figure[2]));
            assertThat(number(points, task, figure[2]) - number(points, task, figure[0]))
                    .as("of 30 sentences")
                    .isBetween(0.005, 0.4);
        }
        assertThat(number(points, StructuralTasks.DISTANCE, Figure.SPEARMAN_N)).isEqualTo(Suite.SENTENCES / 6.0);
        assertThat(number(points, StructuralTasks.DEPTH, Figure.ROOT_N)).isEqualTo(Suite.SENTENCES / 6.0);
        assertThat(number(points, StructuralTasks.DEPTH, Figure.LINEAR_ROOT))
                .as("every root is the first word")
                .isEqualTo(1);
    }

    @Test
    void structuralProbesRememberTheUntrainedModel() {
        Map<String, CurvePoint> before = untrained();
        Map<String, CurvePoint> points = knowing(4);

        assertThat(number(points, StructuralTasks.DISTANCE, Figure.UNTRAINED))
                .isEqualTo(number(before, StructuralTasks.DISTANCE, Figure.ACCURACY))
                .isLessThan(0.7);
        assertThat(number(points, StructuralTasks.DEPTH, Figure.UNTRAINED)).isBetween(0.0, 0.5);
    }

    @Test
    void codeIsShorterForWhatTheLayerKnows() {
        assertThat(number(knowing(2), "Tag", Figure.COMPRESSION)).isGreaterThan(2);
        assertThat(number(scoring.score(0, 0, zero.values(), zero), "Tag", Figure.COMPRESSION))
                .isCloseTo(1, Offset.offset(0.1));
    }

    @Test
    void gainOverLayerZeroIsForWhatItDoesNotKnow() {
        Map<String, CurvePoint> points = knowing(4);

        assertThat(number(points, "Tag", Figure.CONDITIONAL_LOWER)).isGreaterThan(0.5);
        assertThat(number(points, "Type", Figure.CONDITIONAL))
                .as("layer 0 says as much of the type")
                .isCloseTo(0, Offset.offset(0.05));
    }

    @Test
    void layerZeroHasNoGainOverItselfAndSaysSo() {
        CurvePoint point = point(scoring.score(0, 0, zero.values(), zero), "Tag");

        assertThat(point.figures().get(Figure.CONDITIONAL)).isEmpty();
        assertThat(point.remarks()).containsExactly("gain over layer 0: none, this is layer 0");
    }

    @Test
    void layerZeroHasNoGainWhateverTheCadence() {
        scoring.close();
        scoring = new Scoring(suite, Scoring.settings(1, 4));
        scoring.score(0, 0, zero.values(), zero);

        assertThat(point(scoring.score(0, 1, zero.values(), zero), "Tag").remarks())
                .containsExactly("gain over layer 0: none, this is layer 0");
    }

    @Test
    void brokenLayerZeroCostsTheComparisonsWithItAlone() {
        float[] broken = zero.values().clone();
        Arrays.fill(broken, Float.NaN);
        Map<String, CurvePoint> points = scoring.score(1, 0, suite.values(0, 1), new LayerZero(broken, Suite.WIDTH));

        assertThat(point(points, "Tag").figures().get(Figure.ACCURACY)).isPresent();
        assertThat(point(points, "Tag").figures().get(Figure.CONDITIONAL)).isEmpty();
        assertThat(point(points, "Tag").remarks())
                .singleElement()
                .asString()
                .startsWith("gain over layer 0: its own probe has activations that are NaN or infinite");
        assertThat(points).containsKeys("EffectiveRank", "Anisotropy").doesNotContainKey("CkaLayer0");
        assertThat(point(points, "EffectiveRank").remarks())
                .contains("CkaLayer0: the rows to compare with hold NaN or infinite values");
        assertThat(scoring.counters.get(Counter.FAILED)).isZero();
    }

    @Test
    void missingLayerZeroIsSaid() {
        assertThat(point(scoring.score(1, 0, suite.values(0, 1), null), "Tag").remarks())
                .containsExactly("gain over layer 0: layer 0 of this step is not there");
    }

    @Test
    void faultInOneInputLeavesTheOthersPoints() {
        scoring = broken(input -> new PreparedInput(
                input.input(), far(input.first()), input.second(), input.source(), input.split(), input.tasks()));

        Map<String, CurvePoint> points = knowing(0);

        for (String task : List.of("Tag", "Type")) {
            assertThat(point(points, task).evidence()).isInstanceOfSatisfying(Evidence.Missing.class, missing -> {
                assertThat(missing.reason()).isEqualTo(Evidence.Reason.NOT_PROBEABLE);
                assertThat(missing.detail()).startsWith("scoring failed: ").contains("row 1000000");
            });
        }
        for (String task : List.of("FirstTag", "Arc", StructuralTasks.DISTANCE, "EffectiveRank")) {
            assertThat(point(points, task).evidence()).isNotInstanceOf(Evidence.Missing.class);
        }
        assertThat(scoring.counters.get(Counter.FAILED)).isEqualTo(1);
    }

    /** A scoring whose preparation of words is spoilt. */
    private Scoring broken(java.util.function.UnaryOperator<PreparedInput> spoilt) {
        scoring.close();
        return new Scoring(suite, SETTINGS, (set, workspace) -> {
            PreparedProbeSet whole = Preparation.prepare(set, SETTINGS, workspace);
            List<PreparedInput> inputs = new ArrayList<>(whole.inputs());
            inputs.set(0, spoilt.apply(inputs.get(0)));
            return new PreparedProbeSet(inputs, whole.structural(), whole.unprobeable());
        });
    }

    private static int[] far(int[] rows) {
        return Arrays.stream(rows).map(row -> 1_000_000).toArray();
    }

    @Test
    void faultInACostlyFigureLeavesTheAccuracy() {
        scoring = broken(input -> new PreparedInput(
                input.input(), input.first(), input.second(), new int[0], input.split(), input.tasks()));

        CurvePoint point = point(knowing(0), "Tag");

        assertThat(point.figures().get(Figure.ACCURACY)).isPresent();
        assertThat(point.figures().get(Figure.CODELENGTH)).isEmpty();
        assertThat(point.figures().get(Figure.CONDITIONAL)).isPresent();
        assertThat(point.remarks()).singleElement().asString().startsWith("code length: failed: ");
        assertThat(scoring.counters.get(Counter.FAILED)).isEqualTo(1);
    }

    @Test
    void oneTestSentenceHasNoIntervalAndSaysSo() {
        scoring = broken(input -> new PreparedInput(
                input.input(),
                input.first(),
                input.second(),
                input.source(),
                input.split(),
                input.tasks().stream().map(SuiteScoringTest::ofOneSentence).toList()));

        CurvePoint point = point(knowing(0), "Tag");

        assertThat(point.figures().get(Figure.LOWER)).hasValue(0);
        assertThat(point.figures().get(Figure.UPPER)).hasValue(1);
        assertThat(point.figures().get(Figure.CONDITIONAL)).isPresent();
        assertThat(point.figures().get(Figure.CONDITIONAL_LOWER)).isEmpty();
        assertThat(point.remarks())
                .containsExactly("gain over layer 0: no interval, because its test items come from one sentence");
    }

    private static PreparedTask ofOneSentence(PreparedTask task) {
        int n = task.clusters().items();
        return new PreparedTask(
                task.info(),
                task.labels(),
                task.control(),
                Clusters.of(new int[n], IntStream.range(0, n).toArray()),
                task.unseen(),
                task.itemSet(),
                task.floors());
    }

    @Test
    void layerWiderThanTheSentencesAreManyIsScored() {
        float[] values = new float[Suite.ROWS * (Suite.SENTENCES + 20)];
        java.util.SplittableRandom random = new java.util.SplittableRandom(3);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }

        Map<String, CurvePoint> points = scoring.score(1, 0, values, zero);

        assertThat(number(points, "FirstTag", Figure.ACCURACY)).isBetween(0.0, 0.7);
        assertThat(number(points, "FirstTag", Figure.COMPRESSION)).isBetween(0.5, 1.1);
        assertThat(number(points, "Tag", Figure.ACCURACY)).isBetween(0.2, 0.5);
        assertThat(number(points, "CkaLayer0", Figure.VALUE)).isLessThan(0.2);
    }

    @Test
    void constantLayerHasADefinedOutcomeForEachTask() {
        Map<String, CurvePoint> points = scoring.score(1, 0, new float[Suite.ROWS * Suite.WIDTH], zero);

        assertThat(number(points, "Tag", Figure.ACCURACY)).isEqualTo(number(points, "Tag", Figure.MAJORITY));
        assertThat(number(points, "Tag", Figure.CONDITIONAL)).isCloseTo(0, Offset.offset(1e-3));
        assertThat(number(points, "Arc", Figure.ACCURACY)).isEqualTo(number(points, "Arc", Figure.MAJORITY));
        assertThat(number(points, StructuralTasks.DEPTH, Figure.VALUE)).isZero();
        assertThat(number(points, "EffectiveRank", Figure.VALUE)).isZero();
        assertThat(points).doesNotContainKeys("Anisotropy", "CkaLayer0");
        assertThat(point(points, "EffectiveRank").remarks())
                .containsExactlyInAnyOrder(
                        "Anisotropy: 0 rows have a direction, expecting two or more",
                        "CkaPrevious: this is the first snapshot",
                        "CkaFirst: this is the first snapshot",
                        "CkaLayer0: all rows are equal on one side, which has no alignment");
    }

    @Test
    void nonFiniteLayerHasAMissingPointForEachTaskAndTheGeometry() {
        float[] values = suite.values(1, 1);
        values[77] = Float.POSITIVE_INFINITY;
        Map<String, CurvePoint> points = scoring.score(1, 0, values, zero);

        assertThat(points.keySet())
                .containsAll(
                        suite.manifest().tasks().stream().map(TaskInfo::name).toList())
                .contains("EffectiveRank");
        assertThat(points.values())
                .allSatisfy(point -> assertThat(point.evidence())
                        .isInstanceOfSatisfying(
                                Evidence.Missing.class,
                                missing -> assertThat(missing.reason()).isEqualTo(Evidence.Reason.NON_FINITE)));
    }
}
