package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Items;
import io.ovoscope.collector.probe.SentenceMeans;
import io.ovoscope.collector.probe.Split;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.TaskInput;
import java.util.List;

/**
 * The tasks that read the same matrix, and so share a design.
 *
 * @param input TOKEN: the rows of the layer; SENTENCE: their means over each sentence; PAIR: two rows side by side
 * @param first for each item its row of that matrix
 * @param second for each pair its second row, else empty
 * @param source for each item the sentence that it comes from, unaltered
 * @param split of the items
 */
@SuppressWarnings("ArrayRecordComponent") // shared and never written
record PreparedInput(TaskInput input, int[] first, int[] second, int[] source, Split split, List<PreparedTask> tasks) {

    /**
     * The items of a layer.
     *
     * @param values rows × width of the layer
     */
    Items items(float[] values, int width, ProbeSet set) {
        return switch (input) {
            case TOKEN -> new Items(values, width, first);
            case SENTENCE ->
                new Items(SentenceMeans.of(values, width, set.words().sentence(), set.sentenceCount()), width, first);
            case PAIR -> Items.pairs(values, width, first, second);
        };
    }

    /** For messages, and for what is remembered of layer 0. */
    String name() {
        return input.name().toLowerCase(java.util.Locale.ROOT);
    }
}
