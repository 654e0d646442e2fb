package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockProductsTest {

    /** Few classes for the features and many; whole blocks, and blocks that end within a tile. */
    @ParameterizedTest
    @CsvSource({"3, 37, 256", "3, 37, 61", "17, 41, 256", "17, 41, 33", "16, 40, 1"})
    void scoresAndGradientsAreTheDefinitions(int classes, int stride, int n) {
        float[] weights = random(classes * stride, 1);
        float[] rows = random(n * stride, 2);
        float[] residuals = random(classes * NativeRows.BLOCK, 3);
        float[] scores = new float[classes * NativeRows.BLOCK];
        float[] gradient = new float[classes * stride];
        try (ProbeWorkspace workspace = new ProbeWorkspace();
                FloatPointer w = new FloatPointer(weights);
                FloatPointer x = new FloatPointer(rows);
                FloatPointer g = new FloatPointer((long) classes * stride)) {
            BlockProducts products = new BlockProducts(classes, stride, workspace);
            products.scores(w, classes, x, n, scores);
            products.addGradient(residuals, classes, x, n, true, g);
            products.addGradient(residuals, classes, x, n, false, g);
            products.gradient(g, classes, gradient);
        }
        for (int k = 0; k < classes; k++) {
            for (int i = 0; i < n; i++) {
                double score = 0;
                for (int d = 0; d < stride; d++) {
                    score += weights[k * stride + d] * rows[i * stride + d];
                }
                assertThat((double) scores[k * NativeRows.BLOCK + i]).isCloseTo(score, within(1e-4));
            }
            for (int d = 0; d < stride; d++) {
                double once = 0;
                for (int i = 0; i < n; i++) {
                    once += residuals[k * NativeRows.BLOCK + i] * rows[i * stride + d];
                }
                assertThat((double) gradient[k * stride + d]).isCloseTo(2 * once, within(1e-3));
            }
        }
    }

    private static float[] random(int length, int seed) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
