package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 3, 40, 1e4})
    void residualsAndLossesAreTheDefinitions(double spread) {
        int classes = 7;
        int n = 201;
        Random random = new Random(3);
        float[] scores = new float[(classes + 1) * NativeRows.BLOCK];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) (random.nextGaussian() * spread);
        }
        int[] labels = random.ints(n + 5, -1, classes).toArray();
        float[] residuals = scores.clone();
        double loss = new Softmax().residuals(residuals, NativeRows.BLOCK, classes, n, labels, 5);

        double expected = 0;
        for (int i = 0; i < n; i++) {
            expected += assertItem(scores, residuals, i, classes, labels[5 + i]);
        }
        assertThat(loss).isCloseTo(expected, within(1e-6 * expected + 1e-5));
        assertThat(residuals[0]).isEqualTo(scores[0]);
    }

    private static double assertItem(float[] scores, float[] residuals, int i, int classes, int label) {
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            max = Math.max(max, scores[at(k, i)]);
        }
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            sum += Math.exp(scores[at(k, i)] - max);
        }
        for (int k = 0; k < classes; k++) {
            double probability = Math.exp(scores[at(k, i)] - max) / sum;
            double residual = label < 0 ? 0 : probability - (k == label ? 1 : 0);
            assertThat((double) residuals[at(k, i)]).isCloseTo(residual, within(5e-7));
        }
        return label < 0 ? 0 : Math.log(sum) + max - scores[at(label, i)];
    }

    private static int at(int k, int i) {
        return (k + 1) * NativeRows.BLOCK + i;
    }
}
