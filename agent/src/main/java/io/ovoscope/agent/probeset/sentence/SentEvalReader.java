package io.ovoscope.agent.probeset.sentence;

import static io.ovoscope.agent.probeset.sentence.Problems.quoted;

import io.ovoscope.agent.probeset.sentence.LineReader.Line;
import io.ovoscope.wire.Split;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads the file format of SentEval's probing tasks (Conneau and Kiela 2018): a line per sentence, {@code tr}, {@code va} or {@code te} for
 * the part of the split it belongs to, a tab, the label, a tab, and the sentence, its words apart by white space.
 */
public final class SentEvalReader {
    private static final int FIELDS = 3;
    private static final Map<String, Split> PARTS =
            Map.of("tr", Split.TRAIN, "va", Split.DEVELOPMENT, "te", Split.TEST);

    /** That of Python, by which SentEval divides sentences into words: separators of any kind, no-break spaces included. */
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\x1C-\\x1F]+", Pattern.UNICODE_CHARACTER_CLASS);

    private SentEvalReader() {}

    /**
     * Hands every sentence on as soon as it is read, with its label under the task that {@link FileTaskName} names, in its given part.
     *
     * @param problems told every malformed line, which is left out, and a file without lines
     * @throws IOException where the file cannot be read
     */
    public static void read(Path file, Problems problems, Consumer<AnnotatedSentence> sentences) throws IOException {
        String task = FileTaskName.of(file);
        boolean empty = true;
        try (InputStream in = Files.newInputStream(file)) {
            LineReader lines = new LineReader(in, file.toString(), problems);
            for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                boolean blank = line.get().readable() && line.get().text().isEmpty();
                empty &= blank;
                if (line.get().readable() && !blank) {
                    sentence(file.toString(), line.get(), task, problems).ifPresent(sentences);
                }
            }
        }
        if (empty) {
            problems.add(file.toString(), "no line: expecting lines of part, label and sentence");
        }
    }

    private static Optional<AnnotatedSentence> sentence(String file, Line line, String task, Problems problems) {
        String[] fields = line.text().split("\t", -1);
        if (fields.length != FIELDS) {
            problems.add(
                    file,
                    line.number(),
                    fields.length + " fields: expecting 3, part, label and sentence, separated by single tabs");
            return Optional.empty();
        }
        Split part = PARTS.get(fields[0]);
        List<String> wrong = new ArrayList<>();
        if (part == null) {
            wrong.add("part " + quoted(fields[0]) + ": expecting tr, va or te");
        }
        String label = fields[1].strip();
        ClassName.problem(label).ifPresent(wrong::add);
        List<String> words = WHITE_SPACE
                .splitAsStream(fields[2])
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            wrong.add("sentence is empty: expecting words apart by white space");
        }
        wrong.forEach(what -> problems.add(file, line.number(), what));
        if (part == null || !wrong.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(AnnotatedSentence.of(file + ":" + line.number(), words)
                .withSentenceLabel(task, label)
                .withGivenParts(Set.of(part)));
    }
}
