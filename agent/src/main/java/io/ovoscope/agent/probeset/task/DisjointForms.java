package io.ovoscope.agent.probeset.task;

import io.ovoscope.wire.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Keeps the word forms that a task asks about disjoint between the parts of the probe set (Conneau et al. 2018), so that no probe can
 * learn the answer of a form by heart. The parts are fixed, so a form is given to the part that holds most of its items, to one of those by chance where
 * several hold as many: that leaves out the fewest. Its items in the other parts stay without a label. Forms are compared in lower case.
 */
final class DisjointForms {
    private final ProbeSentences sentences;
    private final List<Candidate> candidates = new ArrayList<>();

    DisjointForms(ProbeSentences sentences) {
        this.sentences = sentences;
    }

    private record Candidate(int sentence, String form, String label) {}

    /**
     * @param form the word that shows the answer
     */
    void add(int sentence, String form, String label) {
        candidates.add(new Candidate(sentence, form.toLowerCase(Locale.ROOT), label));
    }

    ClassDraft draft(Random random, String whenEmpty) {
        Map<String, Split> owners = owners(random);
        List<LabelledItem> items = candidates.stream()
                .filter(candidate -> owners.get(candidate.form()) == split(candidate))
                .map(candidate -> LabelledItem.ofSentence(candidate.sentence(), candidate.label()))
                .toList();
        ClassDraft draft = TaskDraft.of(items, whenEmpty);
        int gone = candidates.size() - items.size();
        return gone == 0
                ? draft
                : draft.withRemark("left out " + gone + " of " + candidates.size()
                        + " sentences, so that the word forms asked for differ between the parts");
    }

    private Split split(Candidate candidate) {
        return sentences.splits().get(candidate.sentence());
    }

    private Map<String, Split> owners(Random random) {
        Map<String, int[]> counts = new TreeMap<>();
        for (Candidate candidate : candidates) {
            int part = split(candidate).code();
            counts.computeIfAbsent(candidate.form(), any -> new int[Split.values().length])[part]++;
        }
        Map<String, Split> owners = new TreeMap<>();
        counts.forEach((form, parts) -> owners.put(form, largest(parts, random)));
        return owners;
    }

    private static Split largest(int[] parts, Random random) {
        List<Split> splits = new ArrayList<>(List.of(Split.values()));
        Collections.shuffle(splits, random);
        return Collections.max(splits, (one, other) -> Integer.compare(parts[one.code()], parts[other.code()]));
    }
}
