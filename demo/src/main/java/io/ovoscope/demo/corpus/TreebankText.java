package io.ovoscope.demo.corpus;

import io.ovoscope.demo.corpus.ProbeSentence.FromTreebank;
import io.ovoscope.demo.corpus.TreebankReader.TreebankSentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Splits a treebank. In a directory the names decide, as Universal Dependencies give them: {@code *-train.conllu} is text
 * to train on, {@code *-dev.conllu} and {@code *-test.conllu} are text to probe with. Of a single file whole documents (or
 * sentences, where no documents are marked) are held out, a fifth of its sentences at most.
 */
public final class TreebankText {

    private static final int LEAST_TRAINING_SHARE = 5;

    private final TreebankReader reader;

    /** A splitter that reads files with {@code reader}. */
    public TreebankText(TreebankReader reader) {
        this.reader = reader;
    }

    /**
     * The split.
     *
     * @param treebank a CoNLL-U file or a directory of them
     * @throws IOException if a file cannot be read or is malformed, or a directory lacks a part
     */
    public DemoText of(Path treebank, ProbeChoice choice) throws IOException {
        return Files.isDirectory(treebank) ? ofDirectory(treebank, choice) : ofFile(treebank, choice);
    }

    private DemoText ofDirectory(Path directory, ProbeChoice choice) throws IOException {
        List<Sentence> training = new ArrayList<>();
        for (Path file : files(directory, "-train.conllu")) {
            reader.read(file).forEach(read -> training.add(read.sentence()));
        }
        List<ProbeSentence> candidates = new ArrayList<>();
        for (String part : List.of("-dev.conllu", "-test.conllu")) {
            for (Path file : files(directory, part)) {
                candidates.addAll(probeSentences(file, reader.read(file)));
            }
        }
        if (training.isEmpty() || candidates.isEmpty()) {
            throw new IOException(directory + ": expecting sentences in *-train.conllu and in *-dev.conllu or"
                    + " *-test.conllu, but found " + training.size() + " and " + candidates.size());
        }
        return DemoText.withoutOverlap(directory.toString(), training, chosen(candidates, choice));
    }

    private DemoText ofFile(Path file, ProbeChoice choice) throws IOException {
        List<ProbeSentence> all = probeSentences(file, reader.read(file));
        int enough = Math.min(choice.sentences(), all.size() / LEAST_TRAINING_SHARE);
        if (enough == 0) {
            throw new IOException(
                    file + ": expecting at least " + LEAST_TRAINING_SHARE + " sentences, but found " + all.size());
        }
        List<ProbeSentence> heldOut = heldOut(all, enough, choice);
        Set<ProbeSentence> out = Set.copyOf(heldOut);
        List<Sentence> training = all.stream()
                .filter(sentence -> !out.contains(sentence))
                .map(ProbeSentence::sentence)
                .toList();
        return DemoText.withoutOverlap(file.toString(), training, chosen(heldOut, choice));
    }

    /** Whole documents, drawn until there are {@code enough} sentences; a document that would be far too much is left. */
    private static List<ProbeSentence> heldOut(List<ProbeSentence> all, int enough, ProbeChoice choice) {
        Map<String, List<ProbeSentence>> documents = new LinkedHashMap<>();
        all.forEach(sentence -> documents
                .computeIfAbsent(documentOf(sentence), name -> new ArrayList<>())
                .add(sentence));
        List<String> names = new ArrayList<>(documents.keySet());
        Collections.shuffle(names, new Random(choice.seed()));
        List<ProbeSentence> heldOut = new ArrayList<>();
        for (String name : names) {
            List<ProbeSentence> document = documents.getOrDefault(name, List.of());
            if (heldOut.size() + document.size() <= enough) {
                heldOut.addAll(document);
            }
        }
        return heldOut;
    }

    /** The name of its document, or of itself where no documents are marked. */
    private static String documentOf(ProbeSentence sentence) {
        FromTreebank origin = (FromTreebank) sentence.origin();
        return origin.document().isEmpty() ? "sentence " + origin.ordinal() : origin.document();
    }

    private static List<ProbeSentence> chosen(List<ProbeSentence> candidates, ProbeChoice choice) {
        List<ProbeSentence> fitting = new ArrayList<>(candidates);
        fitting.removeIf(held -> !choice.fits(held.sentence()));
        Collections.shuffle(fitting, new Random(choice.seed()));
        return fitting.stream()
                .limit(choice.sentences())
                .sorted(Comparator.comparing((ProbeSentence held) -> ((FromTreebank) held.origin()).file())
                        .thenComparing(held -> ((FromTreebank) held.origin()).ordinal()))
                .toList();
    }

    private static List<ProbeSentence> probeSentences(Path file, List<TreebankSentence> sentences) {
        List<ProbeSentence> probe = new ArrayList<>();
        for (TreebankSentence read : sentences) {
            probe.add(new ProbeSentence(read.sentence(), new FromTreebank(file, probe.size(), read.document())));
        }
        return probe;
    }

    private static List<Path> files(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
