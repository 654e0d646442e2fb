package io.ovoscope.agent.probeset.sentence;

import io.ovoscope.agent.probeset.sentence.LineReader.Line;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads CoNLL-U (Universal Dependencies, <a href="https://universaldependencies.org/format.html">format, version 2</a>): ten columns,
 * multiword ranges and empty nodes passed over, documents from {@code # newdoc id}, {@code _} as "none".
 *
 * <p>Strict, since a wrong label would only show as a wrong curve: every malformed line is a problem, the sentence it stands in is left
 * out, and after the last line all problems are thrown as one. Tolerated are carriage returns, a byte-order mark, blank lines in a row
 * and a missing last blank line. Sentences without any head are taken as without a tree.
 */
public final class ConlluReader {
    private final String file;
    private final Problems problems;
    private final FurtherColumns columns;
    private final Consumer<AnnotatedSentence> sentences;
    private Optional<String> document = Optional.empty();
    private String sentenceId = "";
    private ConlluSentence current;
    private boolean empty = true;

    private ConlluReader(
            String file, Problems problems, FurtherColumns columns, Consumer<AnnotatedSentence> sentences) {
        this.file = file;
        this.problems = problems;
        this.columns = columns;
        this.sentences = sentences;
        this.current = new ConlluSentence(file, problems);
    }

    /**
     * Hands every sentence on as soon as it is read.
     *
     * @param files read in this order
     * @throws MalformedTextException after the last line of the last file, where any line is malformed
     * @throws IOException where a file cannot be read
     */
    public static void read(List<Path> files, Consumer<AnnotatedSentence> sentences) throws IOException {
        Problems problems = new Problems();
        for (Path file : files) {
            read(file, problems, sentences);
        }
        problems.throwIfAny();
    }

    /**
     * Like {@link #read(List, Consumer)} for one file of several that are read together.
     *
     * @param problems told every malformed line; nothing is thrown for them
     */
    public static void read(Path file, Problems problems, Consumer<AnnotatedSentence> sentences) throws IOException {
        read(file, problems, FurtherColumns.NONE, sentences);
    }

    static void read(Path file, Problems problems, FurtherColumns columns, Consumer<AnnotatedSentence> sentences)
            throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            new ConlluReader(file.toString(), problems, columns, sentences).readLines(in);
        }
    }

    /**
     * Like {@link #read(List, Consumer)}, from a stream.
     *
     * @param name stands in messages where the file's name would
     */
    public static void read(InputStream in, String name, Consumer<AnnotatedSentence> sentences) throws IOException {
        Problems problems = new Problems();
        new ConlluReader(name, problems, FurtherColumns.NONE, sentences).readLines(in);
        problems.throwIfAny();
    }

    private void readLines(InputStream in) throws IOException {
        LineReader lines = new LineReader(in, file, problems);
        Optional<Line> line = lines.next();
        for (; line.isPresent(); line = lines.next()) {
            take(line.get());
        }
        endSentence();
        if (empty) {
            problems.add(file, "no line of a word: expecting sentences");
        }
    }

    private void take(Line line) {
        if (!line.readable()) {
            empty = false;
            current.damage();
        } else if (line.text().isBlank()) {
            if (!line.text().isEmpty()) {
                problems.add(file, line.number(), "line of white space: expecting an empty line between sentences");
            }
            endSentence();
        } else if (line.text().startsWith("#")) {
            comment(line);
        } else {
            empty = false;
            columns.cut(line, current).ifPresent(current::add);
        }
    }

    private void comment(Line line) {
        if (current.hasBegun()) {
            current.problem(line.number(), "comment within a sentence: expecting comments before its first word");
        }
        String text = line.text().substring(1).strip();
        String value = text.substring(text.indexOf('=') + 1).strip();
        if (text.matches("newdoc(\\s+id\\s*=.*)?")) {
            document = Optional.of(text.equals("newdoc") ? file + ":" + line.number() : value);
        } else if (text.matches("sent_id\\s*=.*")) {
            sentenceId = value;
        }
    }

    private void endSentence() {
        current.end(sentenceId, document).map(columns::label).ifPresent(sentences);
        columns.clear();
        current = new ConlluSentence(file, problems);
        sentenceId = "";
    }
}
