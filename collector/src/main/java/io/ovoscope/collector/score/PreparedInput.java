package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Items;
import io.ovoscope.collector.probe.SentenceMeans;
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
        return new Items(
                input == TaskInput.TOKEN ? values : SentenceMeans.of(values, width, sentence, sentences), width, rowOf);
    }
}
