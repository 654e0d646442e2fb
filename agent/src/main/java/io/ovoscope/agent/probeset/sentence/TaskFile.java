package io.ovoscope.agent.probeset.sentence;

import static io.ovoscope.agent.probeset.sentence.Problems.quoted;

import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A task of the user's own: which label each sentence, or each word, has. The labels stand apart from the sentences and name them by
 * {@link AnnotatedSentence#id}; {@code docs/your-own-task.md} describes the format. A file is held in memory whole.
 */
public final class TaskFile {
    /** Where a label of the whole sentence has its word. */
    static final int WHOLE_SENTENCE = -1;

    private final String file;
    private final Header header;
    private final Problems problems;
    private final Map<String, List<Label>> labels = new LinkedHashMap<>();
    private final Map<String, AnnotatedSentence> found = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private final Set<Long> outOfRange = new HashSet<>();

    TaskFile(String file, Header header, List<Label> all, Problems problems) {
        this.file = file;
        this.header = header;
        this.problems = problems;
        all.forEach(label -> labels.computeIfAbsent(label.sentence(), any -> new ArrayList<>())
                .add(label));
    }

    /**
     * What the task is.
     *
     * @param name by {@link FileTaskName}
     * @param level what it asks for
     * @param source who gave the labels
     * @param input sentences or words
     */
    public record Header(String name, Level level, LabelSource source, TaskInput input) {}

    /**
     * A line.
     *
     * @param word counted from 0, or {@link #WHOLE_SENTENCE}
     */
    record Label(long line, String sentence, int word, String name) {}

    /**
     * Reads a file.
     *
     * @param problems told every malformed line, and later every label that fits no sentence
     * @throws IOException where the file cannot be read
     */
    public static TaskFile read(Path file, Problems problems) throws IOException {
        return new TaskFileReader(file, problems).read();
    }

    public Header header() {
        return header;
    }

    /** How many labels there are. */
    public int size() {
        return labels.values().stream().mapToInt(List::size).sum();
    }

    /** How many labels the sentence of this id has, with its words. */
    public int labels(String sentenceId) {
        return labels.getOrDefault(sentenceId, List.of()).size();
    }

    /**
     * The sentence with the labels the file has for it. Words that it does not have are problems, and so is another sentence of the same id;
     * the same sentence once more, as two sources may have it, is labelled like the first.
     */
    public AnnotatedSentence label(AnnotatedSentence sentence) {
        List<Label> own = labels.getOrDefault(sentence.id(), List.of());
        if (own.isEmpty()) {
            return sentence;
        }
        AnnotatedSentence first = found.putIfAbsent(sentence.id(), sentence);
        if (first != null && !isSame(first, sentence, own) && ambiguous.add(sentence.id())) {
            problems.add(
                    file,
                    own.get(0).line(),
                    "sentence " + quoted(sentence.id()) + ": expecting the id of one sentence, not of two: "
                            + quoted(String.join(" ", first.words())) + " and "
                            + quoted(String.join(" ", sentence.words())));
            return sentence;
        }
        if (header.input() == TaskInput.SENTENCE) {
            return sentence.withSentenceLabel(header.name(), own.get(0).name());
        }
        int words = sentence.words().size();
        List<String> ofWords = new ArrayList<>(Collections.nCopies(words, ""));
        for (Label label : own) {
            if (label.word() < words) {
                ofWords.set(label.word(), label.name());
            } else if (outOfRange.add(label.line())) {
                problems.add(
                        file,
                        label.line(),
                        "word " + (label.word() + 1) + " of sentence " + quoted(sentence.id()) + ": expecting 1 to "
                                + words);
            }
        }
        return sentence.withWordLabels(header.name(), ofWords);
    }

    /** Whether the labels mean the same in both: words may be divided in two ways, but not those that are labelled. */
    private static boolean isSame(AnnotatedSentence one, AnnotatedSentence other, List<Label> labels) {
        return letters(one.words()).equals(letters(other.words()))
                && labels.stream()
                        .allMatch(label -> label.word() == WHOLE_SENTENCE
                                || word(one, label.word()).equals(word(other, label.word())));
    }

    private static String letters(List<String> words) {
        return String.join("", words).toLowerCase(Locale.ROOT);
    }

    private static String word(AnnotatedSentence sentence, int word) {
        return word < sentence.words().size() ? letters(List.of(sentence.words().get(word))) : "";
    }

    /** Reports every label of a sentence that has not come by. */
    public void reportUnknownSentences() {
        labels.forEach((sentence, ofSentence) -> {
            if (!found.containsKey(sentence)) {
                problems.add(
                        file,
                        ofSentence.get(0).line(),
                        "sentence " + quoted(sentence)
                                + ": expecting the id of a sentence: sent_id in CoNLL-U, file:line in SentEval's format,"
                                + " file:line#number in raw text");
            }
        });
    }
}
