package io.ovoscope.agent.probeset.task;

import io.ovoscope.agent.probeset.sentence.Annotation;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * {@code UPOS} and {@code XPOS}, the universal part of speech of a word and the treebank's own tag; {@code NextPOS} and {@code PrevPOS},
 * the universal part of speech of its neighbour. The neighbour's tag controls for word identity by design: a layer above the embedding
 * must carry context to know it. The last word has no next and the first no previous tag, and stay without a label.
 */
final class PartOfSpeech implements ProbingTask {
    private final TaskOutline outline;
    private final Function<Annotation, List<String>> column;
    private final int offset;
    private final String whenEmpty;

    private PartOfSpeech(TaskOutline outline, Function<Annotation, List<String>> column, int offset, String whenEmpty) {
        this.outline = outline;
        this.column = column;
        this.offset = offset;
        this.whenEmpty = whenEmpty;
    }

    private static PartOfSpeech universal(String name, Level level, LabelSource source, int offset) {
        TaskOutline outline = new TaskOutline(name, level, TaskInput.TOKEN, source, List.of());
        return new PartOfSpeech(outline, Annotation::upos, offset, "the text has no part-of-speech tags");
    }

    static PartOfSpeech own(LabelSource source) {
        return universal("UPOS", Level.MORPHOLOGY, source, 0);
    }

    static PartOfSpeech treebanksOwn(LabelSource source) {
        TaskOutline outline = new TaskOutline("XPOS", Level.MORPHOLOGY, TaskInput.TOKEN, source, List.of());
        return new PartOfSpeech(outline, Annotation::xpos, 0, "the text has no part-of-speech tags of its own scheme");
    }

    static PartOfSpeech next(LabelSource source) {
        return universal("NextPOS", Level.CONTEXT, source, 1);
    }

    static PartOfSpeech previous(LabelSource source) {
        return universal("PrevPOS", Level.CONTEXT, source, -1);
    }

    @Override
    public TaskOutline outline() {
        return outline;
    }

    @Override
    public ClassDraft draft(ProbeSentences sentences, Random random) {
        List<LabelledItem> items = new ArrayList<>();
        for (int s = 0; s < sentences.size(); s++) {
            List<String> tags = column.apply(sentences.get(s).annotation());
            for (int word = 0; word < tags.size(); word++) {
                int tagged = word + offset;
                if (tagged >= 0 && tagged < tags.size() && !tags.get(tagged).isEmpty()) {
                    items.add(LabelledItem.ofToken(s, word, tags.get(tagged)));
                }
            }
        }
        return TaskDraft.of(items, whenEmpty);
    }
}
