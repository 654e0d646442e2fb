package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScikitLearnAgreementTest {

    static Stream<Arguments> cases() {
        return Stream.of("even", "stretched", "binary", "absent")
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
        double[] expected = reference.values(key + "weights");
        // Of the classes that training lacks, which come last, scikit-learn has no weights.
        assertThat(fit.weights().length >= expected.length).isTrue();
        float[] weights = Arrays.copyOf(fit.weights(), expected.length);
        assertWeights(weights, expected, (int) reference.value("width") + 1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void likelihoodsOfTheTestLabelsAreScikitLearns(String matrix, FeatureSpace space, double l2) throws IOException {
        Reference reference = Reference.read(matrix);
        float[] values = train(reference, space, l2).testLogLikelihood();
        double[] expected = reference.values(space + " " + l2 + " testLogLikelihood");

        assertThat(values).hasSize(expected.length);
        for (int j = 0; j < values.length; j++) {
            assertThat((double) values[j]).isCloseTo(expected[j], within(1e-3 * (1 - expected[j])));
        }
    }

    /** Order, prefixes, statistics, fits and sum are all computed again by the script. */
    @ParameterizedTest
    @MethodSource("cases")
    void codeLengthIsThatOfScikitLearnsFits(String matrix, FeatureSpace space, double l2) throws IOException {
        Reference reference = Reference.read(matrix);
        String key = space + " " + l2 + " ";
        int[] sentences = IntStream.range(0, reference.items().count())
                .map(item -> item / 3)
                .toArray();
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            ProbeSettings settings = ProbeSettings.DEFAULT.in(space).within(2e-7);
            Design design = workspace.prepare(reference.items(), reference.split(), settings);
            List<Target> targets = List.of(Target.cold(reference.labels(), l2));
            CodeLength code = OnlineCode.of(design, reference.items(), targets, sentences, 7)
                    .get(0);

            double bits = reference.value(key + "codeBits");
            assertThat(code.bits()).isCloseTo(bits, within(2e-4 * bits));
            int[] prefixes =
                    code.prefixes().stream().mapToInt(Integer::intValue).toArray();
            assertThat(prefixes)
                    .isEqualTo(Arrays.stream(reference.values(key + "codePrefixes"))
                            .mapToInt(v -> (int) v)
                            .toArray());
        }
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
