package io.ovoscope.agent.probeset.task;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.wire.TaskInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A task whose labels the caller has put on the sentences, as {@link AnnotatedSentence#sentenceLabels} or
 * {@link AnnotatedSentence#wordLabels} under the task's name. A sentence or word without one stays without a label.
 *
 * @param outline what the task is; classes that are not among its classes, where it names them, stay without a label
 */
public record GivenTask(TaskOutline outline) implements ProbingTask {
    /**
     * @throws IllegalArgumentException for pairs, which a sentence cannot carry
     */
    public GivenTask {
        if (outline.input() == TaskInput.PAIR) {
            throw new IllegalArgumentException(
                    "task " + outline.name() + " of pairs: expecting one label per sentence or per word");
        }
    }

    @Override
    public ClassDraft draft(ProbeSentences sentences, Random random) {
        List<LabelledItem> items = new ArrayList<>();
        for (int s = 0; s < sentences.size(); s++) {
            if (outline.input() == TaskInput.SENTENCE) {
                addSentence(s, sentences.get(s), items);
            } else {
                addWords(s, sentences.get(s), items);
            }
        }
        return TaskDraft.of(items, "no sentence carries a label of it");
    }

    private void addSentence(int index, AnnotatedSentence sentence, List<LabelledItem> items) {
        String label = sentence.sentenceLabels().getOrDefault(outline.name(), "");
        if (!label.isEmpty()) {
            items.add(LabelledItem.ofSentence(index, label));
        }
    }

    private void addWords(int index, AnnotatedSentence sentence, List<LabelledItem> items) {
        List<String> labels = sentence.wordLabels().getOrDefault(outline.name(), List.of());
        for (int word = 0; word < labels.size(); word++) {
            if (!labels.get(word).isEmpty()) {
                items.add(LabelledItem.ofToken(index, word, labels.get(word)));
            }
        }
    }
}
