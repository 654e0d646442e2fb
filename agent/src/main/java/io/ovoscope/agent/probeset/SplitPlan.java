package io.ovoscope.agent.probeset;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.wire.Split;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Which part each sentence is in. A document stays whole, since its sentences share words and topic; a sentence without a document is
 * a document of its own. Where documents are so few or so unequal that a part would get less than half its share, the split is by
 * sentence after all, and a remark says so: a probe set that cannot be used helps nobody, but its test accuracy may flatter.
 *
 * @param splits of each sentence
 * @param remarks a sentence each, for the user
 */
record SplitPlan(List<Split> splits, List<String> remarks) {
    static SplitPlan of(List<AnnotatedSentence> sentences, ProbeSetSettings settings) {
        Map<String, List<Integer>> documents = new LinkedHashMap<>();
        List<List<Integer>> alone = new ArrayList<>();
        for (int s = 0; s < sentences.size(); s++) {
            alone.add(List.of(s));
            String key =
                    sentences.get(s).document().map(name -> "document " + name).orElse("sentence " + s);
            documents.computeIfAbsent(key, any -> new ArrayList<>()).add(s);
        }
        Map<Split, Double> shares = shares(settings);
        List<Split> splits = assign(documents.values(), sentences.size(), shares, random(settings));
        boolean marked = documents.size() < sentences.size();
        if (!marked || isEven(splits, shares)) {
            return new SplitPlan(splits, List.of());
        }
        return new SplitPlan(
                assign(alone, sentences.size(), shares, random(settings)),
                List.of("split by sentence, because by its " + documents.size()
                        + " documents a part would hold less than half its share of the " + sentences.size()
                        + " sentences: sentences of one document are trained and tested on"));
    }

    private static Random random(ProbeSetSettings settings) {
        return Seeded.random(settings.seed(), "split");
    }

    private static Map<Split, Double> shares(ProbeSetSettings settings) {
        Map<Split, Double> shares = new EnumMap<>(Split.class);
        shares.put(Split.TRAIN, settings.trainShare());
        shares.put(Split.DEVELOPMENT, settings.developmentShare());
        shares.put(Split.TEST, 1 - settings.trainShare() - settings.developmentShare());
        return shares;
    }

    /** In random order, each group goes to the part that lacks most sentences. */
    private static List<Split> assign(
            Collection<List<Integer>> groups, int total, Map<Split, Double> shares, Random random) {
        List<List<Integer>> shuffled = new ArrayList<>(groups);
        Collections.shuffle(shuffled, random);
        List<Split> splits = new ArrayList<>(Collections.nCopies(total, Split.TRAIN));
        Map<Split, Double> lacking = new EnumMap<>(shares);
        lacking.replaceAll((split, share) -> share * total);
        for (List<Integer> group : shuffled) {
            Split neediest = Collections.max(lacking.entrySet(), Map.Entry.comparingByValue())
                    .getKey();
            lacking.merge(neediest, -(double) group.size(), Double::sum);
            group.forEach(sentence -> splits.set(sentence, neediest));
        }
        return splits;
    }

    private static boolean isEven(List<Split> splits, Map<Split, Double> shares) {
        return shares.entrySet().stream()
                .allMatch(
                        share -> Collections.frequency(splits, share.getKey()) >= share.getValue() * splits.size() / 2);
    }
}
