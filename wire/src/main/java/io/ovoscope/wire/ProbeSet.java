package io.ovoscope.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fixed, labelled sentences that every snapshot is run on: labels and structure, no text. A row is a word; rows of a sentence
 * are neighbours and sentences follow each other.
 *
 * <p>The arrays are not copied: whoever hands them over gives them up.
 */
public final class ProbeSet {
    /** Head of a word that is its sentence's root. */
    public static final int ROOT = -1;
    /** Head of a word in a sentence without a tree. */
    public static final int NO_HEAD = -2;

    private static final int MAX_PROBLEMS = 20;

    private final Words words;
    private final Sentences sentences;
    private final List<TaskLabels> tasks;

    /**
     * Per row.
     *
     * @param sentence index of the sentence, ascending
     * @param type index of the word type: equal for equal (lower-cased) word forms
     * @param punctuation 1 for punctuation, else 0
     * @param head row of the syntactic head, {@link #ROOT} or {@link #NO_HEAD}
     */
    public record Words(int[] sentence, int[] type, int[] punctuation, int[] head) {}

    /**
     * Per sentence.
     *
     * @param document index of the document
     * @param split code of {@link Split}
     * @param source the sentence this one is an altered copy of, else its own index
     */
    public record Sentences(int[] document, int[] split, int[] source) {}

    public ProbeSet(Words words, Sentences sentences, List<TaskLabels> tasks) {
        this.words = words;
        this.sentences = sentences;
        this.tasks = List.copyOf(tasks);
        List<String> problems = new ProbeSetCheck(this).problems();
        if (!problems.isEmpty()) {
            List<String> shown = new ArrayList<>(problems.subList(0, Math.min(problems.size(), MAX_PROBLEMS)));
            if (problems.size() > MAX_PROBLEMS) {
                shown.add("and " + (problems.size() - MAX_PROBLEMS) + " more");
            }
            throw new WireFormatException("probe set: " + String.join("; ", shown));
        }
    }

    public int rows() {
        return words.sentence().length;
    }

    public int sentenceCount() {
        return sentences.split().length;
    }

    public Words words() {
        return words;
    }

    public Sentences sentences() {
        return sentences;
    }

    public List<TaskLabels> tasks() {
        return tasks;
    }

    public Optional<TaskLabels> task(String name) {
        return tasks.stream().filter(task -> task.info().name().equals(name)).findFirst();
    }

    /** SHA-256 of the content, in hexadecimal: equal exactly for equal probe sets. */
    public String fingerprint() {
        return ProbeSetCodec.fingerprint(this);
    }
}
