package io.ovoscope.demo.corpus;

import io.ovoscope.agent.probeset.AnnotatedText;
import io.ovoscope.agent.probeset.ProbeCorpora;
import io.ovoscope.agent.probeset.ProbeSetSettings;
import io.ovoscope.agent.probeset.ProbeSources;
import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.agent.probeset.sentence.ConlluReader;
import io.ovoscope.agent.probeset.sentence.Problems;
import io.ovoscope.agent.probeset.sentence.TaskFile;
import io.ovoscope.agent.probeset.sentence.Treebank;
import io.ovoscope.wire.LabelSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A treebank as the demo's text, with gold labels. In a directory the names decide, as Universal Dependencies give them: the
 * train part is text to train on, the others are text to probe with. Of a single file whole documents (or sentences, where no
 * documents are marked) are held out, a fifth of its sentences at most; those that task files label go first.
 */
public final class TreebankCorpus {
    private static final int LEAST_TRAINING_SHARE = 5;

    private TreebankCorpus() {}

    /**
     * The split.
     *
     * @param files further sources of the probe set
     * @throws io.ovoscope.agent.probeset.sentence.MalformedTextException naming every malformed line
     * @throws IOException where a file is missing or cannot be read, or there is too little to split
     */
    public static DemoCorpus of(Path fileOrDirectory, ProbeSources files, ProbeSetSettings settings)
            throws IOException {
        Treebank treebank = Treebank.at(fileOrDirectory);
        List<AnnotatedSentence> training = read(treebank.train());
        List<AnnotatedSentence> probes = read(treebank.heldOut());
        if (training.isEmpty()) {
            training = new ArrayList<>(probes);
            probes = heldOut(labelledFirst(probes, files, settings.seed()), probes.size(), fileOrDirectory);
            training.removeAll(probes);
        } else if (probes.isEmpty()) {
            throw new IOException(
                    fileOrDirectory + ": expecting *-dev.conllu or *-test.conllu beside the train part, to probe with");
        }
        AnnotatedText text = new AnnotatedText(probes, LabelSource.GOLD, List.of());
        ProbeSources sources = files.withSentences(text).withNotProbed(training);
        List<Sentence> words = training.stream()
                .map(sentence -> new Sentence(sentence.words()))
                .toList();
        return DemoCorpus.withoutOverlap(fileOrDirectory.toString(), words, ProbeCorpora.from(sources, settings));
    }

    private static List<AnnotatedSentence> read(List<Path> files) throws IOException {
        List<AnnotatedSentence> sentences = new ArrayList<>();
        ConlluReader.read(files, sentences::add);
        return sentences;
    }

    /** The documents in random order, those with labels of task files before the others. */
    private static List<List<AnnotatedSentence>> labelledFirst(
            List<AnnotatedSentence> all, ProbeSources files, long seed) throws IOException {
        Map<String, List<AnnotatedSentence>> documents = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            String document = all.get(i).document().orElse("sentence " + i);
            documents.computeIfAbsent(document, name -> new ArrayList<>()).add(all.get(i));
        }
        List<List<AnnotatedSentence>> shuffled = new ArrayList<>(documents.values());
        Collections.shuffle(shuffled, new Random(seed));
        List<TaskFile> tasks = new ArrayList<>();
        for (Path file : files.tasks()) {
            // What is wrong with the file is reported when it is read for the probe set.
            tasks.add(TaskFile.read(file, new Problems()));
        }
        shuffled.sort(Comparator.comparing(document -> document.stream()
                .noneMatch(sentence -> tasks.stream().anyMatch(task -> task.labels(sentence.id()) > 0))));
        return shuffled;
    }

    /** Whole documents, taken until a fifth of the sentences is reached; a document that would be too much is left. */
    private static List<AnnotatedSentence> heldOut(List<List<AnnotatedSentence>> documents, int sentences, Path file)
            throws IOException {
        int enough = sentences / LEAST_TRAINING_SHARE;
        List<AnnotatedSentence> heldOut = new ArrayList<>();
        for (List<AnnotatedSentence> document : documents) {
            if (heldOut.size() + document.size() <= enough) {
                heldOut.addAll(document);
            }
        }
        if (heldOut.isEmpty()) {
            throw new IOException(file + " of " + sentences + " sentences in " + documents.size()
                    + " documents: expecting enough to hold some out, a fifth of the sentences at most");
        }
        return heldOut;
    }
}
