package io.ovoscope.agent.probeset.task;

import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * {@code UPOS}, the universal part of speech of a word, and {@code NextPOS} and {@code PrevPOS}, that of its neighbour. The neighbour's
 * tag controls for word identity by design: a layer above the embedding must carry context to know it. The last word has no next and
 * the first no previous tag, and stay without a label.
 */
final class PartOfSpeech implements ProbingTask {
    private final TaskOutline outline;
    private final int offset;

    private PartOfSpeech(String name, Level level, LabelSource source, int offset) {
        this.outline = new TaskOutline(name, level, TaskInput.TOKEN, source, List.of());
        this.offset = offset;
    }

    static PartOfSpeech own(LabelSource source) {
        return new PartOfSpeech("UPOS", Level.MORPHOLOGY, source, 0);
    }

    static PartOfSpeech next(LabelSource source) {
        return new PartOfSpeech("NextPOS", Level.CONTEXT, source, 1);
    }

    static PartOfSpeech previous(LabelSource source) {
        return new PartOfSpeech("PrevPOS", Level.CONTEXT, source, -1);
    }

    @Override
    public TaskOutline outline() {
        return outline;
    }

    @Override
    public TaskDraft draft(ProbeSentences sentences, Random random) {
        List<LabelledItem> items = new ArrayList<>();
        for (int s = 0; s < sentences.size(); s++) {
            List<String> tags = sentences.get(s).annotation().upos();
            for (int word = 0; word < tags.size(); word++) {
                int tagged = word + offset;
                if (tagged >= 0 && tagged < tags.size() && !tags.get(tagged).isEmpty()) {
                    items.add(LabelledItem.ofToken(s, word, tags.get(tagged)));
                }
            }
        }
        return TaskDraft.of(items, "the text has no part-of-speech tags");
    }
}
