package io.ovoscope.agent.probeset.task;

import io.ovoscope.wire.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Keeps the word forms that a task asks about disjoint between the parts of the probe set (Conneau et al. 2018), so that no probe can
 * learn the answer of a form by heart. The parts are fixed, so every form is given to one part, and its items in the others stay without
 * a label. Forms are compared in lower case.
 *
 * <p>The fewest are left out when each form goes to the part that holds most of its items, by chance where several do. Where forms are few
 * and frequent, that would leave all of them to the training part; so the items of a part that keeps less than a third of its own come to weigh
 * more, until each does: a third is what all parts can keep at once however frequent the forms are.
 */
final class DisjointForms {
    private static final double MIN_SHARE = 1.0 / 3;
    private static final double STEP = 1.02;
    private static final int MAX_ROUNDS = 300;

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

    /** The first owners with which each part keeps enough, else those with which the poorest part keeps most. */
    private Map<String, Split> owners(Random random) {
        List<Form> forms = forms(random);
        double[] weights = {1, 1, 1};
        Map<String, Split> best = owners(forms, weights);
        for (int round = 0; round < MAX_ROUNDS && poorestShare(best) < MIN_SHARE; round++) {
            Map<String, Split> owners = owners(forms, weights);
            if (poorestShare(owners) > poorestShare(best)) {
                best = owners;
            }
            weights[poorest(owners).code()] *= STEP;
        }
        return best;
    }

    /** A form with its items in each part, and an order of the parts for ties. */
    private record Form(String form, int[] items, List<Split> order) {
        Split owner(double[] weights) {
            return Collections.max(
                    order, Comparator.comparingDouble(split -> weights[split.code()] * items[split.code()]));
        }
    }

    private List<Form> forms(Random random) {
        Map<String, int[]> counts = new TreeMap<>();
        for (Candidate candidate : candidates) {
            counts.computeIfAbsent(candidate.form(), any -> new int[Split.values().length])[
                    split(candidate).code()]++;
        }
        List<Form> forms = new ArrayList<>();
        counts.forEach((form, items) -> {
            List<Split> order = new ArrayList<>(List.of(Split.values()));
            Collections.shuffle(order, random);
            forms.add(new Form(form, items, order));
        });
        return forms;
    }

    private static Map<String, Split> owners(List<Form> forms, double[] weights) {
        Map<String, Split> owners = new HashMap<>();
        forms.forEach(form -> owners.put(form.form(), form.owner(weights)));
        return owners;
    }

    private double poorestShare(Map<String, Split> owners) {
        return share(poorest(owners), owners);
    }

    private Split poorest(Map<String, Split> owners) {
        return Collections.min(List.of(Split.values()), Comparator.comparingDouble(split -> share(split, owners)));
    }

    /** Of the part's candidates, those that stay; 1 where it has none. */
    private double share(Split part, Map<String, Split> owners) {
        int all = 0;
        int kept = 0;
        for (Candidate candidate : candidates) {
            if (split(candidate) == part) {
                all++;
                kept += owners.get(candidate.form()) == part ? 1 : 0;
            }
        }
        return all == 0 ? 1 : (double) kept / all;
    }
}
