package io.ovoscope.agent.probeset.task;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.agent.probeset.sentence.Annotation;
import io.ovoscope.agent.probeset.sentence.ConlluReader;
import io.ovoscope.wire.Split;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Sentences for tests, and what a task makes of them. */
final class Samples {
    private Samples() {}

    /** A sentence of the words in this text. */
    static AnnotatedSentence sentence(String text) {
        return AnnotatedSentence.of(text, List.of(text.split(" ")));
    }

    /**
     * A sentence in CoNLL-U.
     *
     * @param lines form, UPOS, XPOS, features, head and relation of a word each, with spaces between them
     */
    static AnnotatedSentence parsed(String lines) {
        List<String[]> words = lines.lines().map(line -> line.split(" +", -1)).toList();
        StringBuilder conllu = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            String[] word = words.get(i);
            conllu.append("%d\t%s\t_\t%s\t%s\t%s\t%s\t%s\t_\t_\n"
                    .formatted(i + 1, word[0], word[1], word[2], word[3], word[4], word[5]));
        }
        List<AnnotatedSentence> sentences = new ArrayList<>();
        try {
            ConlluReader.read(
                    new ByteArrayInputStream(conllu.toString().getBytes(StandardCharsets.UTF_8)),
                    "sample",
                    sentences::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sentences.get(0);
    }

    static AnnotatedSentence tree(List<Integer> heads, List<String> relations) {
        return AnnotatedSentence.of("tree", Collections.nCopies(heads.size(), "word"))
                .withAnnotation(new Annotation(List.of(), List.of(), List.of(), heads, relations));
    }

    /** A tree in which every word hangs on an earlier one, chosen by chance. */
    static AnnotatedSentence randomTree(int words, Random random) {
        List<Integer> heads = new ArrayList<>(List.of(-1));
        while (heads.size() < words) {
            heads.add(random.nextInt(heads.size()));
        }
        return tree(heads, List.of());
    }

    static ProbeSentences training(List<AnnotatedSentence> sentences) {
        return new ProbeSentences(sentences, Collections.nCopies(sentences.size(), Split.TRAIN));
    }

    /** Every fifth sentence for development, two of five for the test. */
    static ProbeSentences mixed(List<AnnotatedSentence> sentences) {
        List<Split> splits = new ArrayList<>();
        List<Split> cycle = List.of(Split.TRAIN, Split.TEST, Split.DEVELOPMENT, Split.TEST, Split.TRAIN);
        for (int s = 0; s < sentences.size(); s++) {
            splits.add(cycle.get(s % cycle.size()));
        }
        return new ProbeSentences(sentences, splits);
    }

    static List<LabelledItem> items(ProbingTask task, AnnotatedSentence... sentences) {
        return ((ClassDraft) task.draft(training(List.of(sentences)), new Random(1))).items();
    }

    static Map<String, Integer> counts(List<LabelledItem> items) {
        Map<String, Integer> counts = new TreeMap<>();
        items.forEach(item -> counts.merge(item.label(), 1, Integer::sum));
        return counts;
    }
}
