package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScikitLearnAgreementTest {

    static Stream<Arguments> cases() {
        return Stream.of("even", "stretched", "binary")
                .flatMap(matrix -> Stream.of(FeatureSpace.values())
                        .flatMap(space -> Stream.of(0.5, 20.0).map(l2 -> Arguments.of(matrix, space, l2))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void objectiveWeightsAndFiguresAreScikitLearns(String matrix, FeatureSpace space, double l2) throws IOException {
        Reference reference = Reference.read(matrix);
        String key = space + " " + l2 + " ";
        Fit.Trained fit = train(reference, space, l2);

        assertThat(fit.converged())
                .as("gradient %s, %s iterations", fit.gradientNorm(), fit.iterations())
                .isTrue();
        double objective = reference.value(key + "objective");
        assertThat(fit.objective()).isCloseTo(objective, within(1e-5 * objective));
        assertThat(fit.accuracy()).isCloseTo(reference.value(key + "accuracy"), within(1e-6));
        assertThat(fit.macroF1()).isCloseTo(reference.value(key + "macroF1"), within(1e-6));
        assertThat(fit.developmentLogLoss()).isCloseTo(reference.value(key + "developmentLogLoss"), within(1e-4));
        assertWeights(fit.weights(), reference.values(key + "weights"), (int) reference.value("width") + 1);
    }

    private static Fit.Trained train(Reference reference, FeatureSpace space, double l2) {
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            ProbeSettings settings = ProbeSettings.DEFAULT.in(space).within(5e-7);
            Design design = workspace.prepare(reference.items(), reference.split(), settings);
            return (Fit.Trained) design.fit(Target.cold(reference.labels(), l2));
        }
    }

    /** Within two thousandths of the largest weight of the same column, the biases centred. */
    private static void assertWeights(float[] weights, double[] expected, int stride) {
        assertThat(weights).hasSize(expected.length);
        double meanBias = 0;
        for (int at = stride - 1; at < weights.length; at += stride) {
            meanBias += weights[at] * (double) stride / weights.length;
        }
        for (int d = 0; d < stride; d++) {
            double largest = 0;
            for (int at = d; at < expected.length; at += stride) {
                largest = Math.max(largest, Math.abs(expected[at]));
            }
            for (int at = d; at < expected.length; at += stride) {
                double weight = weights[at] - (d == stride - 1 ? meanBias : 0);
                assertThat(weight).as("weight %d", at).isCloseTo(expected[at], within(2e-3 * largest));
            }
        }
    }
}
