package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StructuralDegenerateTest {
    private final PlantedTrees planted = PlantedTrees.of(60, 2, 9, 51);
    private final float[] rows = planted.hidden(9, 1, 52);

    private static StructuralFit.Skipped skipped(StructuralFit.Reason reason, long count) {
        return new StructuralFit.Skipped(reason, count);
    }

    private static StructuralFit fit(float[] rows, int width, Trees trees, StructuralProbe.Target target) {
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            return StructuralProbe.prepare(rows, width, trees, StructuralSettings.DEFAULT, workspace)
                    .fit(target, 1, null);
        }
    }

    private static StructuralFit.Training training(StructuralFit fit) {
        return ((StructuralFit.Trained) fit).training();
    }

    @ParameterizedTest
    @EnumSource
    void partsWithoutTreesAreSkipped(StructuralProbe.Target target) {
        Trees trees = planted.trees();

        assertThat(fit(rows, 18, new Trees(List.of(), trees.development(), trees.test()), target))
                .isEqualTo(skipped(StructuralFit.Reason.NO_TRAINING_TREES, 0));
        assertThat(fit(rows, 18, new Trees(trees.train(), trees.development(), List.of()), target))
                .isEqualTo(skipped(StructuralFit.Reason.NO_TEST_TREES, 0));
        assertThat(fit(rows, 18, new Trees(List.of(), List.of(), List.of()), target))
                .isEqualTo(skipped(StructuralFit.Reason.NO_TRAINING_TREES, 0));
    }

    @ParameterizedTest
    @EnumSource
    void withoutDevelopmentThereIsAFitAndNoChoice(StructuralProbe.Target target) {
        Trees trees =
                new Trees(planted.trees().train(), List.of(), planted.trees().test());
        assertThat(training(fit(rows, 18, trees, target)).developmentLoss()).isNaN();
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            StructuralProbe probe = StructuralProbe.prepare(rows, 18, trees, StructuralSettings.DEFAULT, workspace);

            assertThat(StructuralSelection.DEFAULT.choose(probe, target))
                    .isEqualTo(skipped(StructuralFit.Reason.NO_DEVELOPMENT_TREES, 0));
        }
    }

    @Test
    void punctuationAloneHasDepthsButNoEdges() {
        int[] marks = new int[planted.rows()];
        Arrays.fill(marks, 1);
        PlantedTrees all = PlantedTrees.of(planted.sentence(), marks, planted.head(), planted.split());

        assertThat(fit(rows, 18, all.trees(), StructuralProbe.Target.DISTANCE))
                .isEqualTo(skipped(StructuralFit.Reason.NO_GOLD_EDGES, 0));
        assertThat(all.depths(rows, 1).rootAccuracy()).isZero();
        assertThat(StructuralFloors.of(all.trees()).edges().accuracy()).isNaN();
    }

    @ParameterizedTest
    @EnumSource
    void nonFiniteActivationsAreCountedAndSkipped(StructuralProbe.Target target) {
        float[] broken = rows.clone();
        broken[0] = Float.NaN;
        broken[broken.length - 1] = Float.POSITIVE_INFINITY;
        StructuralFit fit = fit(broken, 18, planted.trees(), target);

        assertThat(fit).isEqualTo(skipped(StructuralFit.Reason.NON_FINITE, 2));
        assertThat(((StructuralFit.Skipped) fit).message()).isEqualTo("activations that are NaN or infinite (2)");
    }

    @Test
    void constantLayerKnowsNothingAndSaysSo() {
        float[] constant = new float[rows.length];
        Arrays.fill(constant, 7);
        StructuralFit.Distance distance = planted.distances(constant, 1);
        StructuralFit.Depth depth = planted.depths(constant, 1);

        assertThat(distance.dspr()).isZero();
        assertThat(distance.uuas()).isBetween(0.0, 0.6);
        assertThat(depth.nspr()).isZero();
        assertThat(distance.training().weights()).doesNotContain(Float.NaN);
    }

    @ParameterizedTest
    @EnumSource
    void constantFeaturesAreIgnored(StructuralProbe.Target target) {
        float[] wider = new float[planted.rows() * 20];
        Arrays.fill(wider, 1234.5f);
        for (int row = 0; row < planted.rows(); row++) {
            System.arraycopy(rows, row * 18, wider, row * 20, 18);
        }
        StructuralFit.Training with = training(fit(wider, 20, planted.trees(), target));

        assertThat(with.objective())
                .isCloseTo(training(fit(rows, 18, planted.trees(), target)).objective(), within(0.01));
        assertThat(with.weights()[18]).isZero();
        assertThat(with.weights()[19]).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void widerThanTheRowsIsDefinedAndRepeatable(StructuralProbe.Target target) {
        float[] wide = planted.random(400, 53);
        StructuralFit fit = fit(wide, 400, planted.trees(), target);

        assertThat(training(fit).objective()).isFinite();
        assertThat(training(fit).weights())
                .hasSize(64 * 401)
                .isEqualTo(training(fit(wide, 400, planted.trees(), target)).weights());
    }

    @ParameterizedTest
    @EnumSource
    void oneSentenceTrainsAndOneSentenceTests(StructuralProbe.Target target) {
        Trees trees = new Trees(
                planted.trees().train().subList(0, 1),
                List.of(),
                planted.trees().test().subList(0, 1));
        StructuralFit fit = fit(rows, 18, trees, target);

        assertThat(training(fit).objective()).isFinite();
        if (fit instanceof StructuralFit.Distance distance) {
            assertThat(SentenceBootstrap.seeded(1)
                            .interval(distance.edges(), GoldEdges.of(trees).clusters()))
                    .isEqualTo(new Interval(0, 1));
            assertThat(distance.spearman().interval(SentenceBootstrap.seeded(1)))
                    .isEqualTo(new Interval(-1, 1));
        }
    }

    @Test
    void sentencesOfTwoWordsHaveEdgesButNoCorrelation() {
        PlantedTrees pairs = PlantedTrees.of(50, 2, 2, 54);
        StructuralFit.Distance fit = pairs.distances(pairs.random(4, 55), 1);

        assertThat(fit.uuas()).isEqualTo(1);
        assertThat(fit.dspr()).isNaN();
        assertThat(fit.spearman().count()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aPenaltyTooStrongProjectsToAPoint(StructuralProbe.Target target) {
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            StructuralProbe probe =
                    StructuralProbe.prepare(rows, 18, planted.trees(), StructuralSettings.DEFAULT, workspace);
            StructuralFit.Training training = training(probe.fit(target, 1e9, null));

            assertThat(training.converged()).isTrue();
            assertThat(training.objective()).isFinite();
        }
    }

    @ParameterizedTest
    @EnumSource
    void hugeActivationsDoNotOverflow(StructuralProbe.Target target) {
        float[] huge = rows.clone();
        for (int i = 0; i < huge.length; i++) {
            huge[i] *= 1e30f;
        }
        assertThat(training(fit(huge, 18, planted.trees(), target)).objective())
                .isCloseTo(training(fit(rows, 18, planted.trees(), target)).objective(), within(0.01));
    }

    @Test
    void whatDoesNotFitIsNamed() {
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            StructuralProbe probe =
                    StructuralProbe.prepare(rows, 18, planted.trees(), StructuralSettings.DEFAULT, workspace);

            assertThatThrownBy(() -> probe.fit(StructuralProbe.Target.DEPTH, 1, new float[5]))
                    .hasMessage("warm start of 5 weights: expecting 342 = rank 18 × 19 (width and offset)");
            assertThatThrownBy(() -> probe.fit(StructuralProbe.Target.DEPTH, 0, null))
                    .hasMessage("l2 0.0: expecting a finite l2 > 0");
            assertThatThrownBy(() -> StructuralProbe.prepare(
                            new float[36], 18, planted.trees(), StructuralSettings.DEFAULT, workspace))
                    .hasMessageContaining("of a tree: expecting < 2 rows");
            StructuralProbe.prepare(rows, 18, planted.trees(), StructuralSettings.DEFAULT, workspace);
            assertThatThrownBy(() -> probe.fit(StructuralProbe.Target.DEPTH, 1, null))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is spent");
        }
        assertThatThrownBy(() -> new StructuralSettings(0, 0.5, 1e-5, 1e-4, 300, 1))
                .hasMessage("rank 0: expecting rank >= 1");
    }
}
