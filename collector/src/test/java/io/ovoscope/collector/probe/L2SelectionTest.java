package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class L2SelectionTest {

    private static L2Selection.Choice choose(Planted planted, Double... grid) {
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            Design design = workspace.prepare(planted.items(), planted.split(), ProbeSettings.DEFAULT);
            return new L2Selection(List.of(grid))
                    .choose(design, List.of(planted.labels()))
                    .get(0);
        }
    }

    @Test
    void fewItemsOfManyFeaturesAreHeldBackAndManyOfFewAreNot() {
        double few = ((Fit.Trained) choose(Planted.of(200, 60, 3, 0.3, 61), 1000.0, 100.0, 10.0, 1.0, 0.1)
                        .fit())
                .l2();
        double many = ((Fit.Trained) choose(Planted.of(5000, 4, 3, 1.5, 62), 1000.0, 100.0, 10.0, 1.0, 0.1)
                        .fit())
                .l2();

        assertThat(few).isGreaterThanOrEqualTo(10);
        assertThat(many).isLessThanOrEqualTo(1);
    }

    @Test
    void chosenStrengthHasTheLeastLogLossAndItsFitIsTheColdOne() {
        Planted planted = Planted.of(600, 20, 3, 0.4, 63);
        L2Selection.Choice choice = choose(planted, 1000.0, 30.0, 1.0);
        Fit.Trained fit = (Fit.Trained) choice.fit();

        assertThat(choice.developmentLogLoss()).hasSize(3);
        assertThat(fit.developmentLogLoss())
                .isEqualTo(choice.developmentLogLoss().stream()
                        .min(Double::compare)
                        .orElseThrow());
        Fit.Trained cold = planted.train(fit.l2());
        assertThat(fit.developmentLogLoss()).isCloseTo(cold.developmentLogLoss(), within(1e-4));
        assertThat(fit.accuracy())
                .isCloseTo(cold.accuracy(), within(0.0005 + 1.0 / fit.test().n()));
    }

    /** Rows few and many, of features few and many, with signals weak and strong: the optimum is at every place of the grid. */
    @Test
    void choiceIsThatOfTheWholeGrid() {
        double[] grid = {10_000, 1_000, 100, 10, 1, 0.1, 0.01};
        Set<Double> chosen = new TreeSet<>();
        int tried = 0;
        for (Planted planted : List.of(
                Planted.of(200, 60, 3, 0.3, 71),
                Planted.of(400, 60, 5, 0.8, 72),
                Planted.of(1000, 10, 3, 0.5, 73),
                Planted.of(2000, 30, 8, 1.0, 74),
                Planted.of(3000, 4, 3, 1.5, 75),
                Planted.of(600, 20, 3, 0.0, 76),
                Planted.of(300, 250, 2, 0.5, 77))) {
            L2Selection.Choice choice =
                    choose(planted, Arrays.stream(grid).boxed().toArray(Double[]::new));
            double whole = overTheWholeGrid(planted, grid);

            assertThat(((Fit.Trained) choice.fit()).l2())
                    .as("losses %s", choice.developmentLogLoss())
                    .isEqualTo(whole);
            chosen.add(whole);
            tried += choice.developmentLogLoss().size();
        }

        assertThat(chosen).as("strengths chosen").hasSizeGreaterThanOrEqualTo(3);
        assertThat(tried).as("fits of %s", 7 * grid.length).isLessThan(7 * grid.length - 5);
    }

    /** Every strength tried from no weights. */
    private static double overTheWholeGrid(Planted planted, double[] grid) {
        double best = grid[0];
        double least = planted.train(best).developmentLogLoss();
        for (double l2 : grid) {
            double loss = planted.train(l2).developmentLogLoss();
            if (loss < least - L2Selection.TIE) {
                least = loss;
                best = l2;
            }
        }
        return best;
    }

    @Test
    void taskThatHasGotWorseGoesNoFurtherWhileAnotherDoes() {
        Planted planted = Planted.of(900, 40, 3, 1.2, 81);
        Random random = new Random(82);
        Labels noise =
                new Labels(IntStream.range(0, 900).map(i -> random.nextInt(3)).toArray(), 3);
        List<L2Selection.Choice> choices;
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            Design design = workspace.prepare(planted.items(), planted.split(), ProbeSettings.DEFAULT);
            choices = new L2Selection(List.of(1e4, 1e3, 100.0, 10.0, 1.0))
                    .choose(design, List.of(noise, planted.labels()));
        }

        List<Double> given = choices.get(0).developmentLogLoss();
        assertThat(given).hasSizeLessThan(5);
        assertThat(((Fit.Trained) choices.get(0).fit()).l2()).isGreaterThanOrEqualTo(1000);
        assertThat(choices.get(1).developmentLogLoss()).hasSizeGreaterThan(given.size());
    }

    @Test
    void tiesGoToTheStronger() {
        L2Selection.Choice choice = choose(Planted.of(600, 5, 3, 0.4, 64), 1.0001, 1.0);

        assertThat(((Fit.Trained) choice.fit()).l2()).isEqualTo(1.0001);
    }

    @Test
    void gridOutOfOrderIsRefused() {
        assertThatThrownBy(() -> new L2Selection(List.of(1.0, 10.0)))
                .hasMessage("l2 10.0 after 1.0: expecting the strongest first");
        assertThatThrownBy(() -> new L2Selection(List.of())).hasMessageContaining("empty");
    }
}
