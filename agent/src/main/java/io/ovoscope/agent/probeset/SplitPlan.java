package io.ovoscope.agent.probeset;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.wire.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Which part each sentence is in. A document stays whole, since its sentences share words and topic; a sentence without a document is
 * a document of its own. Where documents are so few or so unequal that a part would get less than half its share, the split is by
 * sentence after all, and a remark says so: a probe set that cannot be used helps nobody, but its test accuracy may flatter.
 *
 * <p>Sentences with given parts come into no other, and the rest of their document with them. Those that may come into the same parts
 * are split among themselves, in the proportion that the settings give these parts, so that every source has items to train, to choose the
 * penalty and to test on as far as its own split allows. Where a source's split goes through a document, the document is divided as given.
 *
 * @param splits of each sentence
 * @param remarks a sentence each, for the user
 */
record SplitPlan(List<Split> splits, List<String> remarks) {
    static SplitPlan of(List<AnnotatedSentence> sentences, ProbeSetSettings settings) {
        return new Planning(sentences, settings).plan();
    }

    /** Sentences that come into the same part. */
    private record Group(Set<Split> parts, List<Integer> sentences) {}

    private static final class Planning {
        private final List<AnnotatedSentence> sentences;
        private final ProbeSetSettings settings;
        private final List<Split> splits;
        private final List<String> remarks = new ArrayList<>();

        Planning(List<AnnotatedSentence> sentences, ProbeSetSettings settings) {
            this.sentences = sentences;
            this.settings = settings;
            this.splits = new ArrayList<>(Collections.nCopies(sentences.size(), Split.TRAIN));
        }

        SplitPlan plan() {
            Map<Set<Split>, List<Group>> byParts = new LinkedHashMap<>();
            groups().forEach(group -> byParts.computeIfAbsent(group.parts(), any -> new ArrayList<>())
                    .add(group));
            byParts.forEach(this::split);
            return new SplitPlan(splits, remarks);
        }

        private List<Group> groups() {
            Map<String, List<Integer>> documents = new LinkedHashMap<>();
            for (int s = 0; s < sentences.size(); s++) {
                Optional<String> document = sentences.get(s).document();
                String key = document.map(name -> "document " + name).orElse("sentence " + s);
                documents.computeIfAbsent(key, any -> new ArrayList<>()).add(s);
            }
            List<Group> groups = new ArrayList<>();
            List<String> divided = new ArrayList<>();
            documents.forEach((document, members) -> {
                Set<Split> parts = EnumSet.allOf(Split.class);
                members.forEach(s -> parts.retainAll(sentences.get(s).givenParts()));
                if (parts.isEmpty()) {
                    divided.add(document);
                    members.forEach(s -> groups.add(new Group(sentences.get(s).givenParts(), List.of(s))));
                } else {
                    groups.add(new Group(parts, members));
                }
            });
            if (!divided.isEmpty()) {
                remarks.add("divided documents, because the given parts of their sentences differ: " + divided.size()
                        + ", first " + divided.get(0));
            }
            return groups;
        }

        private void split(Set<Split> parts, List<Group> groups) {
            Map<Split, Double> shares = new EnumMap<>(Split.class);
            double all = parts.stream().mapToDouble(settings::share).sum();
            parts.forEach(part -> shares.put(part, settings.share(part) / all));
            List<Group> alone = groups.stream()
                    .flatMap(group -> group.sentences().stream().map(s -> new Group(parts, List.of(s))))
                    .toList();
            assign(groups, alone.size(), shares);
            if (groups.size() < alone.size() && !isEven(alone, shares)) {
                assign(alone, alone.size(), shares);
                remarks.add("split by sentence, because by its " + groups.size()
                        + " documents a part would hold less than half its share of the " + alone.size()
                        + " sentences: sentences of one document are trained and tested on");
            }
        }

        /** In random order, each group goes to the part that lacks most sentences. */
        private void assign(List<Group> groups, int total, Map<Split, Double> shares) {
            List<Group> shuffled = new ArrayList<>(groups);
            Random random = Seeded.random(settings.seed(), "split");
            Collections.shuffle(shuffled, random);
            Map<Split, Double> lacking = new EnumMap<>(shares);
            lacking.replaceAll((split, share) -> share * total);
            for (Group group : shuffled) {
                Split neediest = Collections.max(lacking.entrySet(), Map.Entry.comparingByValue())
                        .getKey();
                lacking.merge(neediest, -(double) group.sentences().size(), Double::sum);
                group.sentences().forEach(sentence -> splits.set(sentence, neediest));
            }
        }

        private boolean isEven(List<Group> alone, Map<Split, Double> shares) {
            return shares.entrySet().stream().allMatch(share -> {
                long held = alone.stream()
                        .filter(one -> splits.get(one.sentences().get(0)) == share.getKey())
                        .count();
                return held >= share.getValue() * alone.size() / 2;
            });
        }
    }
}
