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
                PartOfSpeech.treebanksOwn(annotation),
                PartOfSpeech.next(annotation),
                PartOfSpeech.previous(annotation),
                new DependencyRelation(annotation),
                new DependencyArc(annotation),
                new ArcLabel(annotation),
                new TreeDepth(annotation, settings.treeDepthStratumWords()),
                new TopDependents(annotation),
                TreeStructure.distance(annotation),
                TreeStructure.depth(annotation),
                new BigramShift(settings.bShiftMaxSentences()),
                new VerbTense(annotation),
                ArgumentNumber.ofSubject(annotation),
                ArgumentNumber.ofObject(annotation),
                new OddManOut(annotation, settings.somoMaxSentences()),
                new CoordinationInversion(annotation, settings.coordInvMaxSentences()));
    }

    /** Their names. */
    public static List<String> names() {
        return all(TaskSettings.defaults(), LabelSource.GOLD).stream()
                .map(task -> task.outline().name())
                .toList();
    }
}
