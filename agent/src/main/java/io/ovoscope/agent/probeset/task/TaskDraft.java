package io.ovoscope.agent.probeset.task;

import java.util.List;

/** What a task makes of the sentences: items in classes, or targets that are numbers. */
public sealed interface TaskDraft permits ClassDraft, NumberDraft {
    /** Why there is nothing to probe, should there be nothing; a sentence for the user. */
    String whenEmpty();

    /** Items in classes, without altered sentences. */
    static ClassDraft of(List<LabelledItem> items, String whenEmpty) {
        return new ClassDraft(items, List.of(), whenEmpty, List.of());
    }
}
