package io.ovoscope.agent.probeset;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.wire.ProbeSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where each word of each sentence stands: a row per word, sentences one after the other. */
final class RowLayout {
    private final List<List<String>> sentences;
    private final int[] firstRow;

    RowLayout(List<List<String>> sentences) {
        this.sentences = sentences;
        this.firstRow = new int[sentences.size() + 1];
        for (int s = 0; s < sentences.size(); s++) {
            firstRow[s + 1] = firstRow[s] + sentences.get(s).size();
        }
    }

    int rows() {
        return firstRow[sentences.size()];
    }

    int sentences() {
        return sentences.size();
    }

    int row(int sentence, int word) {
        return firstRow[sentence] + word;
    }

    /**
     * Sentences, types, punctuation and heads of all rows.
     *
     * @param annotated the first sentences with their annotation; those after them have words only
     */
    ProbeSet.Words words(List<AnnotatedSentence> annotated) {
        int[] sentence = new int[rows()];
        int[] punctuation = new int[rows()];
        int[] head = new int[rows()];
        Arrays.fill(head, ProbeSet.NO_HEAD);
        for (int s = 0; s < sentences.size(); s++) {
            Arrays.fill(sentence, firstRow[s], firstRow[s + 1], s);
            boolean isAnnotated = s < annotated.size();
            AnnotatedSentence known =
                    isAnnotated ? annotated.get(s) : AnnotatedSentence.of("altered", sentences.get(s));
            List<Integer> heads = known.annotation().heads();
            for (int word = 0; word < known.words().size(); word++) {
                punctuation[row(s, word)] = known.isPunctuation(word) ? 1 : 0;
                if (!heads.isEmpty()) {
                    head[row(s, word)] = heads.get(word) == -1 ? ProbeSet.ROOT : row(s, heads.get(word));
                }
            }
        }
        return new ProbeSet.Words(sentence, types(), punctuation, head);
    }

    /** A number per lower-cased form, in the order of first occurrence. */
    private int[] types() {
        Map<String, Integer> types = new HashMap<>();
        int[] type = new int[rows()];
        int row = 0;
        for (List<String> words : sentences) {
            for (String word : words) {
                String form = word.toLowerCase(Locale.ROOT);
                Integer known = types.putIfAbsent(form, types.size());
                type[row++] = known == null ? types.size() - 1 : known;
            }
        }
        return type;
    }
}
