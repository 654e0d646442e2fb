package io.ovoscope.agent.probeset.task;

import java.util.List;

/**
 * The labels a task gives.
 *
 * @param items labelled items of the given sentences
 * @param altered labelled copies that the task adds
 * @param whenEmpty why there is no item, should there be none; a sentence for the user
 */
public record TaskDraft(List<LabelledItem> items, List<AlteredSentence> altered, String whenEmpty) {
    public TaskDraft {
        items = List.copyOf(items);
        altered = List.copyOf(altered);
    }

    /** A draft without altered sentences. */
    public static TaskDraft of(List<LabelledItem> items, String whenEmpty) {
        return new TaskDraft(items, List.of(), whenEmpty);
    }
}
