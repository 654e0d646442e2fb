package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DegenerateInputTest {
    private final Planted planted = Planted.of(600, 5, 3, 1.5, 21);
    private final Split split = planted.split();

    private static Fit fit(Items items, Labels labels, Split split) {
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            return workspace.prepare(items, split, ProbeSettings.DEFAULT).fit(Target.cold(labels, 10));
        }
    }

    private Labels relabelled(java.util.function.IntUnaryOperator labelOfItem) {
        return new Labels(
                IntStream.range(0, planted.items().count()).map(labelOfItem).toArray(), 3);
    }

    @Test
    void oneClassInTrainingIsSkipped() {
        assertThat(fit(planted.items(), relabelled(item -> 2), split))
                .isEqualTo(new Fit.Skipped(Fit.Reason.ONE_CLASS, 1));
    }

    @Test
    void noLabelAtAllIsSkipped() {
        assertThat(fit(planted.items(), relabelled(item -> Labels.NONE), split))
                .isEqualTo(new Fit.Skipped(Fit.Reason.NO_TRAINING_ITEMS, 0));
    }

    @Test
    void emptyPartsAreSkipped() {
        int[] none = {};
        assertThat(fit(planted.items(), planted.labels(), new Split(none, none, split.test())))
                .isEqualTo(new Fit.Skipped(Fit.Reason.NO_TRAINING_ITEMS, 0));
        assertThat(fit(planted.items(), planted.labels(), new Split(split.train(), none, none)))
                .isEqualTo(new Fit.Skipped(Fit.Reason.NO_TEST_ITEMS, 0));
        assertThat(fit(Items.of(new float[0], 5), new Labels(none, 3), new Split(none, none, none)))
                .isEqualTo(new Fit.Skipped(Fit.Reason.NO_TRAINING_ITEMS, 0));
    }

    @Test
    void emptyDevelopmentPartGivesNoLogLossAndNoChoice() {
        Split without = new Split(split.train(), new int[0], split.test());
        assertThat(((Fit.Trained) fit(planted.items(), planted.labels(), without)).developmentLogLoss())
                .isNaN();
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            Design design = workspace.prepare(planted.items(), without, ProbeSettings.DEFAULT);
            assertThat(L2Selection.DEFAULT
                            .choose(design, java.util.List.of(planted.labels()))
                            .get(0)
                            .fit())
                    .isEqualTo(new Fit.Skipped(Fit.Reason.NO_DEVELOPMENT_ITEMS, 0));
        }
    }

    @Test
    void nonFiniteActivationsAreCountedAndSkipped() {
        float[] rows = planted.items().parts().get(0).rows().clone();
        rows[7] = Float.NaN;
        rows[100] = Float.POSITIVE_INFINITY;
        rows[rows.length - 1] = Float.NEGATIVE_INFINITY;
        Fit fit = fit(Items.of(rows, 5), planted.labels(), split);

        assertThat(fit).isEqualTo(new Fit.Skipped(Fit.Reason.NON_FINITE, 3));
        assertThat(((Fit.Skipped) fit).message()).isEqualTo("activations that are NaN or infinite (3)");
    }

    @Test
    void nonFiniteRowsOutsideTheSplitDoNotMatter() {
        float[] rows = planted.items().parts().get(0).rows().clone();
        int spare = split.train()[0];
        Arrays.fill(rows, spare * 5, spare * 5 + 5, Float.NaN);
        int[] rest = Arrays.copyOfRange(split.train(), 1, split.train().length);

        assertThat(fit(Items.of(rows, 5), planted.labels(), new Split(rest, split.development(), split.test())))
                .isInstanceOf(Fit.Trained.class);
    }

    @Test
    void classThatOnlyTheTestPartHasIsWrongAndNeverPredicted() {
        Labels labels = relabelled(item -> item < 0 ? 0 : planted.labels().of()[item] % 2);
        int[] of = labels.of().clone();
        for (int item : split.test()) {
            of[item] = item % 2 == 0 ? 2 : of[item];
        }
        Fit.Trained fit = (Fit.Trained) fit(planted.items(), new Labels(of, 3), split);

        for (int j = 0; j < split.test().length; j++) {
            if (of[split.test()[j]] == 2) {
                assertThat(fit.test().isCorrect(j)).isFalse();
            }
        }
        assertThat(fit.accuracy()).isGreaterThan(0.2);
        assertThat(fit.converged()).isTrue();
        assertThat(Arrays.copyOfRange(fit.weights(), 12, 18)).containsExactly(0, 0, 0, 0, 0, Fit.Trained.ABSENT_BIAS);
    }

    @Test
    void weightsOfAProbeWithAnAbsentClassAreAWarmStart() {
        Labels labels = relabelled(item -> planted.labels().of()[item] % 2);
        Fit.Trained cold = (Fit.Trained) fit(planted.items(), labels, split);
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            Design design = workspace.prepare(planted.items(), split, ProbeSettings.DEFAULT);
            Fit.Trained warm = (Fit.Trained) design.fit(Target.cold(labels, 10).from(cold.weights()));
            assertThat(warm.iterations()).isLessThan(3);
            assertThat(warm.accuracy()).isCloseTo(cold.accuracy(), within(0.0005));
        }
    }

    @Test
    void constantFeaturesAreIgnored() {
        float[] rows = new float[600 * 7];
        for (int item = 0; item < 600; item++) {
            System.arraycopy(planted.items().parts().get(0).rows(), item * 5, rows, item * 7, 5);
            rows[item * 7 + 5] = 1234.567f;
        }
        Fit.Trained without = (Fit.Trained) fit(planted.items(), planted.labels(), split);
        Fit.Trained with = (Fit.Trained) fit(Items.of(rows, 7), planted.labels(), split);

        assertThat(with.test()).isEqualTo(without.test());
        assertThat(with.weights()[5]).isZero();
        assertThat(with.weights()[6]).isZero();
    }

    @Test
    void onlyConstantFeaturesGiveTheMajority() {
        float[] rows = new float[600 * 5];
        Arrays.fill(rows, 3);
        Fit.Trained fit = (Fit.Trained) fit(Items.of(rows, 5), planted.labels(), split);

        assertThat(fit.converged()).isTrue();
        assertThat(fit.test()).isEqualTo(Baselines.majority(planted.labels(), split));
    }

    @Test
    void duplicatedFeaturesChangeNothing() {
        float[] rows = new float[600 * 10];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = planted.items().parts().get(0).rows()[i / 10 * 5 + i % 5];
        }
        Fit.Trained once = (Fit.Trained) fit(planted.items(), planted.labels(), split);
        Fit.Trained twice = (Fit.Trained) fit(Items.of(rows, 10), planted.labels(), split);

        assertThat(twice.converged()).isTrue();
        assertThat(twice.accuracy()).isCloseTo(once.accuracy(), within(0.0005));
        assertThat(twice.objective()).isCloseTo(once.objective(), within(1e-3 * once.objective()));
    }

    @Test
    void duplicatedRowsAreAsGoodAsAHalvedPenalty() {
        int[] twice = IntStream.range(0, 1200).map(i -> i % 600).toArray();
        Labels labels = new Labels(
                IntStream.of(twice).map(i -> planted.labels().of()[i]).toArray(), 3);
        int[] train = IntStream.concat(
                        IntStream.of(split.train()), IntStream.of(split.train()).map(i -> i + 600))
                .toArray();
        Items items = new Items(planted.items().parts().get(0).rows(), 5, twice);
        Fit.Trained doubled = (Fit.Trained) fit(items, labels, new Split(train, split.development(), split.test()));

        assertThat(doubled.objective()).isCloseTo(2 * planted.train(5).objective(), within(1e-4 * doubled.objective()));
    }

    @Test
    void widerThanTheTrainingPartIsDefinedAndRepeatable() {
        Planted wide = Planted.of(100, 150, 2, 0.5, 22);
        Fit.Trained fit = wide.train(1);

        assertThat(fit.converged()).isTrue();
        assertThat(fit.accuracy()).isBetween(0.4, 1.0);
        assertThat(fit.weights()).isEqualTo(wide.train(1).weights());
    }

    @Test
    void oneSentenceHasNoTestPartOrNoIntervalButNoError() {
        int[] sentence = new int[600];
        Clusters clusters = Clusters.of(sentence, planted.labels().among(split.test()));
        Outcomes outcomes = planted.train(10).test();

        assertThat(SentenceBootstrap.seeded(1).interval(outcomes, clusters)).isEqualTo(new Interval(0, 1));
        assertThat(PairedDifference.of(outcomes, outcomes, clusters).lower()).isEqualTo(-1);
    }

    @Test
    void hugeActivationsDoNotOverflow() {
        float[] rows = planted.items().parts().get(0).rows().clone();
        for (int i = 0; i < rows.length; i++) {
            rows[i] *= 1e30f;
        }
        Fit.Trained fit = (Fit.Trained) fit(Items.of(rows, 5), planted.labels(), split);

        assertThat(fit.accuracy()).isCloseTo(planted.train(10).accuracy(), within(0.01));
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        assertThatThrownBy(() -> Items.of(new float[7], 3)).hasMessageContaining("width 3 for 7 values");
        assertThatThrownBy(() -> new Items(new float[6], 3, new int[] {2})).hasMessageContaining("row 2 of item 0");
        assertThatThrownBy(() -> new Labels(new int[] {0, 3}, 3)).hasMessageContaining("label 3 of item 1");
        assertThatThrownBy(() -> new Split(new int[] {1}, new int[0], new int[] {1}))
                .hasMessageContaining("test item 1 occurs twice");
        assertThatThrownBy(() -> fit(planted.items(), new Labels(new int[3], 2), split))
                .hasMessageContaining("3 labels: expecting one for each of 600 items");
        assertThatThrownBy(() -> fit(Items.of(new float[10], 5), new Labels(new int[2], 2), split))
                .hasMessageContaining("of the split: expecting < 2 items");
        assertThatThrownBy(() -> Target.cold(planted.labels(), 0)).hasMessageContaining("l2 0.0");
        assertThatThrownBy(() -> Target.cold(planted.labels(), 1).from(new float[] {Float.NaN}))
                .hasMessageContaining("expecting finite weights");
    }
}
