package io.ovoscope.agent.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.activation.SentencePieces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every piece belongs to exactly one word and nothing is lost: the pieces of each word spell that word, for words of combining marks,
 * ideographs, joined emoji and right-to-left scripts.
 */
class UnicodeAlignmentTest {
    private static final int[][] RANGES = {
        {'!', '~'},
        {0xA1, 0x17F},
        {0x300, 0x36F},
        {0x370, 0x3FF},
        {0x590, 0x5F4},
        {0x600, 0x6FF},
        {0x900, 0x97F},
        {0xE01, 0xE3A},
        {0x1100, 0x11FF},
        {0x200B, 0x200F},
        {0x3041, 0x30FF},
        {0x4E00, 0x4EFF},
        {0xAC00, 0xACFF},
        {0xFE00, 0xFE0F},
        {0x1D400, 0x1D4FF},
        {0x1F1E6, 0x1F1FF},
        {0x1F3FB, 0x1F3FF},
        {0x1F466, 0x1F469},
        {0x20000, 0x200FF}
    };

    /** Those of the golden files, and sentences of words by chance. */
    static Stream<List<String>> sentences() throws IOException {
        Stream<List<String>> own = Files.readAllLines(GoldenEncodersTest.file("sentences.tsv")).stream()
                .map(line -> List.of(line.split("\t", -1)));
        Random random = new Random(11);
        Stream<List<String>> chance = IntStream.range(0, 300)
                .mapToObj(s -> IntStream.rangeClosed(0, random.nextInt(9))
                        .mapToObj(w -> word(random))
                        .toList());
        return Stream.concat(own, chance);
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(7); i >= 0; i--) {
            int[] range = RANGES[random.nextInt(RANGES.length)];
            word.appendCodePoint(range[0] + random.nextInt(range[1] - range[0] + 1));
        }
        return word.toString();
    }

    private static Vocabulary charactersOf(boolean graphemes) throws IOException {
        TreeSet<String> characters = new TreeSet<>(List.of(" "));
        sentences().forEach(words -> {
            for (String word : words) {
                // Next to a space a mark may cluster otherwise than within its word.
                for (String text : List.of(word, " " + word)) {
                    Matcher found =
                            Pattern.compile(graphemes ? "\\X" : "(?s:.)").matcher(text);
                    found.results().map(MatchResult::group).forEach(characters::add);
                }
            }
        });
        Map<String, Integer> ids = new HashMap<>();
        characters.forEach(character -> ids.put(character, ids.size()));
        return new Vocabulary(ids);
    }

    private static String[] pieces(Vocabulary vocabulary) {
        String[] pieces = new String[vocabulary.size()];
        vocabulary.ids().forEach((piece, id) -> pieces[id] = piece);
        return pieces;
    }

    @ParameterizedTest
    @MethodSource("spacings")
    void bytePairsOfAWordSpellIt(Spaces spaces) throws IOException {
        BytePairEncoder encoder = GoldenEncodersTest.bytePairs(spaces);
        String[] pieces = pieces(Vocabulary.read(GoldenEncodersTest.file("bpe-vocab.json")));
        String alphabet = new String(ByteAlphabet.all());
        assertThat(alphabet.chars().distinct().count()).isEqualTo(256);
        sentences().forEach(words -> {
            List<int[]> found = encoder.encodeSentence(words).words();
            assertThat(found).hasSameSizeAs(words);
            for (int w = 0; w < words.size(); w++) {
                String written =
                        Arrays.stream(found.get(w)).mapToObj(id -> pieces[id]).reduce("", String::concat);
                byte[] spelled = new byte[written.length()];
                for (int i = 0; i < spelled.length; i++) {
                    spelled[i] = (byte) alphabet.indexOf(written.charAt(i));
                }
                assertThat(new String(spelled, StandardCharsets.UTF_8)).isEqualTo(spaced(spaces, words, w));
            }
        });
    }

    static Spaces[] spacings() {
        return Spaces.values();
    }

    private static String spaced(Spaces spaces, List<String> words, int w) {
        boolean space = spaces == Spaces.BEFORE_EACH || (spaces == Spaces.BETWEEN && w > 0);
        return space ? " " + words.get(w) : words.get(w);
    }

    @ParameterizedTest
    @MethodSource("bothCharacters")
    void charactersOfAWordSpellIt(boolean graphemes) throws IOException {
        Vocabulary vocabulary = charactersOf(graphemes);
        String[] pieces = pieces(vocabulary);
        for (Spaces spaces : Spaces.values()) {
            CharacterEncoder encoder = new CharacterEncoder(vocabulary, false, spaces, graphemes, SpecialIds.none());
            sentences().forEach(words -> {
                List<int[]> found = encoder.encodeSentence(words).words();
                for (int w = 0; w < words.size(); w++) {
                    assertThat(Arrays.stream(found.get(w))
                                    .mapToObj(id -> pieces[id])
                                    .reduce("", String::concat))
                            .isEqualTo(spaced(spaces, words, w));
                    if (!graphemes) {
                        assertThat(found.get(w))
                                .hasSize(spaced(spaces, words, w)
                                        .codePointCount(
                                                0, spaced(spaces, words, w).length()));
                    }
                }
            });
        }
    }

    static Stream<Boolean> bothCharacters() {
        return Stream.of(false, true);
    }

    /** A tokenizer that cuts a text by chance, between any two code points, but never across a space. */
    private static List<TextPiece> cutByChance(String text, OffsetUnit unit, Random random) {
        int[] codePoints = text.codePoints().toArray();
        List<TextPiece> pieces = new ArrayList<>(List.of(new TextPiece(1_000_000, 0, 0)));
        int begin = 0;
        for (int i = 1; i <= codePoints.length; i++) {
            boolean space = i < codePoints.length && Character.isWhitespace(codePoints[i]);
            if (i == codePoints.length
                    || space
                    || (random.nextBoolean() && !Character.isWhitespace(codePoints[i - 1]))) {
                pieces.add(new TextPiece(begin, offset(codePoints, begin, unit), offset(codePoints, i, unit)));
                begin = i;
            }
        }
        int end = offset(codePoints, codePoints.length, unit);
        pieces.add(new TextPiece(2_000_000, end, end));
        return pieces;
    }

    private static int offset(int[] codePoints, int count, OffsetUnit unit) {
        String text = new String(codePoints, 0, count);
        return switch (unit) {
            case CHARS -> text.length();
            case CODE_POINTS -> count;
            case BYTES -> text.getBytes(StandardCharsets.UTF_8).length;
        };
    }

    @ParameterizedTest
    @MethodSource("units")
    void piecesOfAnOwnFunctionGoToTheWordTheyAreOf(OffsetUnit unit) throws IOException {
        sentences()
                .filter(words -> words.stream().noneMatch(word -> word.chars().anyMatch(Character::isWhitespace)))
                .forEach(words -> assertCut(words, unit));
    }

    static OffsetUnit[] units() {
        return OffsetUnit.values();
    }

    /** The id of a piece is where it begins, in code points. */
    private static void assertCut(List<String> words, OffsetUnit unit) {
        List<TextPiece> all = new ArrayList<>();
        OwnEncoder encoder = OwnEncoder.ofText("by chance", unit, text -> {
            all.addAll(cutByChance(text, unit, new Random(5)));
            return all;
        });
        SentencePieces found = encoder.encodeSentence(words);
        assertThat(found.before()).containsExactly(1_000_000);
        assertThat(found.after()).containsExactly(2_000_000);
        int[] inOrder = found.words().stream().flatMapToInt(Arrays::stream).toArray();
        assertThat(inOrder)
                .containsExactly(all.subList(1, all.size() - 1).stream()
                        .mapToInt(TextPiece::id)
                        .toArray());
        int begin = 0;
        for (int w = 0; w < words.size(); w++) {
            assertThat(found.words().get(w)[0]).isEqualTo(begin);
            begin += words.get(w).codePointCount(0, words.get(w).length()) + (w == 0 ? 0 : 1);
        }
    }
}
