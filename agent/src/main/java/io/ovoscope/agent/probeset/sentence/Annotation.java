package io.ovoscope.agent.probeset.sentence;

import java.util.List;

/**
 * The annotation of a sentence's words, a column per kind; a column is empty where the sentence has none of its kind, else it has
 * one entry per word.
 *
 * @param upos universal part-of-speech tags, {@code ""} where a word has none
 * @param xpos the treebank's own tags, {@code ""} where a word has none
 * @param feats morphological features as {@code Name=Value|Name=Value}, {@code ""} where a word has none
 * @param heads index of the head counted from 0, −1 for the root
 * @param relations dependency relations to the heads, subtypes included, {@code ""} where a word has none
 */
public record Annotation(
        List<String> upos, List<String> xpos, List<String> feats, List<Integer> heads, List<String> relations) {
    /** No annotation at all. */
    public static final Annotation NONE = new Annotation(List.of(), List.of(), List.of(), List.of(), List.of());

    /**
     * @throws IllegalArgumentException where the heads are no tree with one root
     */
    public Annotation {
        upos = List.copyOf(upos);
        xpos = List.copyOf(xpos);
        feats = List.copyOf(feats);
        heads = List.copyOf(heads);
        relations = List.copyOf(relations);
        List<TreeCheck.Problem> problems = TreeCheck.problems(heads);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(
                    "; ", problems.stream().map(TreeCheck.Problem::text).toList()));
        }
    }

    /** The value of a morphological feature of a word, {@code ""} where it lacks it. */
    public String feature(int word, String name) {
        if (feats.isEmpty()) {
            return "";
        }
        for (String feature : feats.get(word).split("\\|", -1)) {
            if (feature.startsWith(name + "=")) {
                return feature.substring(name.length() + 1);
            }
        }
        return "";
    }

    void requireLength(int words) {
        requireLength("upos", upos, words);
        requireLength("xpos", xpos, words);
        requireLength("feats", feats, words);
        requireLength("heads", heads, words);
        requireLength("relations", relations, words);
    }

    private static void requireLength(String column, List<?> entries, int words) {
        if (!entries.isEmpty() && entries.size() != words) {
            throw new IllegalArgumentException(
                    entries.size() + " " + column + ": expecting none or " + words + ", one per word");
        }
    }
}
