package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Agreement with numpy in double precision; answers are written by {@code src/test/python/geometry_reference.py}. */
class GeometryReferenceTest {
    private static final Offset<Double> CLOSE = Offset.offset(2e-5);

    private final Reference reference;

    GeometryReferenceTest() throws IOException {
        reference = Reference.read("geometry");
    }

    private int width(String name) {
        return (int) reference.value(name + ".width");
    }

    private float[] rows(String name) {
        double[] values = reference.values(name + ".rows");
        float[] rows = new float[values.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) values[i];
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "skewed", "wide", "related"})
    void effectiveRankAgrees(String name) {
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            double expected = reference.value(name + ".effectiveRank");
            assertThat(EffectiveRank.of(rows(name), width(name), workspace))
                    .isCloseTo(expected, Offset.offset(2e-4 * expected));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "skewed", "wide", "related"})
    void anisotropyAgreesWithAllPairs(String name) {
        assertThat(Anisotropy.of(rows(name), width(name)).value())
                .isCloseTo(reference.value(name + ".anisotropy"), CLOSE);
    }

    @ParameterizedTest
    @CsvSource({"plain,skewed", "plain,related", "skewed,related"})
    void ckaAgreesWithItsFormOverPairsOfRows(String first, String second) {
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            assertThat(LinearCka.of(rows(first), width(first), rows(second), width(second), workspace))
                    .hasValueCloseTo(reference.value(first + "." + second + ".cka"), CLOSE);
        }
    }
}
