package io.ovoscope.agent.probeset.task;

import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Split;
import io.ovoscope.wire.TaskInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * {@code CoordInv}: were the two clauses of the sentence inverted? The sentences are those of {@link ClausePair}; the conjunction, the
 * comma before it and the final punctuation stay where they are, and capitals follow the beginning of the sentence. As in Conneau et al.
 * 2018 no sentence is seen in both forms and clause lengths tell nothing: in each part the first clause as shown is the shorter one in as
 * many originals as altered sentences, and the longer one likewise.
 */
final class CoordinationInversion implements ProbingTask {
    private static final String ORIGINAL = "original";
    private static final String INVERTED = "inverted";

    private final TaskOutline outline;
    private final int maxSentences;

    /**
     * @param maxSentences how many sentences may be labelled, altered and original together
     */
    CoordinationInversion(LabelSource source, int maxSentences) {
        this.outline =
                new TaskOutline("CoordInv", Level.SEMANTICS, TaskInput.SENTENCE, source, List.of(ORIGINAL, INVERTED));
        this.maxSentences = maxSentences;
    }

    @Override
    public TaskOutline outline() {
        return outline;
    }

    @Override
    public ClassDraft draft(ProbeSentences sentences, Random random) {
        Map<Integer, ClausePair> pairs = new TreeMap<>();
        for (int s = 0; s < sentences.size(); s++) {
            int sentence = s;
            DependencyTree.of(sentences.get(s)).flatMap(ClausePair::of).ifPresent(pair -> pairs.put(sentence, pair));
        }
        List<Integer> chosen = new ArrayList<>(pairs.keySet());
        Collections.shuffle(chosen, random);
        chosen = chosen.subList(0, Math.min(chosen.size(), maxSentences));
        Halves halves = halves(chosen, pairs, sentences);
        Casing casing = new Casing(sentences);
        List<LabelledItem> originals = halves.originals().stream()
                .map(s -> LabelledItem.ofSentence(s, ORIGINAL))
                .toList();
        List<AlteredSentence> altered = halves.altered().stream()
                .map(s -> new AlteredSentence(s, pair(pairs, s).inverted(casing), INVERTED))
                .toList();
        return new ClassDraft(originals, altered, "too few sentences are two coordinated clauses", List.of());
    }

    /**
     * Of m sentences with a shorter and m with a longer first clause, half of each are inverted and so change sides. What one side has
     * more than the other is left out.
     */
    private static Halves halves(List<Integer> chosen, Map<Integer, ClausePair> pairs, ProbeSentences sentences) {
        List<Integer> originals = new ArrayList<>();
        List<Integer> altered = new ArrayList<>();
        for (Split split : Split.values()) {
            List<Integer> part = chosen.stream()
                    .filter(s -> sentences.splits().get(s) == split)
                    .toList();
            List<Integer> shorter = ofSide(-1, part, pairs);
            List<Integer> longer = ofSide(1, part, pairs);
            List<Integer> even = ofSide(0, part, pairs);
            int each = Math.min(shorter.size(), longer.size());
            int half = each / 2;
            originals.addAll(shorter.subList(0, half));
            altered.addAll(shorter.subList(half, each));
            altered.addAll(longer.subList(0, half));
            originals.addAll(longer.subList(half, each));
            originals.addAll(even.subList(0, even.size() / 2));
            altered.addAll(even.subList(even.size() / 2, even.size() / 2 * 2));
        }
        return new Halves(originals, altered);
    }

    private static List<Integer> ofSide(int side, List<Integer> part, Map<Integer, ClausePair> pairs) {
        return part.stream().filter(s -> pair(pairs, s).longer() == side).toList();
    }

    private static ClausePair pair(Map<Integer, ClausePair> pairs, int sentence) {
        return Objects.requireNonNull(pairs.get(sentence), "a chosen sentence has clauses");
    }
}
