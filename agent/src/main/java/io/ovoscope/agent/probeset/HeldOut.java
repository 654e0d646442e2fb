package io.ovoscope.agent.probeset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether sentences of a probe set occur in a language model's training text: what was trained on cannot show what was learnt. Texts
 * are compared by their letters and digits in lower case. A sentence occurs in a text when it is the whole of it or, from
 * {@value #MIN_CONTAINED} letters and digits on, a part of it; shorter ones ("thank you") are parts of too much. Sentences without a letter
 * or digit cannot be looked for. Altered copies count as their originals.
 */
public final class HeldOut {
    static final int MIN_CONTAINED = 24;

    private final List<List<String>> sentences;
    private final List<String> texts;
    private final Map<String, List<Integer>> byText = new HashMap<>();
    private final Map<String, List<Integer>> byBeginning = new HashMap<>();

    /** The sentences of this probe set. */
    public HeldOut(ProbeCorpus corpus) {
        this.sentences = corpus.sentences();
        this.texts = sentences.stream().map(HeldOut::normalised).toList();
        int[] source = corpus.set().sentences().source();
        for (int s = 0; s < source.length; s++) {
            String text = texts.get(s);
            if (source[s] == s && !text.isEmpty()) {
                byText.computeIfAbsent(text, any -> new ArrayList<>()).add(s);
                if (text.length() >= MIN_CONTAINED) {
                    byBeginning
                            .computeIfAbsent(text.substring(0, MIN_CONTAINED), any -> new ArrayList<>())
                            .add(s);
                }
            }
        }
    }

    /**
     * A probe sentence that occurs in a training text.
     *
     * @param sentence its index in the probe set
     * @param words its words, for the user
     * @param trainingText number of the text, from 0
     */
    public record Occurrence(int sentence, String words, long trainingText) {}

    /** Whether no probe sentence occurs in this training text. */
    public boolean isAbsentFrom(String trainingText) {
        return found(trainingText).isEmpty();
    }

    /**
     * The probe sentences that occur in a training text, each with every text it occurs in.
     *
     * @param trainingTexts sentences, lines or paragraphs; a sentence that begins in one and ends in the next is not found
     */
    public List<Occurrence> occurrences(Stream<String> trainingTexts) {
        List<Occurrence> occurrences = new ArrayList<>();
        long[] number = {0};
        trainingTexts.sequential().forEach(text -> {
            found(text).forEach(s -> occurrences.add(new Occurrence(s, String.join(" ", sentences.get(s)), number[0])));
            number[0]++;
        });
        return occurrences;
    }

    private List<Integer> found(String trainingText) {
        String text = normalised(trainingText);
        List<Integer> found = new ArrayList<>(byText.getOrDefault(text, List.of()));
        for (int begin = 0; begin + MIN_CONTAINED <= text.length(); begin++) {
            for (int s : byBeginning.getOrDefault(text.substring(begin, begin + MIN_CONTAINED), List.of())) {
                if (!found.contains(s) && text.startsWith(texts.get(s), begin)) {
                    found.add(s);
                }
            }
        }
        return found;
    }

    /** The letters and digits of a sentence in lower case. */
    static String normalised(List<String> words) {
        return normalised(String.join(" ", words));
    }

    private static String normalised(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
