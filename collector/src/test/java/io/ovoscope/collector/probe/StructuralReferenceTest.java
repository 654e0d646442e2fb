package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against scipy's optimiser, spanning trees and rank correlations: see {@code src/test/python/structural_reference.py}. */
class StructuralReferenceTest {
    /** Of figures, the optimum being found to 1e-6 of the gradient. */
    private static final double FIGURE = 0.005;

    private static final StructuralSettings SETTINGS = new StructuralSettings(64, 0.5, 1e-5, 1e-6, 2000, 1);

    private final Reference reference;
    private final PlantedTrees planted;

    StructuralReferenceTest() throws IOException {
        reference = Reference.read("structural");
        planted = PlantedTrees.of(ints("sentence"), ints("punct"), ints("head"), ints("split"));
    }

    private int[] ints(String key) {
        return Arrays.stream(reference.values(key)).mapToInt(v -> (int) v).toArray();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    @Test
    void distancesAreScipys() {
        StructuralFit.Distance fit = (StructuralFit.Distance)
                planted.fit(reference.items().parts().get(0).rows(), StructuralProbe.Target.DISTANCE, 2, SETTINGS);

        assertThat(fit.training().converged()).isTrue();
        assertThat(fit.training().objective()).isCloseTo(reference.value("distance.objective"), within(1e-4));
        assertThat(fit.uuas()).isCloseTo(reference.values("distance.figures")[0], within(FIGURE));
        assertThat(fit.dspr()).isCloseTo(reference.values("distance.figures")[1], within(FIGURE));
        assertProbed("distance.probed", fit.training());
    }

    @Test
    void depthsAreScipys() {
        StructuralFit.Depth fit = (StructuralFit.Depth)
                planted.fit(reference.items().parts().get(0).rows(), StructuralProbe.Target.DEPTH, 0.5, SETTINGS);

        assertThat(fit.training().converged()).isTrue();
        assertThat(fit.training().objective()).isCloseTo(reference.value("depth.objective"), within(1e-4));
        assertThat(fit.rootAccuracy()).isCloseTo(reference.values("depth.figures")[0], within(FIGURE));
        assertThat(fit.nspr()).isCloseTo(reference.values("depth.figures")[1], within(FIGURE));
        assertProbed("depth.probed", fit.training());
    }

    /** The weights, applied to the rows as they come, give the reference's distances or depths. */
    private void assertProbed(String key, StructuralFit.Training training) {
        double[] expected = reference.values(key);
        int at = 0;
        for (Tree tree : planted.trees().test()) {
            double[][] words = new double[tree.words()][];
            Arrays.setAll(words, w -> project(training, tree.firstRow() + w));
            for (double[] word : words) {
                double[][] origins = key.startsWith("depth") ? new double[][] {new double[word.length]} : words;
                for (double[] origin : origins) {
                    double[] difference = new double[word.length];
                    Vectors.difference(word, origin, difference);
                    assertThat(Vectors.dot(difference, difference)).isCloseTo(expected[at++], within(0.01));
                }
            }
        }
        assertThat(at).isEqualTo(expected.length);
    }

    private double[] project(StructuralFit.Training training, int row) {
        int width = (int) reference.value("width");
        float[] rows = reference.items().parts().get(0).rows();
        double[] projected = new double[training.rank()];
        for (int k = 0; k < projected.length; k++) {
            projected[k] = training.weights()[k * (width + 1) + width];
            for (int d = 0; d < width; d++) {
                projected[k] += (double) training.weights()[k * (width + 1) + d] * rows[row * width + d];
            }
        }
        return projected;
    }

    @Test
    void floorsAreScipys() {
        StructuralFloors floors = StructuralFloors.of(planted.trees());

        assertThat(floors.edges().accuracy()).isCloseTo(reference.values("distance.floor")[0], within(1e-8));
        assertThat(floors.distances().mean()).isCloseTo(reference.values("distance.floor")[1], within(1e-8));
        assertThat(floors.roots().accuracy()).isCloseTo(reference.values("depth.floor")[0], within(1e-8));
        assertThat(floors.depths().mean()).isCloseTo(reference.values("depth.floor")[1], within(1e-8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ranks0", "ranks1", "ranks2", "ranks3"})
    void rankCorrelationsWithTiesAreScipys(String ranks) {
        double correlation = RankCorrelation.spearman(
                floats(reference.values(ranks + ".a")), floats(reference.values(ranks + ".b")));

        assertThat(correlation).isCloseTo(reference.value(ranks + ".spearman"), within(1e-8));
    }

    @Test
    void constantsAreCorrelatedWithNothing() {
        assertThat(RankCorrelation.spearman(new float[] {1, 1, 1}, new float[] {1, 2, 3}))
                .isZero();
    }
}
