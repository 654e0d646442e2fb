package io.ovoscope.agent.probeset.sentence;

import static io.ovoscope.agent.probeset.sentence.Problems.quoted;

import io.ovoscope.agent.probeset.sentence.LineReader.Line;
import io.ovoscope.wire.Split;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the file format of SentEval's probing tasks (Conneau and Kiela 2018): a line per sentence, {@code tr}, {@code va} or {@code te} for
 * the part of the split it belongs to, a tab, the label, a tab, and the sentence, its words apart by white space.
 */
public final class SentEvalReader {
    private static final int FIELDS = 3;
    private static final Map<String, Split> PARTS =
            Map.of("tr", Split.TRAIN, "va", Split.DEVELOPMENT, "te", Split.TEST);

    private SentEvalReader() {}

    /**
     * Hands every sentence on as soon as it is read, with its label under the task that {@link FileTaskName} names, in its given part.
     *
     * @param problems told every malformed line, which is left out
     * @throws IOException where the file cannot be read
     */
    public static void read(Path file, Problems problems, Consumer<AnnotatedSentence> sentences) throws IOException {
        String task = FileTaskName.of(file);
        try (InputStream in = Files.newInputStream(file)) {
            LineReader lines = new LineReader(in, file.toString(), problems);
            for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (line.get().readable() && !line.get().text().isEmpty()) {
                    sentence(file.toString(), line.get(), task, problems).ifPresent(sentences);
                }
            }
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
        if (part == null) {
            problems.add(file, line.number(), "part " + quoted(fields[0]) + ": expecting tr, va or te");
        }
        if (fields[1].isBlank()) {
            problems.add(file, line.number(), "label is empty: expecting the name of a class");
        }
        if (fields[2].isBlank()) {
            problems.add(file, line.number(), "sentence is empty: expecting words apart by white space");
        }
        if (part == null || fields[1].isBlank() || fields[2].isBlank()) {
            return Optional.empty();
        }
        List<String> words = List.of(fields[2].strip().split("\\s+"));
        return Optional.of(AnnotatedSentence.of(file + ":" + line.number(), words)
                .withSentenceLabel(task, fields[1].strip())
                .withGivenParts(Set.of(part)));
    }
}
