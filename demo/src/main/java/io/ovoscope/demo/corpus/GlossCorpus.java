package io.ovoscope.demo.corpus;

import io.ovoscope.agent.probeset.AnnotatedText;
import io.ovoscope.agent.probeset.ProbeCorpora;
import io.ovoscope.agent.probeset.ProbeSetSettings;
import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.agent.probeset.task.GivenTask;
import io.ovoscope.agent.probeset.task.TaskOutline;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The demo's default text: WordNet's glosses and examples to train on, some glosses held out as probe sentences. What a gloss
 * defines is gold ({@code GlossPOS}, {@code GlossClass}); the tags of its words are OpenNLP's, silver.
 */
public final class GlossCorpus {
    private static final int NOUN_CLASSES = 13;
    private static final int LEAST_WORDS = 3;

    private GlossCorpus() {}

    /**
     * The split. Only a gloss that stands once in WordNet can be held out: the same words may define a noun here and an
     * adjective there.
     */
    public static DemoCorpus of(WordNetText wordNet, SilverTagger tagger, ProbeSetSettings settings) {
        List<Gloss> glosses = wordNet.glosses();
        Set<Integer> heldOut = chosen(glosses, settings);
        List<String> nounClasses = commonestNounClasses(glosses);
        List<Sentence> training = new ArrayList<>();
        List<AnnotatedSentence> probes = new ArrayList<>();
        for (int i = 0; i < glosses.size(); i++) {
            if (heldOut.contains(i)) {
                probes.add(probe(i, glosses.get(i), tagger, nounClasses));
            } else {
                training.add(glosses.get(i).definition());
            }
        }
        training.addAll(wordNet.examples());
        List<GivenTask> tasks = List.of(
                new GivenTask(outline("GlossPOS", List.of())), new GivenTask(outline("GlossClass", nounClasses)));
        AnnotatedText text = new AnnotatedText(probes, LabelSource.SILVER, tasks);
        return DemoCorpus.withoutOverlap(
                "WordNet 3.1 glosses and examples", training, ProbeCorpora.fromSentences(text, settings));
    }

    private static TaskOutline outline(String name, List<String> classes) {
        return new TaskOutline(name, Level.SEMANTICS, TaskInput.SENTENCE, LabelSource.GOLD, classes);
    }

    private static Set<Integer> chosen(List<Gloss> glosses, ProbeSetSettings settings) {
        List<Integer> candidates = candidates(glosses, settings.maxWordsPerSentence());
        Collections.shuffle(candidates, new Random(settings.seed()));
        return new HashSet<>(candidates.subList(0, Math.min(settings.maxSentences(), candidates.size())));
    }

    private static List<Integer> candidates(List<Gloss> glosses, int mostWords) {
        Map<String, Integer> occurrences = new HashMap<>();
        glosses.forEach(gloss -> occurrences.merge(gloss.definition().normalised(), 1, Integer::sum));
        List<Integer> candidates = new ArrayList<>();
        for (int i = 0; i < glosses.size(); i++) {
            Sentence definition = glosses.get(i).definition();
            boolean fits = definition.length() >= LEAST_WORDS && definition.length() <= mostWords;
            if (fits && occurrences.getOrDefault(definition.normalised(), 0) == 1) {
                candidates.add(i);
            }
        }
        return candidates;
    }

    /** The rarer of the 26 classes of nouns have too few glosses among some thousand to be probed. */
    private static List<String> commonestNounClasses(List<Gloss> glosses) {
        Map<String, Integer> counts = new HashMap<>();
        for (Gloss gloss : glosses) {
            if (gloss.partOfSpeech() == Gloss.PartOfSpeech.NOUN) {
                counts.merge(gloss.lexicographerClass(), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(NOUN_CLASSES)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static AnnotatedSentence probe(int index, Gloss gloss, SilverTagger tagger, List<String> nounClasses) {
        AnnotatedSentence sentence = AnnotatedSentence.of(
                        "gloss " + index, gloss.definition().words())
                .withUpos(tagger.tags(gloss.definition()))
                .withSentenceLabel("GlossPOS", gloss.partOfSpeech().name());
        return nounClasses.contains(gloss.lexicographerClass())
                ? sentence.withSentenceLabel("GlossClass", gloss.lexicographerClass())
                : sentence;
    }
}
