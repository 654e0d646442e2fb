package io.ovoscope.demo.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the FORM column of CoNLL-U (universaldependencies.org/format.html): words with whole numbers as ID; multiword
 * ranges ({@code 1-2}) and empty nodes ({@code 1.1}) are passed over.
 */
public final class ConlluForms implements TreebankReader {

    private static final int COLUMNS = 10;
    private static final String DOCUMENT = "# newdoc";

    @Override
    public List<TreebankSentence> read(Path file) throws IOException {
        List<TreebankSentence> sentences = new ArrayList<>();
        List<String> words = new ArrayList<>();
        String document = "";
        int documents = 0;
        int lineNumber = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                lineNumber++;
                if (line.isBlank()) {
                    endSentence(words, document, sentences);
                } else if (line.startsWith(DOCUMENT)) {
                    document = name(line, ++documents);
                } else if (!line.startsWith("#")) {
                    addWord(line, file, lineNumber, words);
                }
            }
        }
        endSentence(words, document, sentences);
        return sentences;
    }

    private static void endSentence(List<String> words, String document, List<TreebankSentence> sentences) {
        if (!words.isEmpty()) {
            sentences.add(new TreebankSentence(new Sentence(words), document));
            words.clear();
        }
    }

    private static String name(String line, int number) {
        int equals = line.indexOf('=');
        return equals < 0 ? "document " + number : line.substring(equals + 1).strip();
    }

    private static void addWord(String line, Path file, int lineNumber, List<String> words) throws IOException {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS || columns[1].isEmpty()) {
            throw new IOException(file + ":" + lineNumber + ": expecting " + COLUMNS
                    + " tab-separated columns with a word in the second, but found \"" + line + "\"");
        }
        if (columns[0].chars().allMatch(Character::isDigit)) {
            words.add(columns[1]);
        }
    }
}
