package io.ovoscope.agent.probeset.task;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The dependency tree of a sentence.
 *
 * @param sentence one whose words have heads
 */
record DependencyTree(AnnotatedSentence sentence) {
    static Optional<DependencyTree> of(AnnotatedSentence sentence) {
        return sentence.annotation().heads().isEmpty() ? Optional.empty() : Optional.of(new DependencyTree(sentence));
    }

    /** The universal part of a relation, before the colon. */
    static String universal(String relation) {
        int colon = relation.indexOf(':');
        return colon == -1 ? relation : relation.substring(0, colon);
    }

    int words() {
        return sentence.words().size();
    }

    int root() {
        return sentence.annotation().heads().indexOf(-1);
    }

    /** Index of the head, −1 for the root. */
    int head(int word) {
        return sentence.annotation().heads().get(word);
    }

    /** The universal relation of a word to its head, {@code ""} where it has none. */
    String relation(int word) {
        List<String> relations = sentence.annotation().relations();
        return relations.isEmpty() ? "" : universal(relations.get(word));
    }

    /** The words that hang on this one, in their order. */
    List<Integer> dependents(int word) {
        return IntStream.range(0, words())
                .filter(other -> head(other) == word)
                .boxed()
                .toList();
    }

    /** The words that hang on this one by this universal relation. */
    List<Integer> dependents(int word, String relation) {
        return dependents(word).stream()
                .filter(other -> relation(other).equals(relation))
                .toList();
    }

    /** Arcs between the root and a word; 0 for the root. */
    int depth(int word) {
        int arcs = 0;
        for (int above = head(word); above != -1; above = head(above)) {
            arcs++;
        }
        return arcs;
    }

    /** Whether a word is this one or hangs below it. */
    boolean isWithin(int word, int top) {
        int above = word;
        while (above != -1 && above != top) {
            above = head(above);
        }
        return above == top;
    }
}
