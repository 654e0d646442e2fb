package io.ovoscope.agent.probeset.task;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.agent.probeset.task.Replacements.Site;
import io.ovoscope.agent.probeset.task.Replacements.Support;
import io.ovoscope.wire.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The sentences that were altered by one replacement each, and which replacements they use in which part. */
final class ReplacedSentences {
    private final ProbeSentences sentences;
    private final Replacements replacements;
    private final Random random;
    private final String label;

    private final List<AlteredSentence> altered = new ArrayList<>();
    private final Map<String, Split> owners = new HashMap<>();
    private final Map<String, Integer> uses = new HashMap<>();
    private final Map<Support, Integer> supports = new EnumMap<>(Support.class);

    ReplacedSentences(ProbeSentences sentences, Replacements replacements, Random random, String label) {
        this.sentences = sentences;
        this.replacements = replacements;
        this.random = random;
        this.label = label;
    }

    void add(int index) {
        AnnotatedSentence sentence = sentences.get(index);
        List<Site> sites = new ArrayList<>(Replacements.sites(sentence));
        Collections.shuffle(sites, random);
        for (Support support : Support.values()) {
            for (Site site : sites) {
                Optional<String> word = word(site, support, index);
                if (word.isPresent()) {
                    replace(index, site, word.get());
                    supports.merge(support, 1, Integer::sum);
                    return;
                }
            }
        }
    }

    /** One of those used least, by chance: a word used again and again would tell that it is a replacement. */
    private Optional<String> word(Site site, Support support, int index) {
        Split part = sentences.splits().get(index);
        List<String> allowed = new ArrayList<>(replacements
                .of(site, support, sentences.get(index))
                .filter(word -> owners.getOrDefault(word, part) == part)
                .toList());
        Collections.shuffle(allowed, random);
        return allowed.stream().min(Comparator.comparingInt(word -> uses.getOrDefault(word, 0)));
    }

    private void replace(int index, Site site, String word) {
        List<String> words = new ArrayList<>(sentences.get(index).words());
        words.set(site.index(), word);
        altered.add(new AlteredSentence(index, words, label));
        owners.put(word, sentences.splits().get(index));
        uses.merge(word, 1, Integer::sum);
    }

    List<AlteredSentence> altered() {
        return List.copyOf(altered);
    }

    long count(Split split) {
        return altered.stream()
                .filter(copy -> sentences.splits().get(copy.source()) == split)
                .count();
    }

    String remark() {
        return "of " + altered.size() + " replacements "
                + supports.getOrDefault(Support.BOTH_BIGRAMS, 0) + " make two bigrams as frequent as those replaced, "
                + supports.getOrDefault(Support.ONE_BIGRAM, 0) + " one, "
                + supports.getOrDefault(Support.WORD_ALONE, 0) + " none: there only the words are as frequent";
    }
}
