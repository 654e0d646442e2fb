package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
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
