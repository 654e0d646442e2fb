package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SymmetricEigenvaluesTest {
    /** H D H of the diagonal D, with H = I − 2vv'/v'v: a full matrix whose eigenvalues are known. */
    private static double[] hidden(double[] diagonal, long seed) {
        int n = diagonal.length;
        double[] v = new Random(seed).doubles(n, -1, 1).toArray();
        double squares = Arrays.stream(v).map(x -> x * x).sum();
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    matrix[i * n + j] += reflection(v, squares, i, k) * diagonal[k] * reflection(v, squares, k, j);
                }
            }
        }
        return matrix;
    }

    private static double reflection(double[] v, double squares, int i, int j) {
        return (i == j ? 1 : 0) - 2 * v[i] * v[j] / squares;
    }

    @Test
    void plantedEigenvaluesAreFound() {
        double[] planted = new Random(1).doubles(80, -5, 50).toArray();
        double[] found = SymmetricEigenvalues.descending(hidden(planted, 2), 80);
        Arrays.sort(planted);

        for (int i = 0; i < 80; i++) {
            assertThat(found[i]).isCloseTo(planted[79 - i], Offset.offset(1e-12));
        }
    }

    @Test
    void equalAndVanishingEigenvaluesAreFound() {
        double[] planted = new double[30];
        Arrays.fill(planted, 0, 10, 1e-12);
        Arrays.fill(planted, 20, 30, 7);
        double[] found = SymmetricEigenvalues.descending(hidden(planted, 3), 30);

        assertThat(Arrays.copyOf(found, 10)).containsExactly(constant(7), Offset.offset(1e-13));
        assertThat(Arrays.copyOfRange(found, 10, 20)).containsExactly(constant(1e-12), Offset.offset(1e-14));
        assertThat(Arrays.copyOfRange(found, 20, 30)).containsExactly(constant(0), Offset.offset(1e-14));
    }

    private static double[] constant(double value) {
        double[] values = new double[10];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void smallMatricesAreSolved() {
        assertThat(SymmetricEigenvalues.descending(new double[] {-4}, 1)).containsExactly(-4);
        assertThat(SymmetricEigenvalues.descending(new double[] {0, 1e200, Double.NaN, 0}, 2))
                .as("the lower triangle is not read")
                .containsExactly(new double[] {1e200, -1e200}, Offset.offset(1e186));
        assertThat(SymmetricEigenvalues.descending(new double[9], 3)).containsExactly(0, 0, 0);
        assertThat(SymmetricEigenvalues.descending(new double[] {2, 1, 0, 1, 2, 1, 0, 1, 2}, 3))
                .containsExactly(new double[] {2 + Math.sqrt(2), 2, 2 - Math.sqrt(2)}, Offset.offset(1e-14));
    }

    @Test
    void matrixThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> SymmetricEigenvalues.descending(new double[] {1, Double.NaN, 0, 1}, 2))
                .hasMessage("element (0, 1) is NaN: expecting finite numbers");
    }
}
