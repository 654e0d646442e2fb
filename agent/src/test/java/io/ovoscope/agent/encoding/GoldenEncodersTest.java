package io.ovoscope.agent.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ovoscope.agent.activation.WordEncoder;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every id against another implementation's, word by word: {@code reference.mjs} beside the golden files says whose. */
class GoldenEncodersTest {
    static Path file(String name) {
        try {
            URL url = Objects.requireNonNull(GoldenEncodersTest.class.getResource(name), name);
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static WordPieceEncoder wordPieces(WordPieceEncoder.Rules rules) throws IOException {
        Vocabulary vocabulary = Vocabulary.read(file("wordpiece-vocab.txt"));
        SpecialIds specials = new SpecialIds(vocabulary.id("[UNK]"), OptionalInt.empty(), OptionalInt.empty(), 0);
        return new WordPieceEncoder(vocabulary, rules, specials);
    }

    static BytePairEncoder bytePairs(Spaces spaces) throws IOException {
        Vocabulary vocabulary = Vocabulary.read(file("bpe-vocab.json"));
        Merges merges = Merges.read(file("bpe-merges.txt"), vocabulary);
        return new BytePairEncoder(vocabulary, merges, false, spaces, SpecialIds.none());
    }

    private record Golden(String name, WordEncoder encoder) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Golden> encoders() throws IOException {
        return Stream.of(
                new Golden("wordpiece-cased.jsonl", wordPieces(WordPieceEncoder.Rules.cased())),
                new Golden("wordpiece-uncased.jsonl", wordPieces(WordPieceEncoder.Rules.uncased())),
                new Golden("bpe.jsonl", bytePairs(Spaces.BETWEEN)));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void idsAreThoseOfTheReference(Golden golden) throws IOException {
        List<String> lines = Files.readAllLines(file(golden.name()));
        assertThat(lines).hasSize(440);
        for (String line : lines) {
            JsonNode expected = new ObjectMapper().readTree(line);
            List<String> words = new ArrayList<>();
            expected.get("words").forEach(word -> words.add(word.textValue()));
            List<int[]> found = golden.encoder().encodeSentence(words).words();
            for (int w = 0; w < words.size(); w++) {
                assertThat(found.get(w))
                        .as("word '%s' of %s", words.get(w), words)
                        .containsExactly(ids(expected.get("ids").get(w), golden.encoder()));
            }
        }
    }

    /** The reference has nothing for a word of which nothing printable is left; here every word has a row. */
    private static int[] ids(JsonNode ids, WordEncoder encoder) {
        int[] all =
                IntStream.range(0, ids.size()).map(i -> ids.get(i).intValue()).toArray();
        return all.length == 0 ? encoder.unknownId().stream().toArray() : all;
    }
}
