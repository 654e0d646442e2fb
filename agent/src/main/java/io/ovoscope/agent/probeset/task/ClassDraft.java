package io.ovoscope.agent.probeset.task;

import java.util.ArrayList;
import java.util.List;

/**
 * Items, each in a class.
 *
 * @param items labelled items of the given sentences
 * @param altered labelled copies that the task adds
 * @param whenEmpty why there is no item, should there be none
 * @param remarks what was left out or decided otherwise, a sentence each, for the user
 */
public record ClassDraft(
        List<LabelledItem> items, List<AlteredSentence> altered, String whenEmpty, List<String> remarks)
        implements TaskDraft {
    public ClassDraft {
        items = List.copyOf(items);
        altered = List.copyOf(altered);
        remarks = List.copyOf(remarks);
    }

    /** The same draft with one more remark. */
    ClassDraft withRemark(String remark) {
        List<String> all = new ArrayList<>(remarks);
        all.add(remark);
        return new ClassDraft(items, altered, whenEmpty, all);
    }
}
