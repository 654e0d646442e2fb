package io.ovoscope.agent.probeset.task;

import java.util.List;

/**
 * Targets that are numbers, of a task without classes.
 *
 * @param sentences indices of the sentences the task is about: every part of the probe set needs some
 * @param targets of words; none where the targets follow from the probe set's structure
 * @param whenEmpty why there is no such sentence, should there be none
 */
public record NumberDraft(List<Integer> sentences, List<WordTarget> targets, String whenEmpty) implements TaskDraft {
    public NumberDraft {
        sentences = List.copyOf(sentences);
        targets = List.copyOf(targets);
    }

    /**
     * The target of one word.
     *
     * @param sentence index in {@link ProbeSentences}
     * @param word its index within the sentence
     * @param value the target
     */
    public record WordTarget(int sentence, int word, float value) {}
}
