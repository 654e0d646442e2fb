package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurvatureGramTest {
    private static final int ITEMS = 40;
    private static final int WIDTH = 30;
    private static final int[] TRAIN = IntStream.range(0, ITEMS).toArray();

    /** A narrow one and a wide one take turns: the wide one needs more of the native memory that both use. */
    @Test
    void twoInOneWorkspaceLeaveEachOtherAlone() {
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            Standardiser standardiser = Standardiser.fit(Items.of(rows(), WIDTH), TRAIN, FeatureSpace.STANDARDISED);
            RowStream stream = new RowStream(standardiser, TRAIN, workspace);
            Coordinates coordinates = Coordinates.turned(stream, workspace);
            NativeRows rows = new NativeRows(stream, coordinates, WIDTH, true, workspace);
            CurvatureGram narrow = new CurvatureGram(rows, 2, workspace);
            CurvatureGram wide = new CurvatureGram(rows, WIDTH, workspace);
            double[] ofNarrow = new double[9];
            double[] ofWide = new double[(WIDTH + 1) * (WIDTH + 1)];
            wide.of(sample(), 0, ofWide);
            narrow.of(sample(), 0, ofNarrow);
            for (int i = 0; i < 2; i++) {
                for (int j = i; j < 2; j++) {
                    assertThat(ofNarrow[3 * i + j]).isCloseTo(ofWide[(WIDTH + 1) * i + j], within(1e-4));
                }
                assertThat(ofNarrow[3 * i + 2]).isCloseTo(ofWide[(WIDTH + 1) * i + WIDTH], within(1e-4));
            }
            assertThat(ofNarrow[0]).isPositive();
        }
    }

    private static CurvatureSample sample() {
        SeenClasses seen = SeenClasses.of(
                new Labels(IntStream.range(0, ITEMS).map(i -> i % 2).toArray(), 2), TRAIN);
        CurvatureSample sample = new CurvatureSample(seen, 3000);
        float[] residuals = new float[2 * NativeRows.BLOCK];
        java.util.Arrays.fill(residuals, 0.5f);
        sample.take(residuals, 0, 0, ITEMS);
        return sample;
    }

    private static float[] rows() {
        Random random = new Random(3);
        float[] rows = new float[ITEMS * WIDTH];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian();
        }
        return rows;
    }
}
