package io.ovoscope.demo.corpus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Splits WordNet's text: some glosses are held out with their labels, all the rest is text to train on. */
public final class GlossText {

    private GlossText() {}

    /**
     * The split. Only a gloss that stands once in WordNet can be held out: the same words may define a noun here and an
     * adjective there.
     */
    public static DemoText of(WordNetText wordNet, ProbeChoice choice) {
        List<Integer> candidates = candidates(wordNet.glosses(), choice);
        Collections.shuffle(candidates, new Random(choice.seed()));
        List<Integer> chosen = candidates.subList(0, Math.min(choice.sentences(), candidates.size()));
        List<Sentence> training = new ArrayList<>();
        Set<Integer> heldOut = Set.copyOf(chosen);
        for (int i = 0; i < wordNet.glosses().size(); i++) {
            if (!heldOut.contains(i)) {
                training.add(wordNet.glosses().get(i).definition());
            }
        }
        training.addAll(wordNet.examples());
        List<ProbeSentence> probe = chosen.stream()
                .sorted()
                .map(index -> probe(wordNet.glosses().get(index)))
                .toList();
        return DemoText.withoutOverlap("WordNet 3.1 glosses and examples", training, probe);
    }

    private static List<Integer> candidates(List<Gloss> glosses, ProbeChoice choice) {
        Map<String, Integer> occurrences = new HashMap<>();
        glosses.forEach(gloss -> occurrences.merge(gloss.definition().normalised(), 1, Integer::sum));
        List<Integer> candidates = new ArrayList<>();
        for (int i = 0; i < glosses.size(); i++) {
            Sentence definition = glosses.get(i).definition();
            if (choice.fits(definition) && occurrences.getOrDefault(definition.normalised(), 0) == 1) {
                candidates.add(i);
            }
        }
        return candidates;
    }

    private static ProbeSentence probe(Gloss gloss) {
        return new ProbeSentence(
                gloss.definition(), new ProbeSentence.FromGloss(gloss.partOfSpeech(), gloss.lexicographerClass()));
    }
}
