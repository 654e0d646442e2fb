package io.ovoscope.agent.probeset.task;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * {@code BShift}: were two adjacent words swapped? As in Conneau et al. 2018 neither the first word nor punctuation is moved and sentences
 * with double quotes are passed over; two words alike but for case are not swapped either. Half of the chosen sentences of each split
 * are altered: the copy is {@code inverted}. The other half stand for {@code original}, so that no sentence is seen in both forms.
 */
final class BigramShift implements ProbingTask {
    private static final String ORIGINAL = "original";
    private static final String INVERTED = "inverted";
    private static final TaskOutline OUTLINE =
            new TaskOutline("BShift", Level.SYNTAX, TaskInput.SENTENCE, LabelSource.GOLD, List.of(ORIGINAL, INVERTED));

    private final int maxSentences;

    /**
     * @param maxSentences how many sentences may be labelled, altered and original together
     */
    BigramShift(int maxSentences) {
        this.maxSentences = maxSentences;
    }

    @Override
    public TaskOutline outline() {
        return OUTLINE;
    }

    @Override
    public ClassDraft draft(ProbeSentences sentences, Random random) {
        List<Integer> chosen = new ArrayList<>();
        for (int s = 0; s < sentences.size(); s++) {
            if (!sites(sentences.get(s)).isEmpty()) {
                chosen.add(s);
            }
        }
        Collections.shuffle(chosen, random);
        chosen = chosen.subList(0, Math.min(chosen.size(), maxSentences));
        Halves halves = Halves.of(chosen, sentences);
        List<LabelledItem> originals = halves.originals().stream()
                .map(s -> LabelledItem.ofSentence(s, ORIGINAL))
                .toList();
        List<AlteredSentence> altered = halves.altered().stream()
                .map(s -> altered(s, sentences.get(s), random))
                .toList();
        return new ClassDraft(originals, altered, "too few sentences have two adjacent words to swap", List.of());
    }

    private static AlteredSentence altered(int index, AnnotatedSentence sentence, Random random) {
        List<Integer> sites = sites(sentence);
        int site = sites.get(random.nextInt(sites.size()));
        List<String> words = new ArrayList<>(sentence.words());
        Collections.swap(words, site, site + 1);
        return new AlteredSentence(index, words, INVERTED);
    }

    /** Where a word may change places with the next. */
    private static List<Integer> sites(AnnotatedSentence sentence) {
        List<String> words = sentence.words();
        List<Integer> sites = new ArrayList<>();
        if (words.stream().anyMatch(Marks::isDoubleQuote)) {
            return sites;
        }
        for (int word = 1; word + 1 < words.size(); word++) {
            boolean moved = !words.get(word).equalsIgnoreCase(words.get(word + 1));
            if (moved && !sentence.isPunctuation(word) && !sentence.isPunctuation(word + 1)) {
                sites.add(word);
            }
        }
        return sites;
    }
}
