package io.ovoscope.agent.probeset.task;

import io.ovoscope.wire.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * The sentences of a task that alters half of them: in every part as many stand for themselves as are altered, and none is seen in both
 * forms.
 *
 * @param originals indices of the sentences that stay as they are
 * @param altered indices of those whose copies are altered
 */
record Halves(List<Integer> originals, List<Integer> altered) {
    Halves {
        originals = List.copyOf(originals);
        altered = List.copyOf(altered);
    }

    /**
     * @param chosen indices of sentences in random order; of an odd number in a part the last is left out
     */
    static Halves of(List<Integer> chosen, ProbeSentences sentences) {
        List<Integer> originals = new ArrayList<>();
        List<Integer> altered = new ArrayList<>();
        for (Split split : Split.values()) {
            List<Integer> part = chosen.stream()
                    .filter(s -> sentences.splits().get(s) == split)
                    .toList();
            int half = part.size() / 2;
            originals.addAll(part.subList(0, half));
            altered.addAll(part.subList(half, 2 * half));
        }
        return new Halves(originals, altered);
    }
}
