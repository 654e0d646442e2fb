package io.ovoscope.agent.probeset.task;

import io.ovoscope.agent.probeset.task.Replacements.Best;
import io.ovoscope.agent.probeset.task.Replacements.Support;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Split;
import io.ovoscope.wire.TaskInput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * {@code SOMO}, semantic odd man out: was a noun or verb of the sentence replaced by another? As in Conneau et al. 2018 the replacement has
 * the same tag and makes bigrams about as frequent as those it breaks, no sentence is seen in both forms, and no replacement is used in
 * two parts of the probe set. They count bigrams in a large corpus; a probe set is small, so {@link Replacements} counts in the probe set
 * itself and backs off from both bigrams to one, and to the frequency of the words. Sentences whose best replacement is supported best
 * are taken first, before it is drawn which of them are altered.
 */
final class OddManOut implements ProbingTask {
    private static final String ORIGINAL = "original";
    private static final String REPLACED = "replaced";

    /** In fewer, the rest of the sentence says too little of what would be odd. */
    private static final int MIN_WORDS = 5;

    private final TaskOutline outline;
    private final int maxSentences;

    /**
     * @param maxSentences how many sentences may be labelled, altered and original together
     */
    OddManOut(LabelSource source, int maxSentences) {
        this.outline =
                new TaskOutline("SOMO", Level.SEMANTICS, TaskInput.SENTENCE, source, List.of(ORIGINAL, REPLACED));
        this.maxSentences = maxSentences;
    }

    @Override
    public TaskOutline outline() {
        return outline;
    }

    @Override
    public ClassDraft draft(ProbeSentences sentences, Random random) {
        Replacements replacements = new Replacements(sentences);
        Halves halves = Halves.of(chosen(sentences, replacements, random), sentences);
        List<Integer> order = new ArrayList<>(halves.altered());
        // In random order, lest the training part take the best replacements from the others.
        Collections.shuffle(order, random);
        ReplacedSentences replaced = new ReplacedSentences(sentences, replacements, random, REPLACED);
        order.forEach(replaced::add);
        List<LabelledItem> originals = originals(halves, replaced, sentences);
        ClassDraft draft = new ClassDraft(
                originals,
                replaced.altered(),
                "too few sentences hold a noun or verb with another of its kind and frequency",
                List.of());
        return replaced.altered().isEmpty() ? draft : draft.withRemark(replaced.remark());
    }

    /** Those supported best, in random order. */
    private List<Integer> chosen(ProbeSentences sentences, Replacements replacements, Random random) {
        Map<Support, List<Integer>> bySupport = new EnumMap<>(Support.class);
        for (int s = 0; s < sentences.size(); s++) {
            Best best = replacements.best(sentences.get(s));
            if (!best.sites().isEmpty() && sentences.get(s).words().size() >= MIN_WORDS) {
                bySupport
                        .computeIfAbsent(best.support(), any -> new ArrayList<>())
                        .add(s);
            }
        }
        bySupport.values().forEach(alike -> Collections.shuffle(alike, random));
        List<Integer> chosen = new ArrayList<>(bySupport.values().stream()
                .flatMap(Collection::stream)
                .limit(maxSentences)
                .toList());
        Collections.shuffle(chosen, random);
        return chosen;
    }

    /** As many in each part as were altered there: a sentence whose replacements are all used elsewhere is not. */
    private static List<LabelledItem> originals(Halves halves, ReplacedSentences replaced, ProbeSentences sentences) {
        List<LabelledItem> originals = new ArrayList<>();
        for (Split split : Split.values()) {
            halves.originals().stream()
                    .filter(s -> sentences.splits().get(s) == split)
                    .limit(replaced.count(split))
                    .forEach(s -> originals.add(LabelledItem.ofSentence(s, ORIGINAL)));
        }
        return originals;
    }
}
