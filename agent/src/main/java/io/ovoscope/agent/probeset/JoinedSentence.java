package io.ovoscope.agent.probeset;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.agent.probeset.sentence.Annotation;
import io.ovoscope.wire.Split;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A sentence that one source gave and others may give too, word for word; what they know about it comes together. */
final class JoinedSentence {
    private final long ordinal;
    private final String source;
    private final Set<String> sources = new HashSet<>();
    private AnnotatedSentence sentence;

    /**
     * @param ordinal how many sentences came before it
     * @param source the first that gave it
     */
    JoinedSentence(long ordinal, String source, AnnotatedSentence sentence) {
        this.ordinal = ordinal;
        this.source = source;
        this.sentence = sentence;
        sources.add(source);
    }

    long ordinal() {
        return ordinal;
    }

    String source() {
        return source;
    }

    boolean isOf(String name) {
        return sources.contains(name);
    }

    AnnotatedSentence sentence() {
        return sentence;
    }

    /**
     * Brings in the labels of the same sentence in another source. Annotation, document and name are the newcomer's, if it is annotated.
     * It may come only into the parts of the split that all its sources allow.
     *
     * @return whether there is such a part; where there is none, the newcomer adds nothing
     */
    boolean join(String name, AnnotatedSentence newcomer) {
        sources.add(name);
        Set<Split> parts = EnumSet.copyOf(sentence.givenParts());
        parts.retainAll(newcomer.givenParts());
        if (parts.isEmpty()) {
            return false;
        }
        boolean annotated = !newcomer.annotation().equals(Annotation.NONE);
        AnnotatedSentence base = annotated ? newcomer : sentence;
        AnnotatedSentence other = annotated ? sentence : newcomer;
        AnnotatedSentence all = base.withGivenParts(parts);
        if (base.document().isEmpty() && other.document().isPresent()) {
            all = all.withDocument(other.document().get());
        }
        for (Map.Entry<String, String> label : other.sentenceLabels().entrySet()) {
            all = all.withSentenceLabel(label.getKey(), label.getValue());
        }
        for (var labels : other.wordLabels().entrySet()) {
            all = all.withWordLabels(labels.getKey(), labels.getValue());
        }
        sentence = all;
        return true;
    }
}
