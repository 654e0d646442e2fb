package io.ovoscope.agent.probeset;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Chooses sentences by chance from sources of any length, in bounded memory. No sentence is chosen twice, because a probe must not be
 * tested on what it was trained on: what a source repeats, but for case, is left out, and what a later source has as well brings its
 * labels to the sentence that is there ({@link JoinedSentence}).
 *
 * <p>The limit holds for each source by itself. Of a source, sentences that carry labels of the caller's own are chosen before others.
 */
final class SentenceSample {
    /** The source of sentences that are offered without one. */
    static final String TEXT = "the text";

    private final ProbeSetSettings settings;
    private final Map<String, SourceSample> sources = new LinkedHashMap<>();
    private final Map<List<String>, JoinedSentence> byForm = new HashMap<>();
    private final Map<String, JoinedSentence> byText = new HashMap<>();
    private final Map<String, Long> remarks = new LinkedHashMap<>();
    private long ordinal;

    SentenceSample(ProbeSetSettings settings) {
        this.settings = settings;
    }

    void offer(AnnotatedSentence sentence) {
        offer(TEXT, sentence);
    }

    void offer(String source, AnnotatedSentence sentence) {
        if (sentence.words().size() > settings.maxWordsPerSentence()) {
            count("left out sentences of more than " + settings.maxWordsPerSentence() + " words (maxWordsPerSentence)");
            return;
        }
        JoinedSentence same = byForm.get(form(sentence));
        JoinedSentence alike = byText.get(HeldOut.normalised(sentence.words()));
        if (same != null && same.isOf(source)) {
            count("left out repeated sentences");
        } else if (same != null) {
            join(same, source, sentence);
        } else if (alike != null && !alike.isOf(source)) {
            count("left out sentences of " + source + " that stand in " + alike.source()
                    + " with other punctuation or word boundaries");
        } else {
            hold(new JoinedSentence(ordinal++, source, sentence));
        }
    }

    private void join(JoinedSentence held, String source, AnnotatedSentence sentence) {
        boolean joined = held.join(source, sentence);
        count(
                joined
                        ? "joined sentences of " + source + " with the same of " + held.source()
                        : "left out sentences of " + source + " whose part of the split is another in "
                                + held.source());
    }

    private void hold(JoinedSentence sentence) {
        SourceSample sample = sources.computeIfAbsent(
                sentence.source(), source -> new SourceSample(source, sources.size(), settings));
        put(sentence);
        sample.offer(sentence).ifPresent(this::remove);
    }

    private void put(JoinedSentence held) {
        byForm.put(form(held.sentence()), held);
        String text = HeldOut.normalised(held.sentence().words());
        if (!text.isEmpty()) {
            byText.putIfAbsent(text, held);
        }
    }

    private void remove(JoinedSentence gone) {
        byForm.remove(form(gone.sentence()));
        byText.remove(HeldOut.normalised(gone.sentence().words()), gone);
    }

    private void count(String remark) {
        remarks.merge(remark, 1L, Long::sum);
    }

    private static List<String> form(AnnotatedSentence sentence) {
        return sentence.words().stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** In the order they came. */
    List<AnnotatedSentence> chosen() {
        return sources.values().stream()
                .flatMap(source -> source.chosen(joinedInto(source.name())).stream())
                .sorted(Comparator.comparingLong(JoinedSentence::ordinal))
                .map(JoinedSentence::sentence)
                .toList();
    }

    /** How many sentences of this source are held as another's. */
    private int joinedInto(String source) {
        return (int) byForm.values().stream()
                .filter(held -> held.isOf(source) && !held.source().equals(source))
                .count();
    }

    List<String> remarks() {
        List<String> all = new ArrayList<>();
        remarks.forEach((remark, count) -> all.add(remark + ": " + count));
        sources.values()
                .forEach(source -> source.remark(joinedInto(source.name()), sources.size() > 1)
                        .ifPresent(all::add));
        return all;
    }
}
