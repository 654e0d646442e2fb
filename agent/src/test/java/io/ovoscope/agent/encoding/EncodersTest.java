package io.ovoscope.agent.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.activation.SentencePieces;
import io.ovoscope.agent.activation.WordEncoder;
import io.ovoscope.agent.probeset.sentence.MalformedTextException;
import io.ovoscope.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encoders without code, from a settings file to ids. */
class EncodersTest {
    @TempDir
    private Path folder;

    private WordEncoder encoder(String keys) throws IOException {
        Path file = Files.writeString(
                folder.resolve("agent.yaml"),
                "encoder:\n" + keys.replace("$", folder.toString()).indent(2));
        return Encoders.from(AgentSettings.read(file).encoder());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<List<Integer>> ids(SentencePieces pieces) {
        return pieces.words().stream()
                .map(ids -> java.util.Arrays.stream(ids).boxed().toList())
                .toList();
    }

    @Test
    void wholeWords() throws IOException {
        write("words.txt", "<unk>\n<s>\ndog\nbarks\n");
        WordEncoder words = encoder("""
                kind: WORD
                vocabulary: $/words.txt
                lowerCase: true
                unknown: 0
                start: <s>
                padding: 1
                """);
        SentencePieces pieces = words.encodeSentence(List.of("Dog", "barks", "twice"));
        assertThat(ids(pieces)).containsExactly(List.of(2), List.of(3), List.of(0));
        assertThat(pieces.before()).containsExactly(1);
        assertThat(pieces.after()).isEmpty();
        assertThat(words.paddingId()).isEqualTo(1);
        assertThat(words.description()).isEqualTo("vocabulary of 4 words, lower-cased");
    }

    @Test
    void wordPieces() throws IOException {
        write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\nun\n##aff\n##able\naff\n,\n");
        WordEncoder pieces = encoder("""
                kind: wordpiece
                vocabulary: $/vocab.txt
                lowerCase: true
                start: "[CLS]"
                end: "[SEP]"
                padding: "[PAD]"
                """);
        SentencePieces sentence = pieces.encodeSentence(List.of("Unaffable", ",", "unkind"));
        assertThat(ids(sentence)).containsExactly(List.of(4, 5, 6), List.of(8), List.of(1));
        assertThat(sentence.before()).containsExactly(2);
        assertThat(sentence.after()).containsExactly(3);
    }

    /** What the reference does otherwise, and so has no golden file: {@code 'ΟΔΥΣΣΕΥΣ'.lower()} in Python. */
    @Test
    void aCapitalSigmaAtTheEndOfAWordIsAFinalOne() {
        assertThat(new BasicText(true, false).parts("ΟΔΥΣΣΕΥΣ")).containsExactly("οδυσσευς");
    }

    @Test
    void bytePairs() throws IOException {
        write("vocab.json", "{\"t\": 0, \"h\": 1, \"e\": 2, \"Ġ\": 3, \"th\": 4, \"Ġthe\": 5, \"the\": 6, \"Ġth\": 7}");
        write("merges.txt", "#version: 0.2\nt h\nth e\nĠ the\n");
        WordEncoder pairs = encoder("""
                kind: BPE
                vocabulary: $/vocab.json
                merges: $/merges.txt
                """);
        assertThat(ids(pairs.encodeSentence(List.of("the", "the", "het"))))
                .containsExactly(List.of(6), List.of(5), List.of(3, 1, 2, 0));
        assertThatThrownBy(() -> pairs.encode("thy"))
                .hasMessage("word 'thy' has the piece 'y', which the 8 byte pairs of 3 merges, spaces between lack:"
                        + " expecting all 256 bytes, or encoder.unknown");
    }

    @Test
    void characters() throws IOException {
        write("characters.txt", "?\n \na\nb\n");
        WordEncoder characters = encoder("""
                kind: characters
                vocabulary: $/characters.txt
                unknown: 0
                """);
        SentencePieces pieces = characters.encodeSentence(List.of("ab", "bc", "xy"));
        assertThat(ids(pieces)).containsExactly(List.of(2, 3), List.of(1, 3, 0), List.of(1, 0, 0));
        assertThat(pieces.words()).extracting(characters::knows).containsExactly(true, true, false);
    }

    @Test
    void graphemesAreWhatAReaderTakesForACharacter() throws IOException {
        List<String> characters = List.of("e\u0301", "👩\u200d👩\u200d👧", "🇩🇪", "각", "한", "👍🏽", "\r\n");
        List<String> quoted = new java.util.ArrayList<>();
        for (String each : characters) {
            quoted.add("\"" + each.replace("\r\n", "\\r\\n") + "\": " + quoted.size());
        }
        write("characters.json", "{" + String.join(", ", quoted) + "}");
        WordEncoder encoder =
                encoder("kind: CHARACTERS\nvocabulary: $/characters.json\ngraphemes: true\nspaces: NONE\n");
        assertThat(encoder.encode(String.join("", characters))).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void everyProblemOfTheFilesIsNamedWithItsLine() throws IOException {
        write("vocab.json", "{\"a\": 0,\n\"b\": 0,\n\"a\": 1,\n\"c\": -1,\n\"d\": \"x\",\n\"\": 7}");
        write("merges.txt", "#version: 0.2\na b\na\na b\n# b\n");
        assertThatThrownBy(() -> encoder("""
                kind: BPE
                vocabulary: $/vocab.json
                merges: $/merges.txt
                start: <|endoftext|>
                """))
                .isInstanceOf(MalformedTextException.class)
                .hasMessageContaining("vocab.json:2: 'b' has id 0, as 'a': expecting an id of its own")
                .hasMessageContaining("vocab.json:3: 'a' stands in line 1 already")
                .hasMessageContaining("vocab.json:4: id -1 of 'c': expecting a whole number from 0")
                .hasMessageContaining("vocab.json:5: id x of 'd'")
                .hasMessageContaining("vocab.json:6: empty piece")
                .hasMessageContaining("merges.txt:2: 'b' is not in the vocabulary")
                .hasMessageContaining("merges.txt:3: 'a': expecting two pieces with one space between")
                .hasMessageContaining("merges.txt:4: 'a b' stands in line 2 already")
                .hasMessageContaining("merges.txt:5: '#' is not in the vocabulary")
                .hasMessageContaining("encoder.start: '<|endoftext|>': expecting a piece of the vocabulary");
    }

    @Test
    void brokenFilesAreRefused() throws IOException {
        write("v.json", "{\"a\": 0,\n\"b\" 1}");
        write("list.json", "[\"a\"]");
        write("empty.txt", "");
        Files.write(folder.resolve("latin.txt"), new byte[] {'a', '\n', (byte) 0xE9, '\n', '\n', 'a', '\n'});
        assertRefused("v.json", "v.json:2: not JSON");
        assertRefused("list.json", "list.json:1: expecting a JSON object that maps each piece to its id");
        assertRefused("empty.txt", "empty.txt: no pieces: expecting at least one");
        assertRefused("latin.txt", "latin.txt:2: line with bytes that are no text: expecting UTF-8");
        assertRefused("latin.txt", "latin.txt:3: empty piece");
        assertRefused("latin.txt", "latin.txt:4: 'a' stands in line 1 already");
        assertThatThrownBy(() -> encoder("kind: WORD\nvocabulary: $/none.txt\nunknown: 0\n"))
                .isInstanceOf(NoSuchFileException.class);
    }

    private void assertRefused(String file, String message) {
        assertThatThrownBy(() -> encoder("kind: WORD\nvocabulary: $/" + file + "\nunknown: 0\n"))
                .isInstanceOf(MalformedTextException.class)
                .hasMessageContaining(message);
    }

    @Test
    void charactersNeedTheSpaceThatStandsBetweenWords() throws IOException {
        write("characters.txt", "a\nb\n");
        assertThatThrownBy(() -> encoder("kind: CHARACTERS\nvocabulary: $/characters.txt\n"))
                .hasMessageContaining("characters.txt: no space: expecting a line that holds one");
        assertThat(ids(encoder("kind: CHARACTERS\nvocabulary: $/characters.txt\nspaces: NONE\n")
                        .encodeSentence(List.of("a", "ba"))))
                .containsExactly(List.of(0), List.of(1, 0));
    }

    @Test
    void settingsThatDoNotGoTogetherAreRefusedWithTheirLine() {
        assertThatThrownBy(() -> encoder("kind: WORD\nvocabulary: w.txt\n"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("agent.yaml:1: encoder: kind WORD without unknown");
        assertThatThrownBy(() -> encoder("kind: BPE\nvocabulary: v.json\n"))
                .hasMessageContaining("kind BPE without merges: expecting GPT-2's merges.txt");
        assertThatThrownBy(() -> encoder("kind: BPF\n")).hasMessageContaining("'BPF': expecting one of [NONE, WORD");
        assertThatThrownBy(() -> encoder("kind: NONE\n"))
                .hasMessage("encoder.kind NONE: expecting WORD, WORDPIECE, BPE or CHARACTERS");
    }
}
