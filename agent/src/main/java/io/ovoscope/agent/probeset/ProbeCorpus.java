package io.ovoscope.agent.probeset;

import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.SkippedTask;
import java.util.List;

/**
 * A probe set with its words, which stay in the agent.
 *
 * @param set labels, splits and structure
 * @param sentences the words of each sentence: word j of sentence i is the j-th row of sentence i
 * @param skipped tasks that were asked for and cannot be probed
 * @param remarks what was left out or decided otherwise, a sentence each, for the user
 */
public record ProbeCorpus(ProbeSet set, List<List<String>> sentences, List<SkippedTask> skipped, List<String> remarks) {
    /**
     * @throws IllegalArgumentException where the words do not fit the rows
     */
    public ProbeCorpus {
        sentences = sentences.stream().map(List::copyOf).toList();
        skipped = List.copyOf(skipped);
        remarks = List.copyOf(remarks);
        int[] rows = new int[set.sentenceCount()];
        for (int sentence : set.words().sentence()) {
            rows[sentence]++;
        }
        if (sentences.size() != rows.length) {
            throw new IllegalArgumentException(
                    "words of " + sentences.size() + " sentences: expecting " + rows.length + ", as in the set");
        }
        for (int i = 0; i < rows.length; i++) {
            if (sentences.get(i).size() != rows[i]) {
                throw new IllegalArgumentException("sentence " + i + " of "
                        + sentences.get(i).size() + " words: expecting " + rows[i] + ", one per row");
            }
        }
    }
}
