package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TriangularFactorTest {
    /** U'U for U = [2 1 0.5; 0 3 -1; 0 0 0.25], every entry exact in float32. */
    private static final double[] MATRIX = {4, 2, 1, 2, 10, -2.5, 1, -2.5, 1.3125};

    @Test
    void factorIsTheKnownOne() {
        assertThat(TriangularFactor.of(MATRIX, 3, 0).toFloats()).containsExactly(2, 1, 0.5f, 0, 3, -1, 0, 0, 0.25f);
    }

    @Test
    void mapsUndoEachOther() {
        TriangularFactor factor = TriangularFactor.of(MATRIX, 3, 0);
        double[] v = {1, -2, 3};
        factor.multiplyByTranspose(v);
        assertThat(v).containsExactly(1.5, -9, 0.75);
        factor.divideByTranspose(v);
        assertThat(v).containsExactly(new double[] {1, -2, 3}, within(1e-12));
    }

    @Test
    void divideSolvesAgainstTheFactor() {
        double[] v = {2, 7, -1.25};
        TriangularFactor.of(MATRIX, 3, 0).divide(v);

        assertThat(v).containsExactly(new double[] {1, 2, 1}, within(1e-12));
    }

    @Test
    void singularMatrixIsFactoredWithItsRidge() {
        float[] factor = TriangularFactor.of(new double[] {1, 1, 1, 1}, 2, 1e-4).toFloats();

        assertThat(factor[3] * factor[3]).isCloseTo(2e-4f, within(1e-6f));
    }

    @Test
    void slightlyIndefiniteMatrixGetsALargerRidge() {
        float[] factor =
                TriangularFactor.of(new double[] {1, 1.001, 1.001, 1}, 2, 1e-5).toFloats();

        assertThat(factor).doesNotContain(Float.NaN);
        assertThat(factor[0]).isBetween(1f, 1.01f);
    }
}
