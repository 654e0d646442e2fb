package io.ovoscope.agent.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WindowsTest {
    private static final int START = -1;
    private static final int END = -2;

    /** Words of so many pieces each; a piece's id is its place. */
    private static EncodedSentence sentence(int... pieces) {
        List<int[]> words = new ArrayList<>();
        int at = 0;
        for (int count : pieces) {
            words.add(IntStream.range(at, at + count).toArray());
            at += count;
        }
        return EncodedSentence.of(new SentencePieces(new int[] {START}, words, new int[] {END}));
    }

    private static List<String> shown(List<EncodedSentence> windows) {
        return windows.stream()
                .map(window -> Arrays.toString(window.pieces()) + " " + Arrays.toString(window.firstPiece()))
                .toList();
    }

    @Test
    void sentencesThatFitAreLeftAsTheyAre() {
        EncodedSentence sentence = sentence(1, 2, 1);
        Windows windows = new Windows(6, 0, false);
        assertThat(windows.of(sentence)).containsExactly(sentence);
        assertThat(windows.remark()).isEmpty();
    }

    @Test
    void aWordsRowIsFromTheWindowWithTheMostOnItsLeft() {
        Windows windows = new Windows(6, 2, false);
        assertThat(shown(windows.of(sentence(1, 1, 1, 1, 1, 1, 1))))
                .containsExactly(
                        "[-1, 0, 1, 2, 3, -2] [1, 2, 3, 4, 5]",
                        "[-1, 2, 3, 4, 5, -2] [3, 4, 5]",
                        "[-1, 3, 4, 5, 6, -2] [4, 5]");
        assertThat(windows.remark()).isEqualTo("1 sentences in 3 windows of 6 positions, most context on the left");
    }

    @Test
    void aWordsRowIsFromTheWindowWithTheMostOnBothSides() {
        assertThat(shown(new Windows(6, 1, true).of(sentence(1, 1, 1, 1, 1, 1))))
                .containsExactly(
                        "[-1, 0, 1, 2, 3, -2] [1, 2, 3, 4]",
                        "[-1, 1, 2, 3, 4, -2] [3, 4]",
                        "[-1, 2, 3, 4, 5, -2] [3, 4, 5]");
    }

    @Test
    void windowsBeginAndEndWithWholeWords() {
        assertThat(shown(new Windows(6, 4, false).of(sentence(2, 3, 2, 1))))
                .containsExactly("[-1, 0, 1, -2] [1, 3]", "[-1, 2, 3, 4, -2] [1, 4]", "[-1, 5, 6, 7, -2] [1, 3, 4]");
    }

    @Test
    void aWordThatIsLongerThanAWindowHasItsLastPieces() {
        Windows windows = new Windows(5, 0, false);
        assertThat(shown(windows.of(sentence(1, 7, 1))))
                .containsExactly("[-1, 0, -2] [1, 2]", "[-1, 5, 6, 7, -2] [1, 4]", "[-1, 8, -2] [1, 2]");
        assertThat(windows.remark()).endsWith("1 words are longer than a window and have their last pieces only");
    }

    @Test
    void positionsThatHoldNoWordAreRefused() {
        assertThatThrownBy(() -> new Windows(2, 0, false).of(sentence(1, 1)))
                .hasMessageContaining("2 positions hold nothing but start and end")
                .hasMessageContaining("network.sequenceLength");
    }

    static Stream<Long> seeds() {
        return IntStream.range(0, 200).mapToObj(Long::valueOf);
    }

    /** Every word once, in order, whole, with its own pieces around it; and no other window of the same kind has more context. */
    @ParameterizedTest
    @MethodSource("seeds")
    void everyWordHasOneRow(long seed) {
        Random random = new Random(seed);
        int[] counts = random.ints(1 + random.nextInt(60), 1, 5).toArray();
        EncodedSentence sentence = sentence(counts);
        int length = 6 + random.nextInt(20);
        int stride = random.nextInt(length - 2);
        boolean bothSides = random.nextBoolean();
        List<EncodedSentence> windows = new Windows(length, stride, bothSides).of(sentence);
        int word = 0;
        int before = Integer.MIN_VALUE;
        for (EncodedSentence window : windows) {
            assertThat(window.length()).isLessThanOrEqualTo(length);
            assertThat(window.pieces()[0]).isEqualTo(START);
            assertThat(window.pieces()[window.length() - 1]).isEqualTo(END);
            int[] inside = Arrays.copyOfRange(window.pieces(), 1, window.length() - 1);
            assertThat(inside)
                    .containsExactly(IntStream.range(inside[0], inside[0] + inside.length)
                            .toArray());
            assertThat(inside[0]).isGreaterThan(before);
            before = inside[0];
            for (int w = 0; w < window.words(); w++, word++) {
                int[] own = Arrays.copyOfRange(window.pieces(), window.firstPiece()[w], window.firstPiece()[w + 1]);
                assertThat(own)
                        .containsExactly(Arrays.copyOfRange(
                                sentence.pieces(), sentence.firstPiece()[word], sentence.firstPiece()[word + 1]));
                if (!bothSides) {
                    int left = window.firstPiece()[w] - 1;
                    assertThat(left).isGreaterThanOrEqualTo(guaranteedLeft(sentence, word, length - 2, stride));
                }
            }
        }
        assertThat(word).isEqualTo(counts.length);
    }

    /** A window holds all but the last four pieces at least, and the next one begins at most four behind its stride. */
    private static int guaranteedLeft(EncodedSentence sentence, int word, int capacity, int stride) {
        int place = sentence.firstPiece()[word] - 1;
        int step = (stride > 0 ? stride : Math.max(1, capacity / 2)) + 4;
        return Math.min(place, Math.max(0, capacity - 4 - step));
    }
}
