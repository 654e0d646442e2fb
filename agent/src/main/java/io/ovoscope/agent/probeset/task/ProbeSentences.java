package io.ovoscope.agent.probeset.task;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.wire.Split;
import java.util.List;

/**
 * The unaltered sentences of the probe set.
 *
 * @param sentences in the probe set's order
 * @param splits of each sentence
 */
public record ProbeSentences(List<AnnotatedSentence> sentences, List<Split> splits) {
    public ProbeSentences {
        sentences = List.copyOf(sentences);
        splits = List.copyOf(splits);
        if (sentences.size() != splits.size()) {
            throw new IllegalArgumentException(
                    splits.size() + " splits: expecting " + sentences.size() + ", one per sentence");
        }
    }

    public int size() {
        return sentences.size();
    }

    public AnnotatedSentence get(int index) {
        return sentences.get(index);
    }
}
