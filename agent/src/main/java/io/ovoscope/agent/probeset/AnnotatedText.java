package io.ovoscope.agent.probeset;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.agent.probeset.task.GivenTask;
import io.ovoscope.wire.LabelSource;
import java.util.List;

/**
 * Sentences of a caller's own.
 *
 * @param sentences in any number; the settings say how many are used
 * @param annotation who gave the tags and trees of the sentences: {@link LabelSource#SILVER} for another model's
 * @param givenTasks tasks whose labels the sentences carry, besides the built-in ones
 */
public record AnnotatedText(List<AnnotatedSentence> sentences, LabelSource annotation, List<GivenTask> givenTasks) {
    public AnnotatedText {
        sentences = List.copyOf(sentences);
        givenTasks = List.copyOf(givenTasks);
    }
}
