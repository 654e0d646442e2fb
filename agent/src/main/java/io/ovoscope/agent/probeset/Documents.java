package io.ovoscope.agent.probeset;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers documents in the order of first occurrence; a sentence without one is a document of its own. */
final class Documents {
    private Documents() {}

    static int[] numbers(List<AnnotatedSentence> sentences) {
        Map<String, Integer> known = new HashMap<>();
        int[] numbers = new int[sentences.size()];
        int next = 0;
        for (int s = 0; s < numbers.length; s++) {
            int candidate = next;
            numbers[s] = sentences
                    .get(s)
                    .document()
                    .map(name -> known.computeIfAbsent(name, any -> candidate))
                    .orElse(candidate);
            next = Math.max(next, numbers[s] + 1);
        }
        return numbers;
    }
}
