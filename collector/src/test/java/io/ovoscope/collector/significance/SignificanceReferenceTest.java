package io.ovoscope.collector.significance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Agreement with scipy and with exact counting; answers are written by {@code src/test/python/significance_reference.py}. */
class SignificanceReferenceTest {
    private static final Percentage TEN_DIGITS = Percentage.withPercentage(1e-8);

    /** The arguments of each line of this name, the answer last. */
    private static List<double[]> answers(String name) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SignificanceReferenceTest.class.getResourceAsStream("reference.txt")),
                StandardCharsets.UTF_8))) {
            List<double[]> answers = lines.lines()
                    .map(line -> line.split(" "))
                    .filter(words -> words[0].equals(name))
                    .map(words -> Arrays.stream(words)
                            .skip(1)
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
            assertThat(answers).isNotEmpty();
            return answers;
        }
    }

    private static double last(double[] values) {
        return values[values.length - 1];
    }

    private static int[] differences(double[] answer) {
        return DoubleStream.of(answer)
                .limit(answer.length - 1)
                .mapToInt(d -> (int) d)
                .toArray();
    }

    @Test
    void normalTailsAgree() throws IOException {
        for (double[] answer : answers("tail")) {
            assertThat(Normal.tail(answer[0])).isCloseTo(answer[1], TEN_DIGITS);
        }
    }

    @Test
    void mcNemarsExactPAgrees() throws IOException {
        for (double[] answer : answers("mcnemar")) {
            assertThat(McNemar.p((int) answer[0], (int) answer[1])).isCloseTo(answer[2], TEN_DIGITS);
        }
    }

    @Test
    void twoProportionsAgree() throws IOException {
        for (double[] answer : answers("proportions")) {
            assertThat(TwoProportions.p(answer[0], (int) answer[1], answer[2], (int) answer[3]))
                    .isCloseTo(answer[4], TEN_DIGITS);
        }
    }

    @Test
    void exactSignFlipsAgree() throws IOException {
        for (double[] answer : answers("flips")) {
            assertThat(SignFlips.of(differences(answer)).exact()).isCloseTo(last(answer), TEN_DIGITS);
        }
    }

    @Test
    void theSaddlepointIsWithinThreePerCentFromFortySentencesOn() throws IOException {
        int compared = 0;
        for (double[] answer : answers("flips")) {
            if (answer.length > 40) {
                assertThat(SignFlips.of(differences(answer)).approximate())
                        .as("%s sentences, p %s", answer.length - 1, last(answer))
                        .isCloseTo(last(answer), Percentage.withPercentage(3));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(5);
    }

    @Test
    void theBestOfTwoWindowsIsExact() throws IOException {
        for (double[] answer : answers("either")) {
            // Two windows with the same drop, of errors such that each reaches its z.
            double[] errors = {1 / answer[0], 1 / answer[1]};
            double factor = Choice.factor(new double[] {1, 1}, errors, new double[] {0, answer[2]}, 0);
            assertThat(factor * Normal.tail(answer[0])).isCloseTo(answer[3], Percentage.withPercentage(.1));
        }
    }

    @Test
    void lordsWeightsAgree() throws IOException {
        for (double[] answer : answers("gamma")) {
            assertThat(LordPlusPlus.gamma((int) answer[0])).isCloseTo(answer[1], TEN_DIGITS);
        }
    }

    @Test
    void studentsTailIsWithinTenPerCentFromThreeDegreesOn() throws IOException {
        for (double[] answer : answers("student")) {
            assertThat(new Unrest(1, answer[0]).tail(answer[1], 1)).isCloseTo(answer[2], Percentage.withPercentage(10));
        }
    }
}
