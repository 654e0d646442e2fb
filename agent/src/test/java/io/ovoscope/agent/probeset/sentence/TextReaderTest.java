package io.ovoscope.agent.probeset.sentence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextReaderTest {
    @TempDir
    Path directory;

    private static List<AnnotatedSentence> read(TextLayout layout, Path path) throws IOException {
        List<AnnotatedSentence> sentences = new ArrayList<>();
        new TextReader(layout, Locale.ENGLISH).read(path, sentences::add);
        return sentences;
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void proseIsCutAtSentencesAcrossLinesButNotAcrossParagraphs() throws IOException {
        Path file =
                file("a.txt", "The hen sat\nstill. She didn't move, it\nseems.\n\nA title\n\n\nIt cost 1.50 then!\n");
        assertThat(read(TextLayout.PROSE, file))
                .extracting(AnnotatedSentence::words)
                .containsExactly(
                        List.of("The", "hen", "sat", "still", "."),
                        List.of("She", "didn't", "move", ",", "it", "seems", "."),
                        List.of("A", "title"),
                        List.of("It", "cost", "1.50", "then", "!"));
    }

    @Test
    void tokenisedLinesAreTakenAsTheyStand() throws IOException {
        Path file = file("a.txt", " The <unk> hen . It sat .\n\n = Title = \n");
        List<AnnotatedSentence> sentences = read(TextLayout.SENTENCE_PER_LINE, file);
        assertThat(sentences)
                .extracting(AnnotatedSentence::words)
                .containsExactly(List.of("The", "<unk>", "hen", ".", "It", "sat", "."), List.of("=", "Title", "="));
        assertThat(sentences).extracting(AnnotatedSentence::id).containsExactly(file + ":1#1", file + ":3#1");
        assertThat(sentences)
                .allSatisfy(sentence -> assertThat(sentence.document()).isEmpty());
    }

    @Test
    void filesOfADirectoryAreDocuments() throws IOException {
        Path second = file("b.txt", "Two eggs.");
        Path first = file("a.txt", "One egg. And a hen.");
        file("c.md", "No egg.");
        assertThat(read(TextLayout.PROSE, directory))
                .extracting(sentence -> sentence.document().orElseThrow())
                .containsExactly(first.toString(), first.toString(), second.toString());
    }

    @Test
    void paragraphWithoutEndIsCut() throws IOException {
        Path file = file("a.txt", "A hen sat there.\n".repeat(20_000));
        assertThat(read(TextLayout.PROSE, file)).hasSize(20_000);
    }

    @Test
    void unreadableLineIsNamedAfterTheRest() throws IOException {
        Path file = Files.write(
                directory.resolve("a.txt"), "One egg.\n\nH\u00FChner\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> read(TextLayout.PROSE, file))
                .hasMessageContaining(file + ":3: line with bytes that are no text: expecting UTF-8");
    }
}
