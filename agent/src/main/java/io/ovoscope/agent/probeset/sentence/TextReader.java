package io.ovoscope.agent.probeset.sentence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads sentences from raw UTF-8 text. The boundaries of {@link TextLayout#PROSE} are those of {@link BreakIterator}, which may differ
 * between Java versions.
 */
public final class TextReader {
    /** A paragraph of more is cut, so that a file without blank lines does not fill the memory. */
    private static final int MAX_PARAGRAPH_CHARS = 1 << 16;

    private final TextLayout layout;
    private final Locale language;

    public TextReader(TextLayout layout, Locale language) {
        this.layout = layout;
        this.language = language;
    }

    /**
     * Hands every sentence on as soon as it is read.
     *
     * @param fileOrDirectory a file, or a directory whose {@code .txt} files are a document each
     * @throws MalformedTextException after the last line, where a line is too long or no UTF-8
     * @throws IOException where there is no such file or it cannot be read
     */
    public void read(Path fileOrDirectory, Consumer<AnnotatedSentence> sentences) throws IOException {
        Problems problems = new Problems();
        read(fileOrDirectory, problems, sentences);
        problems.throwIfAny();
    }

    /**
     * Like {@link #read(Path, Consumer)} for text that is read together with other files.
     *
     * @param problems told every line that cannot be read; nothing is thrown for them
     */
    public void read(Path fileOrDirectory, Problems problems, Consumer<AnnotatedSentence> sentences)
            throws IOException {
        if (Files.isDirectory(fileOrDirectory)) {
            for (Path file : textFiles(fileOrDirectory)) {
                String document = file.toString();
                readFile(file, problems, sentence -> sentences.accept(sentence.withDocument(document)));
            }
        } else {
            readFile(fileOrDirectory, problems, sentences);
        }
    }

    private static List<Path> textFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new NoSuchFileException(directory.toString(), null, "expecting .txt files in the directory");
            }
            return found;
        }
    }

    private void readFile(Path file, Problems problems, Consumer<AnnotatedSentence> sentences) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            LineReader lines = new LineReader(in, file.toString(), problems);
            Paragraph paragraph = new Paragraph(file.toString(), sentences);
            Optional<LineReader.Line> line = lines.next();
            for (; line.isPresent(); line = lines.next()) {
                paragraph.add(line.get());
            }
            paragraph.end();
        }
    }

    /** Lines up to a blank one. */
    private final class Paragraph {
        private final String file;
        private final Consumer<AnnotatedSentence> sentences;
        private final StringBuilder text = new StringBuilder();
        private long firstLine;
        private int count;

        Paragraph(String file, Consumer<AnnotatedSentence> sentences) {
            this.file = file;
            this.sentences = sentences;
        }

        void add(LineReader.Line line) {
            boolean tooLong = text.length() + line.text().length() > MAX_PARAGRAPH_CHARS;
            if (layout == TextLayout.SENTENCE_PER_LINE || line.text().isBlank() || tooLong) {
                end();
            }
            if (text.isEmpty()) {
                firstLine = line.number();
                count = 0;
            }
            text.append(line.text()).append(' ');
        }

        void end() {
            String all = text.toString();
            text.setLength(0);
            if (layout == TextLayout.SENTENCE_PER_LINE) {
                emit(List.of(all.strip().split("\\s+")));
            } else {
                pieces(BreakIterator.getSentenceInstance(language), all)
                        .forEach(sentence -> emit(pieces(BreakIterator.getWordInstance(language), sentence)));
            }
        }

        private void emit(List<String> words) {
            List<String> visible =
                    words.stream().filter(word -> !word.isBlank()).toList();
            if (!visible.isEmpty()) {
                count++;
                sentences.accept(AnnotatedSentence.of(file + ":" + firstLine + "#" + count, visible));
            }
        }
    }

    private static List<String> pieces(BreakIterator boundaries, String text) {
        List<String> pieces = new ArrayList<>();
        boundaries.setText(text);
        int begin = boundaries.first();
        for (int end = boundaries.next(); end != BreakIterator.DONE; end = boundaries.next()) {
            pieces.add(text.substring(begin, end).strip());
            begin = end;
        }
        return pieces;
    }
}
