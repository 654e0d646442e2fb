package io.ovoscope.demo.corpus;

import io.ovoscope.agent.probeset.AnnotatedText;
import io.ovoscope.agent.probeset.ProbeCorpora;
import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.agent.probeset.ProbeSetSettings;
import io.ovoscope.agent.probeset.ProbeSources;
import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.agent.probeset.sentence.ConllulexReader;
import io.ovoscope.agent.probeset.task.GivenTask;
import io.ovoscope.agent.probeset.task.TaskOutline;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInput;
import java.io.IOException;
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
 * defines is gold ({@code GlossPOS}, {@code GlossClass}); the tags of its words are OpenNLP's and their supersenses by WordNet's first
 * sense, silver both.
 */
public final class GlossCorpus {
    private static final int NOUN_CLASSES = 13;
    private static final int LEAST_WORDS = 3;

    private GlossCorpus() {}

    /**
     * The split. Only a gloss that stands once in WordNet can be held out: the same words may define a noun here and an
     * adjective there.
     *
     * @param files further sources of the probe set; where these bring gold supersenses, the silver ones stay away
     * @throws io.ovoscope.agent.probeset.sentence.MalformedTextException naming every malformed line of the files
     * @throws IOException where a file is missing or cannot be read
     */
    public static DemoCorpus of(WordNetText wordNet, Labellers labellers, ProbeSources files, ProbeSetSettings settings)
            throws IOException {
        List<Gloss> glosses = wordNet.glosses();
        Set<Integer> heldOut = chosen(glosses, settings);
        List<String> nounClasses = commonestNounClasses(glosses);
        boolean silver = files.supersenses().isEmpty();
        List<Sentence> training = new ArrayList<>();
        List<AnnotatedSentence> probes = new ArrayList<>();
        for (int i = 0; i < glosses.size(); i++) {
            if (heldOut.contains(i)) {
                probes.add(probe(i, glosses.get(i), labellers, nounClasses, silver));
            } else {
                training.add(glosses.get(i).definition());
            }
        }
        training.addAll(wordNet.examples());
        AnnotatedText text = new AnnotatedText(probes, LabelSource.SILVER, tasks(nounClasses, silver));
        ProbeCorpus corpus = ProbeCorpora.from(files.withSentences(text), settings);
        return DemoCorpus.withoutOverlap("WordNet 3.1 glosses and examples", training, corpus);
    }

    /**
     * What labels the words of the glosses.
     *
     * @param tagger gives parts of speech
     * @param senses gives supersenses of what is tagged so
     */
    public record Labellers(SilverTagger tagger, FirstSense senses) {
        /** From the class path. */
        public static Labellers load() {
            return new Labellers(SilverTagger.load(), FirstSense.load());
        }
    }

    private static List<GivenTask> tasks(List<String> nounClasses, boolean silverSupersense) {
        List<GivenTask> tasks = new ArrayList<>();
        tasks.add(new GivenTask(outline("GlossPOS", List.of())));
        tasks.add(new GivenTask(outline("GlossClass", nounClasses)));
        if (silverSupersense) {
            tasks.add(new GivenTask(new TaskOutline(
                    ConllulexReader.TASK, Level.SEMANTICS, TaskInput.TOKEN, LabelSource.SILVER, List.of())));
        }
        return tasks;
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

    private static AnnotatedSentence probe(
            int index, Gloss gloss, Labellers labellers, List<String> nounClasses, boolean silverSupersense) {
        List<String> tags = labellers.tagger().tags(gloss.definition());
        List<String> words = gloss.definition().words();
        AnnotatedSentence sentence = AnnotatedSentence.of("gloss " + index, words)
                .withUpos(tags)
                .withSentenceLabel("GlossPOS", gloss.partOfSpeech().name());
        if (silverSupersense) {
            sentence = sentence.withWordLabels(
                    ConllulexReader.TASK, labellers.senses().supersenses(words, tags));
        }
        return nounClasses.contains(gloss.lexicographerClass())
                ? sentence.withSentenceLabel("GlossClass", gloss.lexicographerClass())
                : sentence;
    }
}
