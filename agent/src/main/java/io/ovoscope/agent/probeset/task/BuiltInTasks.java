package io.ovoscope.agent.probeset.task;

import io.ovoscope.wire.LabelSource;
import java.util.List;

/** The tasks that come with Ovoscope, in the order they are reported. */
public final class BuiltInTasks {
    private BuiltInTasks() {}

    /**
     * All of them.
     *
     * @param annotation who tagged and parsed the text; tasks that need only the words are gold whoever did
     */
    public static List<ProbingTask> all(TaskSettings settings, LabelSource annotation) {
        return List.of(
                new SentenceLength(settings.sentLenBins()),
                new WordContent(settings.wcWords(), settings.wcMinSentencesPerWord(), settings.wcMaxShareOfSentences()),
                PartOfSpeech.own(annotation),
                PartOfSpeech.next(annotation),
                PartOfSpeech.previous(annotation),
                new DependencyRelation(annotation),
                new TreeDepth(annotation, settings.treeDepthStratumWords()),
                new BigramShift(settings.bShiftMaxSentences()));
    }

    /** Their names. */
    public static List<String> names() {
        return all(TaskSettings.defaults(), LabelSource.GOLD).stream()
                .map(task -> task.outline().name())
                .toList();
    }
}
