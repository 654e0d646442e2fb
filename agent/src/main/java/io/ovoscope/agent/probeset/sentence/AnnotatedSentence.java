package io.ovoscope.agent.probeset.sentence;

import io.ovoscope.wire.Split;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A sentence with what is known about it, whatever it was read from.
 *
 * @param id where it came from: a treebank's {@code sent_id}, else file and line
 * @param document the document it stands in, if documents are marked
 * @param words the word forms, at least one, none blank; a form may hold spaces
 * @param annotation tags and tree, as far as there are any
 * @param sentenceLabels the caller's own labels of the sentence, by task
 * @param wordLabels the caller's own labels of the words, by task: one per word, {@code ""} for none
 * @param givenParts the parts of the split that it may come into, because its source has a split of its own; every part where the
 *     source says nothing
 */
public record AnnotatedSentence(
        String id,
        Optional<String> document,
        List<String> words,
        Annotation annotation,
        Map<String, String> sentenceLabels,
        Map<String, List<String>> wordLabels,
        Set<Split> givenParts) {
    private static final Set<Split> EVERY_PART = Collections.unmodifiableSet(EnumSet.allOf(Split.class));

    /**
     * @throws IllegalArgumentException where there is no word, a word is blank, a column is not one entry per word, or no part is left
     */
    public AnnotatedSentence {
        words = List.copyOf(words);
        sentenceLabels = Map.copyOf(sentenceLabels);
        Map<String, List<String>> labelsOfWords = new HashMap<>();
        wordLabels.forEach((task, labels) -> labelsOfWords.put(task, List.copyOf(labels)));
        wordLabels = Map.copyOf(labelsOfWords);
        if (words.isEmpty() || words.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "sentence " + id + ": words " + words + ": expecting one or more, not blank");
        }
        try {
            annotation.requireLength(words.size());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("sentence " + id + ": " + e.getMessage(), e);
        }
        for (Map.Entry<String, List<String>> task : wordLabels.entrySet()) {
            if (task.getValue().size() != words.size()) {
                throw new IllegalArgumentException(
                        "sentence " + id + ": " + task.getValue().size() + " labels of " + task.getKey()
                                + ": expecting " + words.size() + ", one per word");
            }
        }
        if (givenParts.isEmpty()) {
            throw new IllegalArgumentException("sentence " + id + ": no given part: expecting one or more");
        }
        // An enum set goes through the parts in their order whatever the JVM's hash seed.
        givenParts = Collections.unmodifiableSet(EnumSet.copyOf(givenParts));
    }

    /** A sentence that may come into any part. */
    public AnnotatedSentence(
            String id,
            Optional<String> document,
            List<String> words,
            Annotation annotation,
            Map<String, String> sentenceLabels,
            Map<String, List<String>> wordLabels) {
        this(id, document, words, annotation, sentenceLabels, wordLabels, EVERY_PART);
    }

    /** A sentence of which nothing but the words is known. */
    public static AnnotatedSentence of(String id, List<String> words) {
        return new AnnotatedSentence(id, Optional.empty(), words, Annotation.NONE, Map.of(), Map.of());
    }

    /** The same sentence in a document. */
    public AnnotatedSentence withDocument(String name) {
        return new AnnotatedSentence(id, Optional.of(name), words, annotation, sentenceLabels, wordLabels, givenParts);
    }

    /** The same sentence with this annotation. */
    public AnnotatedSentence withAnnotation(Annotation columns) {
        return new AnnotatedSentence(id, document, words, columns, sentenceLabels, wordLabels, givenParts);
    }

    /** The same sentence with these universal part-of-speech tags, one per word, {@code ""} for none. */
    public AnnotatedSentence withUpos(List<String> tags) {
        return withAnnotation(new Annotation(
                tags, annotation.xpos(), annotation.feats(), annotation.heads(), annotation.relations()));
    }

    /** The same sentence with this label of its own for the task. */
    public AnnotatedSentence withSentenceLabel(String task, String label) {
        Map<String, String> labels = new HashMap<>(sentenceLabels);
        labels.put(task, label);
        return new AnnotatedSentence(id, document, words, annotation, labels, wordLabels, givenParts);
    }

    /** The same sentence with these labels of its words for the task, one per word, {@code ""} for none. */
    public AnnotatedSentence withWordLabels(String task, List<String> labels) {
        Map<String, List<String>> all = new HashMap<>(wordLabels);
        all.put(task, labels);
        return new AnnotatedSentence(id, document, words, annotation, sentenceLabels, all, givenParts);
    }

    /** The same sentence, which may come into these parts of the split only. */
    public AnnotatedSentence withGivenParts(Collection<Split> parts) {
        return new AnnotatedSentence(id, document, words, annotation, sentenceLabels, wordLabels, Set.copyOf(parts));
    }

    /** Whether it carries a label of the caller's own. */
    public boolean isLabelled() {
        return !sentenceLabels.isEmpty() || !wordLabels.isEmpty();
    }

    /** Whether a word is punctuation: tagged {@code PUNCT} or {@code SYM}, or without any letter or digit. */
    public boolean isPunctuation(int word) {
        String tag = annotation.upos().isEmpty() ? "" : annotation.upos().get(word);
        return tag.equals("PUNCT")
                || tag.equals("SYM")
                || words.get(word).codePoints().noneMatch(Character::isLetterOrDigit);
    }
}
