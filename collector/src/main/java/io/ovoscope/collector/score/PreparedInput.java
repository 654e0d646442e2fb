package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Items;
import io.ovoscope.collector.probe.Split;
import io.ovoscope.wire.TaskInput;
import java.util.List;

/**
 * The tasks that read the same matrix, and so share a design.
 *
 * @param input TOKEN: the rows of the layer; SENTENCE: their means over each sentence
 * @param rowOf for each item its row of that matrix
 * @param split of the items
 */
@SuppressWarnings("ArrayRecordComponent") // shared and never written
record PreparedInput(TaskInput input, int[] rowOf, Split split, List<PreparedTask> tasks) {

    /**
     * The items of a layer.
     *
     * @param values rows × width of the layer
     * @param sentence of each row
     */
    Items items(float[] values, int width, int[] sentence, int sentences) {
        return new Items(input == TaskInput.TOKEN ? values : means(values, width, sentence, sentences), width, rowOf);
    }

    /** The mean row of each sentence: sentences × width; zeros where a sentence has no rows. */
    static float[] means(float[] values, int width, int[] sentence, int sentences) {
        float[] means = new float[Math.multiplyExact(sentences, width)];
        double[] sum = new double[width];
        int row = 0;
        while (row < sentence.length) {
            int first = row;
            java.util.Arrays.fill(sum, 0);
            while (row < sentence.length && sentence[row] == sentence[first]) {
                for (int d = 0; d < width; d++) {
                    sum[d] += values[row * width + d];
                }
                row++;
            }
            for (int d = 0; d < width; d++) {
                means[sentence[first] * width + d] = (float) (sum[d] / (row - first));
            }
        }
        return means;
    }
}
