package io.ovoscope.agent.probeset.task;

import io.ovoscope.agent.probeset.sentence.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A sentence of two coordinated clauses: words [0, firstEnd) are the first clause, [firstEnd, secondBegin) the conjunction with the
 * punctuation before it, [secondBegin, secondEnd) the second clause, and the rest is the final punctuation.
 */
record ClausePair(DependencyTree tree, int firstEnd, int secondBegin, int secondEnd) {
    /**
     * The clauses of a sentence whose root has exactly one {@code conj}, joined by one {@code cc} of one word right before it. Both
     * have a subject ({@code nsubj}, {@code csubj} or {@code expl}) or both are imperatives, and nothing stands outside of them. Sentences
     * that begin with a conjunction or with punctuation, or hold double quotes or brackets, are passed over.
     */
    static Optional<ClausePair> of(DependencyTree tree) {
        List<String> words = tree.sentence().words();
        List<Integer> conjuncts = tree.dependents(tree.root(), "conj");
        boolean torn = words.stream().anyMatch(word -> Marks.isDoubleQuote(word) || Marks.isBracket(word));
        if (torn
                || conjuncts.size() != 1
                || !tree.dependents(tree.root(), "cc").isEmpty()
                || tree.sentence().isPunctuation(0)) {
            return Optional.empty();
        }
        int second = conjuncts.get(0);
        List<Integer> conjunctions = tree.dependents(second, "cc");
        if (conjunctions.size() != 1 || !areClauses(tree, second)) {
            return Optional.empty();
        }
        return around(tree, conjunctions.get(0)).filter(pair -> pair.nothingElse(second));
    }

    private static boolean areClauses(DependencyTree tree, int second) {
        return (hasSubject(tree, tree.root()) && hasSubject(tree, second))
                || (isImperative(tree, tree.root()) && isImperative(tree, second));
    }

    private static boolean hasSubject(DependencyTree tree, int head) {
        return List.of("nsubj", "csubj", "expl").stream()
                .anyMatch(relation -> !tree.dependents(head, relation).isEmpty());
    }

    private static boolean isImperative(DependencyTree tree, int head) {
        Annotation annotation = tree.sentence().annotation();
        return !hasSubject(tree, head) && annotation.feature(head, "Mood").equals("Imp");
    }

    private static Optional<ClausePair> around(DependencyTree tree, int conjunction) {
        int firstEnd = conjunction;
        while (firstEnd > 0 && tree.sentence().isPunctuation(firstEnd - 1)) {
            firstEnd--;
        }
        int secondEnd = tree.words();
        while (secondEnd > conjunction && tree.sentence().isPunctuation(secondEnd - 1)) {
            secondEnd--;
        }
        int secondBegin = conjunction + 1;
        boolean whole = firstEnd > 0
                && secondBegin < secondEnd
                && tree.dependents(conjunction).isEmpty()
                && !tree.sentence().isPunctuation(secondBegin);
        return whole ? Optional.of(new ClausePair(tree, firstEnd, secondBegin, secondEnd)) : Optional.empty();
    }

    /** Whether every word but punctuation is on its own clause's side of the conjunction. */
    private boolean nothingElse(int second) {
        return IntStream.range(0, secondEnd)
                .filter(word -> word < firstEnd || word >= secondBegin)
                .filter(word -> !tree.sentence().isPunctuation(word))
                .allMatch(word -> tree.isWithin(word, second) == (word >= secondBegin));
    }

    /** −1 where the first clause has fewer words than the second, 1 where it has more. */
    int longer() {
        return Integer.compare(firstEnd, secondEnd - secondBegin);
    }

    private boolean isName(int word) {
        List<String> tags = tree.sentence().annotation().upos();
        return !tags.isEmpty() && tags.get(word).equals("PROPN");
    }

    /** The second clause, the conjunction, the first clause, the final punctuation; as usual but for the order. */
    List<String> inverted(Casing casing) {
        List<String> words = tree.sentence().words();
        List<String> first = new ArrayList<>(words.subList(0, firstEnd));
        List<String> second = new ArrayList<>(words.subList(secondBegin, secondEnd));
        if (Casing.isCapitalised(first.get(0))) {
            second.set(0, Casing.capitalised(second.get(0)));
            first.set(0, isName(0) ? first.get(0) : casing.within(first.get(0)));
        }
        List<String> inverted = new ArrayList<>(second);
        inverted.addAll(words.subList(firstEnd, secondBegin));
        inverted.addAll(first);
        inverted.addAll(words.subList(secondEnd, words.size()));
        return inverted;
    }
}
