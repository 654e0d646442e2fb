package io.ovoscope.agent.probeset;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Chooses sentences by chance from a stream of any length, in bounded memory: Vitter's algorithm R (1985). A sentence that is already
 * among the chosen, but for case, is left out: a probe must not be tested on what it was trained on.
 */
final class SentenceSample {
    private final int maxSentences;
    private final int maxWords;
    private final Random random;
    private final List<Held> held = new ArrayList<>();
    private final Set<List<String>> forms = new HashSet<>();
    private long candidates;
    private long tooLong;
    private long repeated;

    SentenceSample(ProbeSetSettings settings) {
        this.maxSentences = settings.maxSentences();
        this.maxWords = settings.maxWordsPerSentence();
        this.random = Seeded.random(settings.seed(), "sample");
    }

    private record Held(long ordinal, AnnotatedSentence sentence) {}

    void offer(AnnotatedSentence sentence) {
        if (sentence.words().size() > maxWords) {
            tooLong++;
        } else if (forms.contains(form(sentence))) {
            repeated++;
        } else {
            hold(sentence);
        }
    }

    private void hold(AnnotatedSentence sentence) {
        long ordinal = candidates++;
        if (held.size() < maxSentences) {
            held.add(new Held(ordinal, sentence));
            forms.add(form(sentence));
            return;
        }
        double place = random.nextDouble() * candidates;
        if (place < maxSentences) {
            Held gone = held.set((int) place, new Held(ordinal, sentence));
            forms.remove(form(gone.sentence()));
            forms.add(form(sentence));
        }
    }

    private static List<String> form(AnnotatedSentence sentence) {
        return sentence.words().stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** In the order they came. */
    List<AnnotatedSentence> chosen() {
        return held.stream()
                .sorted(Comparator.comparingLong(Held::ordinal))
                .map(Held::sentence)
                .toList();
    }

    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (tooLong > 0) {
            remarks.add("left out sentences of more than " + maxWords + " words (maxWordsPerSentence): " + tooLong);
        }
        if (repeated > 0) {
            remarks.add("left out repeated sentences: " + repeated);
        }
        if (candidates > held.size()) {
            remarks.add("chose " + held.size() + " of " + candidates + " sentences (maxSentences)");
        }
        return remarks;
    }
}
