package io.ovoscope.agent.probeset.task;

import java.util.List;

/**
 * An altered copy of a sentence: one more sentence of the probe set, in the split of its original and without labels of other tasks.
 *
 * @param source index of the original in {@link ProbeSentences}
 * @param words the altered words
 * @param label the task's label of the copy
 */
public record AlteredSentence(int source, List<String> words, String label) {
    public AlteredSentence {
        words = List.copyOf(words);
    }
}
